import type { DurablePayouts } from "@iyzico-mass-payout/durable";
import { durableMessages, payoutsMessages } from "../messages/catalogs.js";
import { formatHistory } from "../views/durable/history.js";
import type { CommandContext } from "./command.js";
import { readPayout, withPayouts } from "./database.js";
import type { DatabaseFlags } from "./database-flags.js";
import { exitCodes } from "./exit-codes.js";
import { formatOf } from "./format-of.js";

/** What `mass-payout history` takes. */
export interface HistoryFlags extends DatabaseFlags {
  json: boolean;
}

/** `mass-payout history`: who did what to a payout, and what was sent and polled. */
export async function runHistory(args: HistoryFlags & { key: string }, context: CommandContext): Promise<number> {
  const { stdout, locale } = context;
  const { key, json } = args;
  await Promise.all([durableMessages, payoutsMessages].map((messages) => messages.load(locale)));
  const read = async (payouts: DurablePayouts) => {
    await readPayout(payouts, key, context);
    return payouts.history(key);
  };
  const events = await withPayouts(args, context, read, { isRead: true });
  if (json) stdout.write(`${JSON.stringify(events, null, 2)}\n`);
  else stdout.write(formatHistory(events, formatOf(stdout, context)));
  return exitCodes.success;
}
