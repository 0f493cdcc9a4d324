import { durableMessages } from "../messages/catalogs.js";
import type { CommandContext } from "./command.js";
import { withPayouts } from "./database.js";
import type { DatabaseFlags } from "./database-flags.js";
import { exitCodes } from "./exit-codes.js";
import { printRecorded } from "./print-recorded.js";

/** What `mass-payout purge` takes. */
export interface PurgeFlags extends DatabaseFlags {
  /** In milliseconds since 1970. */
  before: number;
  json: boolean;
}

/** `mass-payout purge`: deletes names and accounts of payouts that were settled before a time. */
export async function runPurge(flags: PurgeFlags, context: CommandContext): Promise<number> {
  const { before } = flags;
  const result = await withPayouts(flags, context, (payouts) => payouts.purge({ before }));
  printRecorded(result, [durableMessages.in(context.locale).purged(result.purged)], flags, context);
  return exitCodes.success;
}
