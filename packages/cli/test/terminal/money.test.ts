import { expect, test } from "vitest";
import { formatMoney } from "../../src/terminal/money.ts";
import { withPlainSpaces } from "../support/run-cli.ts";

test.each([
  ["20.00000000", "TRY 20.00"],
  ["20.5", "TRY 20.50"],
  ["-0.05", "-TRY 0.05"],
  ["0.123456789012345678901234567890", "TRY 0.12345678901234567890123456789"],
  ["9007199254740993.01", "TRY 9,007,199,254,740,993.01"],
])("%s is formatted exactly, with at least two decimals: %s", (amount, formatted) => {
  expect(withPlainSpaces(formatMoney(amount, "TRY", "en"))).toBe(formatted);
});

test.each([
  ["with its Turkish sign and separators", "1234.5", "TRY", "tr", "₺1.234,50"],
  ["without a sign if there is no currency", "5", undefined, "en", "5.00"],
  ["without a sign if the currency is not a code", "5", "lira", "en", "5.00"],
  ["as a dash if there is no amount", undefined, "TRY", "en", "–"],
] as const)("an amount is formatted %s", (_, amount, currency, locale, formatted) => {
  expect(formatMoney(amount, currency, locale)).toBe(formatted);
});
