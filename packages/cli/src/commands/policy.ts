import { durableMessages, usageMessages } from "../messages/catalogs.js";
import { formatPolicy } from "../views/durable/policy.js";
import type { CommandContext } from "./command.js";
import { withPayouts } from "./database.js";
import type { DatabaseFlags } from "./database-flags.js";
import { exitCodes } from "./exit-codes.js";
import { printRecorded } from "./print-recorded.js";
import { UsageError } from "./usage-error.js";

/** What `mass-payout policy` takes. */
export interface PolicyFlags extends DatabaseFlags {
  approvers?: number;
  notTheSubmitter: boolean;
  above?: readonly { currency: string; amount: string; approvers: number }[];
  /** In milliseconds. */
  expiresAfter?: number;
  by?: string;
  json: boolean;
}

/** `mass-payout policy`: shows the policy that is stored, or stores another one. */
export async function runPolicy(flags: PolicyFlags, context: CommandContext): Promise<number> {
  const { locale } = context;
  const { approvers, notTheSubmitter, above, expiresAfter, by } = flags;
  await durableMessages.load(locale);
  const text = durableMessages.in(locale).policy;
  if (approvers === undefined) {
    const isStoring = notTheSubmitter || [above, expiresAfter, by].some((flag) => flag !== undefined);
    if (isStoring) throw new UsageError(durableMessages.in(locale).approversRequired);
    const policy = await withPayouts(flags, context, (payouts) => payouts.policy(), { isRead: true });
    printRecorded({ policy: policy ?? null }, formatPolicy(policy, locale), flags, context);
    return exitCodes.success;
  }
  if (by === undefined) throw new UsageError(usageMessages.in(locale).missingOption("--by"));
  const policy = await withPayouts(flags, context, async (payouts) => {
    await payouts.setPolicy({ approvers, notTheSubmitter, above, expiresAfterMs: expiresAfter }, { by });
    return payouts.policy();
  });
  const sentences = [text.stored, ...formatPolicy(policy, locale), text.openPayouts, text.otherProcesses];
  printRecorded({ policy }, sentences, flags, context);
  return exitCodes.success;
}
