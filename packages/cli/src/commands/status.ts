import { createFileStore } from "@iyzico-mass-payout/client/file-store";
import { listMessages, payMessages, payoutsMessages, statusMessages } from "../messages/catalogs.js";
import { printable } from "../terminal/printable.js";
import { formatStatus } from "../views/status.js";
import type { CommandContext } from "./command.js";
import { commandLine } from "./command-line.js";
import { readStoreFolder, type StoreOrDatabaseFlags } from "./database.js";
import { exitCodeOf } from "./exit-codes.js";
import { formatOf } from "./format-of.js";
import { readStored } from "./stored-payment.js";
import { UsageError } from "./usage-error.js";

/** What `mass-payout status` takes. */
export interface StatusFlags extends StoreOrDatabaseFlags {
  /** Whether every item of a review is shown. */
  all: boolean;
  json: boolean;
}

/** `mass-payout status`: how a payment stands, by a store or a database, and what is required next. Sends nothing. */
export async function runStatus(args: StatusFlags & { key: string }, context: CommandContext): Promise<number> {
  const store = await readStoreFolder(args, context);
  if (store !== undefined) return showStored(store, args, context);
  const { showSubmitted } = await import("./status-database.js");
  return showSubmitted(args, context);
}

async function showStored(
  store: string,
  { key, json }: { key: string; json: boolean },
  context: CommandContext,
): Promise<number> {
  const { stdout, locale } = context;
  await Promise.all(
    [listMessages, payMessages, payoutsMessages, statusMessages].map((messages) => messages.load(locale)),
  );
  const stored = await createFileStore(store).load(key);
  if (stored === undefined) {
    throw new UsageError(statusMessages.in(locale).unknownKey(printable(key), printable(store)));
  }
  const payment = readStored(stored.payment, key);
  const { report, ...standing } = payment;
  if (json) stdout.write(`${JSON.stringify({ ...standing, ...report }, null, 2)}\n`);
  else {
    const format = formatOf(stdout, context);
    // A plan of a spreadsheet requires its key, and a JSON plan accepts it.
    const lines = {
      pay: commandLine(["pay", statusMessages.in(locale).plan, "--store", store, "--key", key]),
      retrieve: commandLine(["retrieve", "--external-id", report.externalId]),
    };
    stdout.write(formatStatus(payment, lines, format));
  }
  return exitCodeOf({ ...standing, paid: report.paid });
}
