import type { DurablePayouts } from "@iyzico-mass-payout/durable";
import { durableMessages } from "../messages/catalogs.js";
import { printable } from "../terminal/printable.js";
import type { CommandContext } from "./command.js";
import { withOpenPayout } from "./database.js";
import type { DatabaseFlags } from "./database-flags.js";
import { formatAuthorised } from "./deny.js";
import { exitCodes } from "./exit-codes.js";
import { printRecorded } from "./print-recorded.js";

/** `mass-payout cancel --by`: records that a payout of the database is to be cancelled. */
export async function runCancelPayout(
  args: DatabaseFlags & { key: string; by: string; json: boolean },
  context: CommandContext,
): Promise<number> {
  const { key, by } = args;
  const cancel = (payouts: DurablePayouts) => payouts.cancel(key, { by });
  const { authorised } = await withOpenPayout(key, args, context, cancel);
  const text = durableMessages.in(context.locale);
  const sentences = [text.cancelRequested(printable(key)), ...formatAuthorised(authorised, context)];
  printRecorded({ key, authorised }, sentences, args, context);
  return authorised.length === 0 ? exitCodes.success : exitCodes.actionRequired;
}
