import { expect, test } from "vitest";
import { isSameRecipient } from "../../src/pay/same-recipient.ts";
import type { InitItem } from "../../src/validation/init-request.ts";
import { onePhonePlan } from "../support/plan.ts";

const [planned] = (await onePhonePlan).request.items;
const isSame = (shown: object) =>
  planned !== undefined && isSameRecipient({ itemStatus: "INIT", errorMessages: [], ...shown }, planned);

test.each([
  undefined,
  "+905555555555",
  "5555555555",
  "0 (555) 555-55 55",
  "+90********5555",
  "+9055555555**",
  "905XXXXXXXXX",
  "905xxxxxxxxx",
  "905555555-5-5-5",
  "90XXXXXXXX5555",
  "***",
])("%s is the recipient +905555555555, in another format or masked", (recipientInfo) => {
  expect(isSame({ recipientInfo })).toBe(true);
});

test.each(["+905555555556", "5551111", "+90********1111", "90xxxxxxxx1111", "(555) 555-55 56", "905555555-5-5-6"])(
  "%s is not the recipient +905555555555",
  (recipientInfo) => {
    expect(isSame({ recipientInfo })).toBe(false);
  },
);

test.each([
  ["1234", "1234", true],
  ["1234", "9234", false],
  ["ab-12", "ab-12", true],
  ["ab-12", "cb-12", false],
  // A single X is a character of the account; two mask others.
  ["12X4", "12X4", true],
  ["12X4", "13X4", false],
  // Fewer than 4 characters tell nothing.
  ["123", "9999", true],
  ["1234", "999", true],
])("of the recipient %s, iyzico may show %s: %s", (recipientInfo, shown, isTheSame) => {
  const member = { ...(planned as InitItem), recipientType: "MEMBER_ID", recipientInfo } as InitItem;
  expect(isSameRecipient({ itemStatus: "INIT", errorMessages: [], recipientInfo: shown }, member)).toBe(isTheSame);
});

test("an item of another type or currency is not the same", () => {
  expect(isSame({ recipientType: "PHONE", currencyCode: "TRY" })).toBe(true);
  expect(isSame({ recipientType: "IBAN" })).toBe(false);
  expect(isSame({ currencyCode: "USD" })).toBe(false);
  expect(isSame({ currencyCode: "GBP" })).toBe(false);
});

test.each(["", "N/A", "TL", "phone", "WALLET"])("the word %j for a type or currency says nothing", (word) => {
  expect(isSame({ recipientType: word })).toBe(true);
  expect(isSame({ currencyCode: word.slice(0, 4) })).toBe(true);
});
