import {
  type Amount,
  createMassPayoutClient,
  type InitResult,
  isMassPayoutError,
  type MassPayoutClient,
} from "@iyzico-mass-payout/client";
import { createFileStore } from "@iyzico-mass-payout/client/file-store";
import { readPlan as addIds, canonicalList } from "@iyzico-mass-payout/client/payment";
import { byHandMessages, payMessages, reviewMessages } from "../messages/catalogs.js";
import { printable } from "../terminal/printable.js";
import { formatTime } from "../terminal/time.js";
import { formatInit } from "../views/init.js";
import { formatConfirmation } from "../views/pay.js";
import type { CommandContext } from "./command.js";
import { commandLine } from "./command-line.js";
import { announceDestination, confirmAtProduction } from "./confirm.js";
import { nameDestination } from "./destination.js";
import { connectionOf } from "./environment.js";
import { exitCodes } from "./exit-codes.js";
import { findOtherLists } from "./find-other-lists.js";
import type { ConnectionFlags } from "./flags.js";
import { formatOf } from "./format-of.js";
import { openManualRecord } from "./manual-record.js";
import { reportInDoubt, sendRecorded } from "./manual-write.js";
import { readPayoutOwners } from "./payment-of-payout.js";
import { checksOf, type PlanFlags, readPlan, type SkipCheckFlag } from "./plan-file.js";
import { reportError } from "./report-error.js";
import { UsageError } from "./usage-error.js";
import { dateOf } from "./wall-time.js";

/** What `mass-payout init` takes. */
export interface InitFlags extends PlanFlags, SkipCheckFlag, ConnectionFlags {
  store: string;
  maxAmount?: Amount;
  maxTotal?: Amount;
  yes: boolean;
  json: boolean;
}

/** What `mass-payout init` was called with. */
export interface InitArguments extends InitFlags {
  planFile: string;
}

/** Another payment of the same list is said for this long, as by `pay`: 35 days, in milliseconds. */
const sameListMs = 35 * 86_400_000;

/**
 * `mass-payout init`: sends a plan to iyzico once, without what `pay` does after it. It is recorded in the store before it
 * is sent, and never sent again unless it provably was not.
 */
export async function runInit(args: InitArguments, context: CommandContext): Promise<number> {
  const { stdout, stderr, locale, stopSignal, clock } = context;
  const { planFile, maxAmount, maxTotal, yes, json } = args;
  await Promise.all([byHandMessages, payMessages, reviewMessages].map((messages) => messages.load(locale)));
  const all = byHandMessages.in(locale);
  const text = all.init;
  const connection = connectionOf(args, context);
  const iyzico = createMassPayoutClient({ ...connection, locale, clock });
  const destination = nameDestination(connection);
  // First of all that is printed, also before what is said of the plan.
  await announceDestination(destination, context);
  const checks = checksOf(args);
  const plan = await readPlan({ ...args, file: planFile, checks }, context);
  // Only pay records which payment pays an item again.
  if (plan.supersedes !== undefined) throw new UsageError(text.supersedes);
  const { key, request } = await addIds(plan, { checks, maxAmount, maxTotal });
  const { externalId } = request;
  const store = createFileStore(args.store);
  const signal = stopSignal();

  const refusePayment = async () => {
    const payment = (await readPayoutOwners(store)).find({ key, externalId });
    if (payment !== undefined) throw new UsageError(text.usePay(printable(payment.key)));
  };
  await refusePayment();
  const { fingerprint, others } = await findOtherLists(store, { key, externalId }, canonicalList(request));
  const record = await openManualRecord(store, "init", externalId, fingerprint);
  const look = commandLine(["retrieve", "--external-id", externalId], args);
  const last = record.earlier.at(-1);
  if (last !== undefined) {
    const sentBefore = text.sentBefore(formatTime(last.at), last.outcome);
    if (last.outcome === "success") throw new UsageError(sentBefore);
    if (json) stdout.write(`${JSON.stringify({ outcome: "in-doubt", externalId, sentAt: last.at }, null, 2)}\n`);
    const remedy = last.outcome === "rejected" ? text.rejectedRequest(look) : text.unknown(look);
    stderr.write(`${sentBefore}\n${remedy}\n`);
    return exitCodes.actionRequired;
  }
  const { sameList } = reviewMessages.in(locale);
  const recent = others.filter(({ createdAt }) => dateOf(clock) - createdAt < sameListMs);
  for (const other of recent) stderr.write(`${sameList(printable(other.key), formatTime(other.createdAt))}\n`);
  const explain = () => void stderr.write(formatConfirmation({ key, request }, formatOf(stderr, context)));
  if (!yes) await confirmAtProduction(externalId, destination, context, signal, explain);
  const status = await findStatus(iyzico, externalId, signal);
  if (status !== undefined) throw new UsageError(text.shownAlready(printable(status)));

  const result = await sendRecorded<InitResult>(
    record,
    {},
    "init",
    refusePayment,
    (startWithinMs) => iyzico.init(request, { checks, startWithinMs, signal }),
    context,
    ({ requestId }) => requestId,
  );
  switch (result.outcome) {
    case "recorded-elsewhere":
      stderr.write(`${all.recordedElsewhere}\n`);
      return exitCodes.actionRequired;
    case "not-sent":
      throw result.error;
    case "unknown":
      return await reportInDoubt(result.error, text.unknown(look), context, json);
    case "rejected": {
      const exitCode = await reportError(result.error, context, json);
      stderr.write(`${text.rejectedRequest(look)}\n`);
      return exitCode;
    }
    case "success": {
      const { requestId, accepted } = result.answer;
      if (json) stdout.write(`${JSON.stringify({ outcome: "created", externalId, ...result.answer }, null, 2)}\n`);
      else stdout.write(formatInit(result.answer, locale));
      const auth = commandLine(["auth", requestId, "--store", args.store], args);
      stderr.write(`${text.next(auth, commandLine(["cancel", requestId, "--store", args.store], args))}\n`);
      return accepted === "all" ? exitCodes.success : exitCodes.actionRequired;
    }
  }
}

/** The status of the payout that iyzico already has under the id. Which answer means that there is none is undocumented. */
async function findStatus(
  iyzico: MassPayoutClient,
  externalMassPayoutId: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const { massPayout } = await iyzico.retrieve({ externalMassPayoutId, page: 0, size: 1 }, { signal });
    return massPayout.massPayoutStatus;
  } catch (error) {
    if (isMassPayoutError(error, "not_found") || isMassPayoutError(error, "request_rejected")) return undefined;
    throw error;
  }
}
