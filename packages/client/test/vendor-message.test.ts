import { LosslessNumber } from "lossless-json";
import { describe, expect, test } from "vitest";
import { redacted } from "../src/http/redact.ts";

describe("the vendor's message", () => {
  test.each([
    ["Geçersiz imza", "Geçersiz imza"],
    ["TR920086402100005482986178 geçersiz", "… geçersiz"],
    ["IBAN TR92 0086 4021 0000 5482 9861 78 is wrong", "IBAN … is wrong"],
    ["22222222220 is no identity number", "… is no identity number"],
    ["call +90 555 555 55 55 now", "call … now"],
    ["call +90 (532) 123 45 67", "call …"],
    ["call 0532.123.45.67", "call …"],
    ["call (0532) 123-4567", "call …"],
    ["call 0532\u00a0123\u00a045\u00a067", "call …"],
    ["at most 100 items, 2 decimals, error 1000", "at most 100 items, 2 decimals, error 1000"],
  ])("%j reads %j", (message, text) => {
    expect(redacted(message, {})).toBe(text);
  });

  test("does not repeat a text of the request, wherever it stood", () => {
    const request = { requestId: "massPayoutId-323", items: [{ recipientName: "Şükrü Iğdır", note: "1" }], page: 0 };
    expect(redacted("Şükrü Iğdır of massPayoutId-323 (1) is unknown", request)).toBe("… of … (1) is unknown");
  });

  test("does not repeat an amount of the request", () => {
    const request = { items: [{ amount: { value: new LosslessNumber("8000.50"), currency: "TRY" } }] };
    expect(redacted("8000.50 TRY is too much", request)).toBe("… TRY is too much");
  });

  test("does not repeat a short name, and leaves the words alone that have its letters", () => {
    const request = { body: { items: [{ recipientName: "Ali" }, { recipientName: "Ece" }] } };
    expect(redacted("Ali'nin hesabı kapalı, Alim değil; (Ece)", request)).toBe("…'nin hesabı kapalı, Alim değil; (…)");
  });

  test("keeps the words that are the API's own", () => {
    const item = { recipientType: "IBAN", amount: { currency: "TRY" } };
    const request = { purpose: "SALARY", itemType: "VALID", items: [item] };
    const message = "IBAN is INVALID for SALARY in TRY";
    expect(redacted(message, request)).toBe(message);
  });

  test("does not leave half of a text that contains another", () => {
    expect(redacted("no massPayoutId-323 here", { a: "massPayoutId", b: "massPayoutId-323" })).toBe("no … here");
  });
});
