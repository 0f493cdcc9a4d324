import type { Amount } from "@iyzico-mass-payout/client";
import type { Locale } from "./words.js";

/**
 * An amount as people write it: at least two decimals, and none that counts left out. Only the whole number goes through
 * Intl, as a bigint: no amount becomes a float, and Node 20 formats no more than twenty decimals.
 */
export function formatMoney(amount: Amount | undefined, currency: string | undefined, locale: Locale): string {
  if (amount === undefined) return "–";
  const [, sign = "", whole = "", decimals = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount) as RegExpExecArray;
  const shown = decimals.replace(/0+$/, "").padEnd(2, "0");
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  const format = /^[A-Za-z]{3}$/.test(currency ?? "")
    ? new Intl.NumberFormat(locale, { style: "currency", currency, ...digits })
    : new Intl.NumberFormat(locale, digits);
  const parts = format.formatToParts(BigInt(whole));
  return sign + parts.map(({ type, value }) => (type === "fraction" ? shown : value)).join("");
}
