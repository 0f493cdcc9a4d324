import { createMassPayoutClient, isMassPayoutError } from "@iyzico-mass-payout/client";
import { createFileStore } from "@iyzico-mass-payout/client/file-store";
import { byHandMessages, helpMessages, usageMessages } from "../messages/catalogs.js";
import { printable } from "../terminal/printable.js";
import { wrapText } from "../terminal/wrap-text.js";
import type { CommandContext } from "./command.js";
import { commandLine } from "./command-line.js";
import { announceDestination, confirmAtProduction } from "./confirm.js";
import type { DatabaseFlags } from "./database-flags.js";
import { nameDestination } from "./destination.js";
import { connectionOf, namesDatabase } from "./environment.js";
import { exitCodes } from "./exit-codes.js";
import type { ConnectionFlags } from "./flags.js";
import { reportInDoubt } from "./manual-write.js";
import { readPayoutOwners } from "./payment-of-payout.js";
import { UsageError } from "./usage-error.js";

/** What `mass-payout cancel` takes. */
export interface CancelFlags extends ConnectionFlags, DatabaseFlags {
  /** The store whose payment may go on with the payout. */
  store?: string;
  /** Who cancels a payout of the database. */
  by?: string;
  /** Whether the payout is cancelled by its requestId, although the environment names a database. */
  noDatabase: boolean;
  yes: boolean;
  json: boolean;
}

/**
 * `mass-payout cancel`: cancels a payout of the database, which a worker does, if the call says who cancels it; otherwise a
 * payout at iyzico before it is authorised, by one request.
 *
 * @throws {UsageError} if the environment names a database, and the call does not say which of the two is meant: a call
 * that forgets `--by` would cancel a payout of the database without a record of who did it.
 */
export async function runCancel(id: string, flags: CancelFlags, context: CommandContext): Promise<number> {
  const { by, store, noDatabase, database, schema } = flags;
  const { environment, locale } = context;
  const usage = usageMessages.in(locale);
  const isByHand = store !== undefined || noDatabase;
  const byHandOption = noDatabase ? "--no-database" : "--store";
  if (by === undefined) {
    const ofDatabase = database !== undefined ? "--database" : schema !== undefined ? "--schema" : undefined;
    if (ofDatabase !== undefined && noDatabase) throw new UsageError(usage.notTogether(byHandOption, ofDatabase));
    if (ofDatabase !== undefined) throw new UsageError(usage.missingOption("--by"));
    if (!isByHand && namesDatabase(environment)) {
      await byHandMessages.load(locale);
      const ofPayout = commandLine(["cancel", id, "--by", helpMessages.in(locale).placeholders.name]);
      const ofRequest = commandLine(["cancel", id, "--no-database"], flags);
      throw new UsageError(byHandMessages.in(locale).cancel.whichPayout(ofPayout, ofRequest));
    }
    return cancelByRequestId(id, flags, context);
  }
  if (isByHand) throw new UsageError(usage.notTogether(byHandOption, "--by"));
  const { runCancelPayout } = await import("./cancel-payout.js");
  return runCancelPayout({ ...flags, key: id, by }, context);
}

async function cancelByRequestId(requestId: string, flags: CancelFlags, context: CommandContext): Promise<number> {
  const { stdout, stderr, locale, stopSignal } = context;
  const { store, yes, json } = flags;
  await byHandMessages.load(locale);
  const text = byHandMessages.in(locale).cancel;
  const signal = stopSignal();
  const connection = connectionOf(flags, context);
  const iyzico = createMassPayoutClient({ ...connection, locale });
  const owners = store === undefined ? undefined : await readPayoutOwners(createFileStore(store));
  const payment = owners?.find({ requestId });
  const destination = nameDestination(connection);
  await announceDestination(destination, context);
  if (payment !== undefined && payment.auths > 0) stderr.write(`${text.ofAuthorisedPayment(printable(payment.key))}\n`);
  if (!yes) await confirmAtProduction(requestId, destination, context, signal);
  try {
    await iyzico.cancel(requestId, { signal });
  } catch (error) {
    if (!isMassPayoutError(error) || error.outcome !== "unknown") throw error;
    const look = commandLine(["items", "--request-id", requestId], flags);
    return await reportInDoubt(error, text.unknown(look), context, json);
  }
  if (json) stdout.write(`${JSON.stringify({ outcome: "cancelled", requestId }, null, 2)}\n`);
  else
    stdout.write(
      wrapText(text.done)
        .map((line) => `${line}\n`)
        .join(""),
    );
  if (owners === undefined) stderr.write(`${text.ofAnyPayment}\n`);
  else if (payment?.auths === 0) stderr.write(`${text.ofPayment(printable(payment.key))}\n`);
  return exitCodes.success;
}
