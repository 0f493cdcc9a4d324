import type { DurablePayouts } from "@iyzico-mass-payout/durable";
import { durableMessages } from "../messages/catalogs.js";
import { printable } from "../terminal/printable.js";
import type { CommandContext } from "./command.js";
import { withOpenPayout } from "./database.js";
import type { DatabaseFlags } from "./database-flags.js";
import { exitCodes } from "./exit-codes.js";
import { printRecorded } from "./print-recorded.js";

/** What `mass-payout deny` takes. */
export interface DenyFlags extends DatabaseFlags {
  by: string;
  reason: string;
  json: boolean;
}

/** `mass-payout deny`: records that a payout must not be authorised. */
export async function runDeny(args: DenyFlags & { key: string }, context: CommandContext): Promise<number> {
  const { key, by, reason } = args;
  const deny = (payouts: DurablePayouts) => payouts.deny(key, { by, reason });
  const { authorised } = await withOpenPayout(key, args, context, deny);
  const text = durableMessages.in(context.locale);
  printRecorded(
    { key, authorised },
    [text.denied(printable(key)), ...formatAuthorised(authorised, context)],
    args,
    context,
  );
  return authorised.length === 0 ? exitCodes.success : exitCodes.actionRequired;
}

/** Which payments cannot be stopped any more, if there are any. */
export function formatAuthorised(keys: readonly string[], { locale }: CommandContext): string[] {
  return keys.length === 0 ? [] : [durableMessages.in(locale).authorisedAlready(printable(keys.join(", ")))];
}
