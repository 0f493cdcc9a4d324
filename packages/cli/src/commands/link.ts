import { durableMessages } from "../messages/catalogs.js";
import { printable } from "../terminal/printable.js";
import type { CommandContext } from "./command.js";
import { withPayouts } from "./database.js";
import type { DatabaseFlags } from "./database-flags.js";
import { exitCodes } from "./exit-codes.js";
import { printRecorded } from "./print-recorded.js";

/** What `mass-payout link` takes. */
export interface LinkFlags extends DatabaseFlags {
  by: string;
  json: boolean;
}

/** `mass-payout link`: names the payout at iyzico that belongs to a payout or one of its parts. */
export async function runLink(
  args: LinkFlags & { key: string; requestId: string },
  context: CommandContext,
): Promise<number> {
  const { key, requestId, by } = args;
  await withPayouts(args, context, (payouts) => payouts.linkRequestId(key, requestId, { by }));
  const { linked } = durableMessages.in(context.locale);
  printRecorded({ key, requestId }, [linked(printable(key), printable(requestId))], args, context);
  return exitCodes.success;
}
