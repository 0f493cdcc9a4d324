import { durableMessages } from "../messages/catalogs.js";
import { printable } from "../terminal/printable.js";
import type { CommandContext } from "./command.js";
import { withOpenPayout } from "./database.js";
import type { DatabaseFlags } from "./database-flags.js";
import { exitCodes } from "./exit-codes.js";
import { printRecorded } from "./print-recorded.js";

/** What `mass-payout resume` takes. */
export interface ResumeFlags extends DatabaseFlags {
  by: string;
  json: boolean;
}

/** `mass-payout resume`: lets a payout go on that requires an action, or was denied. */
export async function runResume(args: ResumeFlags & { key: string }, context: CommandContext): Promise<number> {
  const { key, by } = args;
  await withOpenPayout(key, args, context, (payouts) => payouts.resume(key, { by }));
  printRecorded({ key }, [durableMessages.in(context.locale).resumed(printable(key))], args, context);
  return exitCodes.success;
}
