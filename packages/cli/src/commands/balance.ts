import { type Amount, compareAmounts, createMassPayoutClient } from "@iyzico-mass-payout/client";
import { readsMessages } from "../messages/catalogs.js";
import { formatMoney } from "../terminal/money.js";
import type { CommandContext } from "./command.js";
import { connectionOf } from "./environment.js";
import { exitCodes } from "./exit-codes.js";
import type { ConnectionFlags } from "./flags.js";
import { readLimits } from "./read-limits.js";

/** What `mass-payout balance` takes. */
export interface BalanceFlags extends ConnectionFlags {
  /** The command reports by its exit code whether the balance is below this amount. */
  below?: Amount;
  json: boolean;
}

/** `mass-payout balance`: prints the balance that mass payouts are paid from. */
export async function runBalance(flags: BalanceFlags, context: CommandContext): Promise<number> {
  const { below, json } = flags;
  const { stdout, stderr, locale } = context;
  await readsMessages.load(locale);
  const text = readsMessages.in(locale);
  const iyzico = createMassPayoutClient({ ...connectionOf(flags, context), locale, ...readLimits });
  const { balance } = await iyzico.balance();
  const isBelow = below !== undefined && compareAmounts(balance, below) < 0;
  if (json) {
    stdout.write(`${JSON.stringify({ balance, ...(below !== undefined && { below, isBelow }) }, null, 2)}\n`);
  } else stdout.write(`${text.balance}: ${formatMoney(balance, undefined, locale)}\n`);
  if (isBelow) stderr.write(`${text.isBelow(formatMoney(below, undefined, locale))}\n`);
  // The code of `pay` for a payment that did not pay everyone: scripts branch on one of the two.
  return isBelow ? exitCodes.notAllPaid : exitCodes.success;
}
