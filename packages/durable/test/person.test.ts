import { expect, test } from "vitest";
import { readPerson } from "../src/payouts/person.ts";

test.each([
  ["Finance-1", " FINANCE-1 "],
  ["Işıl", "ışıl"],
  ["Işıl", "IŞIL"],
  ["İnci", "inci"],
  ["Ömer  A", "o\u0308mer a"],
  ["ﬁnance", "finance"],
])("takes %o and %o for one person", (one, other) => {
  expect(readPerson("by", one)).toBe(readPerson("by", other));
});

test.each([
  "",
  " ",
  "a".repeat(201),
  "a\0",
  "a\u200b",
  "a\u034f",
  "a\ufe0f",
  "a\u{e0101}",
  "a\u3164",
  "a\u2800",
  1,
  undefined,
])("refuses %o, which is no name or has characters that cannot be seen", (name) => {
  expect(() => readPerson("by", name)).toThrow(expect.objectContaining({ code: "invalid_configuration" }));
});
