import type { Currency } from "@iyzico-mass-payout/client";
import { foldText } from "./fold-text.js";

/** The ways in which a spreadsheet names a currency: folded words, and signs. */
const names: Readonly<Record<string, Currency>> = {
  try: "TRY",
  tl: "TRY",
  turklirasi: "TRY",
  turkishlira: "TRY",
  lira: "TRY",
  "₺": "TRY",
  usd: "USD",
  abddolari: "USD",
  amerikandolari: "USD",
  usdollar: "USD",
  dolar: "USD",
  $: "USD",
  eur: "EUR",
  euro: "EUR",
  avro: "EUR",
  "€": "EUR",
};

/** The currencies that can be paid, as a text for messages. */
export const currencyNames = "TRY (TL, ₺), USD ($), EUR (€)";

/** The currency that a text names; `undefined` if it is none of those that iyzico documents. */
export function currencyOf(text: string): Currency | undefined {
  const name = text.trim();
  const key = /^[₺$€]$/.test(name) ? name : foldText(name);
  return Object.hasOwn(names, key) ? names[key] : undefined;
}
