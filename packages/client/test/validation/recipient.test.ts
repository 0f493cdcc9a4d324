import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { InitChecks } from "../../src/index.ts";
import { faultOf } from "../support/init-faults.ts";
import { iban } from "../support/recipients.ts";

describe("a recipient", () => {
  test.each<[string, string, string]>([
    ["iban-checksum", "IBAN", "TR330006100519786457841327"],
    ["iban-checksum", "IBAN", "DE89370400440532013001"],
    // Norway's own check digit is wrong, under a checksum that fits.
    ["iban-checksum", "IBAN", "NO6686011117948"],
    ["iban-format", "IBAN", "tr330006100519786457841326"],
    ["iban-format", "IBAN", "TR33 0006 1005 1978 6457 8413 26"],
    ["iban-format", "IBAN", "TR3300061005197864578413"],
    ["iban-format", "IBAN", `${iban} `],
    ["iban-format", "IBAN", "XX330006100519786457841326"],
    ["iban-format", "IBAN", "TRxx0006100519786457841326"],
    ["iban-format", "IBAN", "__proto__"],
    ["iban-format", "IBAN", "10000000146"],
    ["identity-number", "IDENTITY_NUMBER", "10000000147"],
    ["identity-number", "IDENTITY_NUMBER", "10000000136"],
    ["identity-number", "IDENTITY_NUMBER", "00000000000"],
    ["identity-number", "IDENTITY_NUMBER", "1000000014"],
    ["identity-number", "IDENTITY_NUMBER", "100000001460"],
    ["identity-number", "IDENTITY_NUMBER", "1000000014a"],
    ["identity-number", "IDENTITY_NUMBER", "10000000146 "],
    ["phone", "PHONE", "05555555555"],
    ["phone", "PHONE", "+9055555555555"],
    ["phone", "PHONE", "+90555555555"],
    ["phone", "PHONE", "+90 555 555 55 55"],
    ["phone", "PHONE", "+445555555555"],
    ["phone", "PHONE", "+905555555555 "],
  ])("is rejected with %s: %s %j", (reason, recipientType, recipientInfo) => {
    expect(faultOf({ recipientType, recipientInfo })).toEqual(["items[0].recipientInfo", reason]);
  });

  test.each([
    ["IBAN", "DE89370400440532013000"],
    ["IBAN", "GB29NWBK60161331926819"],
    ["IBAN", "TR920086402100005482986178"],
    ["IDENTITY_NUMBER", "22222222220"],
    // Seven times the odd places is less than the even ones.
    ["IDENTITY_NUMBER", "19090909018"],
    ["MEMBER_ID", "anything"],
  ])("is accepted: %s %s", (recipientType, recipientInfo) => {
    expect(faultOf({ recipientType, recipientInfo })).toEqual([]);
  });

  test("with letters in a Turkish IBAN is rejected, although the registry allows them", () => {
    // The check digits are 98 minus the remainder of the division by 97.
    const account = "0006100519786457841A26";
    const digits = `${account}TR00`.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
    const check = String(98n - (BigInt(digits) % 97n)).padStart(2, "0");
    expect(faultOf({ recipientInfo: `TR${check}${account}` })).toEqual(["items[0].recipientInfo", "iban-format"]);
  });

  test.each<[keyof InitChecks, object]>([
    ["iban", { recipientInfo: "TR00" }],
    ["identityNumber", { recipientType: "IDENTITY_NUMBER", recipientInfo: "1" }],
    ["phone", { recipientType: "PHONE", recipientInfo: "1" }],
    ["description", { description: undefined }],
  ])("is accepted with its check off: %s", (check, change) => {
    expect(faultOf(change)).not.toEqual([]);
    expect(faultOf(change, { [check]: true })).not.toEqual([]);
    expect(faultOf(change, { [check]: undefined } as InitChecks)).not.toEqual([]);
    expect(faultOf(change, { [check]: false })).toEqual([]);
  });

  test("must have a recipientInfo that is not empty, with all checks off", () => {
    const off = { iban: false, identityNumber: false, phone: false, description: false, currency: false };
    expect(faultOf({ recipientInfo: "" }, off)).toEqual(["items[0].recipientInfo", "empty"]);
    expect(faultOf({ description: "" }, off)).toEqual(["items[0].description", "empty"]);
  });

  test("with an identity number is accepted exactly if both check digits fit", () => {
    const body = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.array(fc.nat(9), { minLength: 8, maxLength: 8 }));
    fc.assert(
      fc.property(body, fc.nat(99), ([first, others], guess) => {
        const digits = [first, ...others];
        const at = (position: number) => digits[position - 1] as number;
        const tenth =
          (((7 * (at(1) + at(3) + at(5) + at(7) + at(9)) - (at(2) + at(4) + at(6) + at(8))) % 10) + 10) % 10;
        const eleventh = (digits.reduce((sum, digit) => sum + digit, 0) + tenth) % 10;
        const right = `${digits.join("")}${tenth}${eleventh}`;
        const guessed = `${digits.join("")}${String(guess).padStart(2, "0")}`;
        expect(faultOf({ recipientType: "IDENTITY_NUMBER", recipientInfo: right })).toEqual([]);
        expect(faultOf({ recipientType: "IDENTITY_NUMBER", recipientInfo: guessed })).toEqual(
          guessed === right ? [] : ["items[0].recipientInfo", "identity-number"],
        );
      }),
    );
  });
});
