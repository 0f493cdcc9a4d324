import type { Amount, Locale } from "@iyzico-mass-payout/client";

/**
 * Writes an amount for a program: with at least two decimals, every further decimal up to the last that is not zero, no
 * separator of thousands, and the decimal separator of the language. No amount becomes a float.
 */
export function formatDecimal(amount: Amount, locale: Locale): string {
  const [integer = "", decimals = ""] = amount.split(".");
  return `${integer}${locale === "tr" ? "," : "."}${decimals.replace(/0+$/, "").padEnd(2, "0")}`;
}
