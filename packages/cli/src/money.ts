import type { Amount } from "@iyzico-mass-payout/client";
import type { Locale } from "./words.js";

/**
 * An amount as people write it, with every digit that iyzico sent. Intl formats decimal strings exactly; the amount
 * never becomes a float.
 */
export function formatMoney(amount: Amount | undefined, currency: string | undefined, locale: Locale): string {
  if (amount === undefined) return "–";
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 100 };
  const format = /^[A-Za-z]{3}$/.test(currency ?? "")
    ? new Intl.NumberFormat(locale, { style: "currency", currency, ...digits })
    : new Intl.NumberFormat(locale, digits);
  return format.format(amount as Intl.StringNumericLiteral);
}
