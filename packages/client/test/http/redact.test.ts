import { LosslessNumber } from "lossless-json";
import { describe, expect, test } from "vitest";
import { redact } from "../../src/http/redact.ts";

describe("the vendor's message", () => {
  test.each([
    ["Geçersiz imza", "Geçersiz imza"],
    ["TR920086402100005482986178 geçersiz", "… geçersiz"],
    ["IBAN TR92 0086 4021 0000 5482 9861 78 is wrong", "IBAN … is wrong"],
    ["22222222220 is not an identity number", "… is not an identity number"],
    ["call +90 555 555 55 55 now", "call … now"],
    ["call +90 (532) 123 45 67", "call …"],
    ["call 0532.123.45.67", "call …"],
    ["call (0532) 123-4567", "call …"],
    ["call 0532\u00a0123\u00a045\u00a067", "call …"],
    ["at most 100 items, 2 decimals, error 1000", "at most 100 items, 2 decimals, error 1000"],
  ])("%j reads %j", (message, text) => {
    expect(redact(message, {})).toBe(text);
  });

  test("does not repeat a string of the request, wherever it was", () => {
    const request = { requestId: "massPayoutId-323", items: [{ recipientName: "Şükrü Iğdır", note: "1" }], page: 0 };
    expect(redact("Şükrü Iğdır of massPayoutId-323 (1) is unknown", request)).toBe("… of … (1) is unknown");
  });

  test("does not repeat an amount of the request", () => {
    const request = { items: [{ amount: { value: new LosslessNumber("8000.50"), currency: "TRY" } }] };
    expect(redact("8000.50 TRY is too much", request)).toBe("… TRY is too much");
  });

  test("does not repeat a short name, and keeps words that contain its letters", () => {
    const request = { body: { items: [{ recipientName: "Ali" }, { recipientName: "Ece" }] } };
    expect(redact("Ali'nin hesabı kapalı, Alim değil; (Ece)", request)).toBe("…'nin hesabı kapalı, Alim değil; (…)");
  });

  test("keeps the API's own words", () => {
    const item = { recipientType: "IBAN", amount: { currency: "TRY" } };
    const request = { purpose: "SALARY", itemType: "VALID", items: [item] };
    const message = "IBAN is INVALID for SALARY in TRY";
    expect(redact(message, request)).toBe(message);
  });

  test("does not leave a part of a string that contains another", () => {
    expect(redact("no massPayoutId-323 here", { a: "massPayoutId", b: "massPayoutId-323" })).toBe("no … here");
  });
});
