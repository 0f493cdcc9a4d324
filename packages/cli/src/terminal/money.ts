import type { Amount, Locale, Sums } from "@iyzico-mass-payout/client";

/**
 * Formats an amount with at least two decimals and with every further decimal up to the last that is not zero; a dash if
 * there is no amount. Only the integer part goes through Intl, as a bigint: no amount becomes a float, and Node 20
 * formats at most 20 decimals.
 *
 * @param currency an ISO 4217 code; without one, the amount has no currency sign.
 */
export function formatMoney(amount: Amount | undefined, currency: string | undefined, locale: Locale): string {
  if (amount === undefined) return "–";
  const [, sign = "", integer = "", decimals = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount) as RegExpExecArray;
  const fraction = decimals.replace(/0+$/, "").padEnd(2, "0");
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  const format = /^[A-Za-z]{3}$/.test(currency ?? "")
    ? new Intl.NumberFormat(locale, { style: "currency", currency, ...digits })
    : new Intl.NumberFormat(locale, digits);
  const parts = format.formatToParts(BigInt(integer));
  return sign + parts.map(({ type, value }) => (type === "fraction" ? fraction : value)).join("");
}

/** Formats sums of several currencies; a dash if there is none. */
export function formatSums(sums: Sums, locale: Locale): string {
  const formatted = Object.entries(sums).map(([currency, amount]) => formatMoney(amount, currency, locale));
  return formatted.length === 0 ? "–" : formatted.join(", ");
}
