import { describe, expect, test } from "vitest";
import { idTextFault, textFault } from "../../src/validation/text.ts";
import { faultOf, faultsIn, payoutOf, validItem } from "../support/init-faults.ts";

/** Strings that were decoded wrongly or cut, or contain a control character. */
const broken = [
  ["U+FFFD", "Y\ufffdlmaz"],
  ["the first half of a surrogate pair", "Ay\ud83d"],
  ["the second half of a surrogate pair", "\ude00Ay"],
  ["a carriage return", "a\rb"],
  ["a line feed at the end", "a\n"],
  ["a tab", "a\tb"],
  ["NUL", "a\0"],
  ["DEL", "a\u007f"],
  ["a C1 control character", "a\u0085b"],
  ["a non-character", "a\ufffe"],
  ["a non-character beyond U+FFFF", "a\u{1ffff}"],
] as const;

/** Strings with a character that is shown as nothing, or that changes how its neighbours are shown. */
const invisible = [
  ["a zero-width space", "a\u200bb"],
  ["a zero-width joiner", "a\u200db"],
  ["a byte-order mark at the beginning", "\ufeffa"],
  ["a soft hyphen", "a\u00adb"],
  ["a bidi override", "a\u202eb"],
  ["a bidi isolate", "a\u2066b"],
  ["a word joiner", "a\u2060"],
  ["a tag character", "a\u{e0041}"],
  ["a variation selector", "a\ufe0f"],
  ["a Hangul filler", "a\u3164"],
  ["a line separator", "a\u2028b"],
] as const;

const notNormalised = [
  ["the form NFD", "\u015fukru".normalize("NFD")],
  ["a compatibility singleton", "\u212b"],
  ["a blank at the end", "salaries "],
  ["a no-break space at the beginning", "\u00a0salaries"],
] as const;

const ids = ["salaries-2026-11", "Kasım maaşları", "a b", "şükrü".normalize("NFC"), "给料", "😀", "a:b/c"];

/** Each id of an init, as a change of a valid request. */
const idFields: [field: string, faults: (id: string) => unknown[]][] = [
  ["externalId", (externalId) => faultsIn({ ...payoutOf(validItem), externalId })],
  ["conversationId", (conversationId) => faultsIn({ ...payoutOf(validItem), conversationId })],
  ["items[0].itemExternalId", (itemExternalId) => faultsIn(payoutOf({ ...validItem, itemExternalId }))],
];

describe.each(idFields)("%s of an init", (field, faults) => {
  test.each([...broken, ...invisible])("with %s is unsafe", (_, id) => {
    expect(faults(id)).toMatchObject([{ field, reason: "unsafe-text", message: expect.stringMatching(/must not/) }]);
  });

  test.each(notNormalised)("with %s is not normalised", (_, id) => {
    expect(faults(id)).toMatchObject([{ field, reason: "not-normalised" }]);
  });

  test.each(ids)("may be %s", (id) => {
    expect(faults(id)).toEqual([]);
  });

  test("that is blank is empty", () => {
    expect(faults(" \n")).toMatchObject([{ field, reason: "empty" }]);
  });
});

describe.each(["recipientName", "recipientInfo", "description"])("%s of an init", (field) => {
  const change = (value: string) => ({ recipientType: "MEMBER_ID", [field]: value });

  test.each(broken)("with %s is unsafe", (_, value) => {
    expect(faultOf(change(value))).toEqual([`items[0].${field}`, "unsafe-text"]);
  });

  test.each([...invisible, ...notNormalised])("may have %s", (_, value) => {
    expect(faultOf(change(value))).toEqual([]);
  });
});

test("an IBAN with a control character has one fault, and checks that are off do not hide it", () => {
  for (const checks of [{}, { iban: false }]) {
    expect(faultOf({ recipientInfo: "TR330006100519786457841326\n" }, checks)).toEqual([
      "items[0].recipientInfo",
      "unsafe-text",
    ]);
  }
});

test("a word of the API or an amount with a control character keeps its own fault", () => {
  expect(faultOf({ recipientType: "IBAN\0" })).toEqual(["items[0].recipientType", "unknown-value"]);
  expect(faultOf({ amount: { value: "1\0", currency: "TRY" } })).toEqual(["items[0].amount.value", "not-an-amount"]);
});

test("a fault repeats nothing of the string", () => {
  for (const text of ["CANARY\0", "CANARY\u200b", "CANARY "]) {
    expect(JSON.stringify([idTextFault(text), textFault(text)])).not.toContain("CANARY");
  }
});
