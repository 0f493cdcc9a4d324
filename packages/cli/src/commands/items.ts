import {
  createMassPayoutClient,
  describeItemStatus,
  isMassPayoutError,
  type MassPayoutItem,
} from "@iyzico-mass-payout/client";
import { payoutsMessages, readsMessages, usageMessages } from "../messages/catalogs.js";
import type { ItemsFilter, ItemsFormat } from "../views/items-options.js";
import { createItemsPrinter } from "../views/items-printer.js";
import type { CommandContext } from "./command.js";
import { connectionOf } from "./environment.js";
import { exitCodes } from "./exit-codes.js";
import type { ConnectionFlags, PayoutFlags } from "./flags.js";
import { formatOf } from "./format-of.js";
import { referenceOf } from "./payout-reference.js";
import { reportError } from "./report-error.js";
import { UsageError } from "./usage-error.js";

/** What `mass-payout items` takes. */
export interface ItemsFlags extends PayoutFlags, ConnectionFlags {
  only?: ItemsFilter;
  /** A table by default. */
  format?: ItemsFormat;
  pageSize?: number;
  concurrency?: number;
  /** The same as the format "json". */
  json: boolean;
}

/**
 * `mass-payout items`: prints every item of a payout once, over all pages. Rows are written as they come. If a page fails,
 * what was printed is not a complete list, and its JSON says so.
 */
export async function runItems(flags: ItemsFlags, context: CommandContext): Promise<number> {
  const { stdout, stderr, locale, stopSignal, clock } = context;
  const { only, json, format = json ? "json" : "table", pageSize, concurrency } = flags;
  if (json && flags.format !== undefined && flags.format !== "json") {
    throw new UsageError(usageMessages.in(locale).notTogether("--json", `--format ${flags.format}`));
  }
  const reference = referenceOf(flags, locale);
  await Promise.all([payoutsMessages, readsMessages].map((messages) => messages.load(locale)));
  const text = readsMessages.in(locale);
  const iyzico = createMassPayoutClient({ ...connectionOf(flags, context), locale, clock });
  const printer = createItemsPrinter(format, stdout, formatOf(stdout, context));
  const options = { itemType: "ALL", size: pageSize, concurrency, signal: stopSignal() } as const;
  let [printed, read] = [0, 0];
  try {
    for await (const item of iyzico.items(reference, options)) {
      read += 1;
      if (!isIncluded(item, only)) continue;
      printer.print(item);
      printed += 1;
    }
  } catch (error) {
    if (!isMassPayoutError(error)) throw error;
    printer.fail(error);
    if (printed > 0) stderr.write(`${text.incomplete(printed)}\n`);
    // Reported here: in the JSON, the error is beside the items.
    return reportError(error, context, false);
  }
  printer.end();
  stderr.write(`${text.listed(printed, read)}\n`);
  if (only === "unpaid" && printed > 0) stderr.write(`${text.unpaidNote} ${payoutsMessages.in(locale).payAgain}\n`);
  return exitCodes.success;
}

function isIncluded({ itemStatus }: MassPayoutItem, only: ItemsFilter | undefined): boolean {
  const { state } = describeItemStatus(itemStatus);
  return only === undefined || (only === "unpaid" ? state !== "paid" : state === only);
}
