import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { faultsOf, type InitItem, maskRecipient, normaliseIban, normalisePhone } from "../../src/index.ts";
import { faultOf } from "../support/init-faults.ts";
import { iban, initItem } from "../support/recipients.ts";
import { simulated } from "../support/simulated.ts";

/** What a person may put between the characters of a number. */
const gaps = fc.constantFrom("", " ", "\u00a0", "\t", "\u200e", "\u202a", "\u00ad");

describe("an IBAN", () => {
  test.each([
    ["TR33 0006 1005 1978 6457 8413 26", iban],
    ["  tr330006100519786457841326\n", iban],
    ["\u202aTR33\u00a00006\u200e100519786457841326\u202c", iban],
    [iban, iban],
    ["", ""],
    [" \t", ""],
  ])("%j is written as %j", (written, normalised) => {
    expect(normaliseIban(written)).toBe(normalised);
  });

  test.each(["ıt60x0542811101000000123456", "DE89ß70400440532013000", "TR33-0006", "IBAN: TR33"])(
    "%s stays what it is, and is rejected",
    (written) => {
      expect(normaliseIban(written)?.toLowerCase()).toBe(written.replaceAll(" ", "").toLowerCase());
      expect(faultOf({ recipientInfo: normaliseIban(written) })).toEqual(["items[0].recipientInfo", "iban-format"]);
    },
  );

  test("keeps its letters and digits, and is the same after a second time", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.array(gaps), (text, between) => {
        const written = [...text].map((character, index) => character + (between[index] ?? "")).join("");
        const normalised = normaliseIban(written);
        expect(normaliseIban(normalised)).toBe(normalised);
        const lettersOf = (value: string) =>
          value.replace(/[\s\p{Cf}]/gu, "").replace(/[a-z]/g, (a) => a.toUpperCase());
        expect(normalised).toBe(lettersOf(text));
      }),
    );
  });
});

describe("a phone number", () => {
  test.each([
    "+905555555555",
    "5555555555",
    "05555555555",
    "905555555555",
    "00905555555555",
    "0 (555) 555-55-55",
    "+90.555.555.55.55",
    "\u202a0090 555 555 55 55\u202c",
  ])("%j is written as +90 and 10 digits", (written) => {
    expect(normalisePhone(written)).toBe("+905555555555");
  });

  test.each([
    ["+49 170 1234567", "+491701234567"],
    ["9055512345", "9055512345"],
    ["90 905 551 23 45", "909055512345"],
    ["055555", "055555"],
    ["532123456.0", "532123456.0"],
    ["90532123456.0", "90532123456.0"],
    ["0170 1234567", "01701234567"],
    ["0000000000", "0000000000"],
    ["5,55555E+9", "5,55555E+9"],
    ["a", "a"],
    [" ", ""],
  ])("%j becomes no number of Turkey: %j, and is rejected", (written, normalised) => {
    expect(normalisePhone(written)).toBe(normalised);
    const [field, reason] = faultOf({ recipientType: "PHONE", recipientInfo: normalised });
    expect([field, reason]).toEqual(["items[0].recipientInfo", normalised === "" ? "empty" : "phone"]);
  });

  test("that a request takes as it is stays as it is", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+90\d{10}$/), (phone) => {
        expect(normalisePhone(phone)).toBe(phone);
      }),
    );
  });

  test("keeps its last ten digits, and is the same after a second time", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[+0-9 ().-]{0,20}$/), (written) => {
        const normalised = normalisePhone(written);
        expect(normalisePhone(normalised)).toBe(normalised);
        const lastDigits = (text: string) => text.replace(/\D/g, "").slice(-10);
        expect(lastDigits(normalised)).toBe(lastDigits(written));
      }),
    );
  });
});

describe("a mask", () => {
  test.each([
    [iban, "…1326"],
    ["+905555555555", "…5555"],
    ["10000000146", "…146"],
    ["12345678", "…78"],
    ["ab", "…"],
    ["", "…"],
    ["member 😀", "… 😀"],
  ])("of %j shows at most 4 characters, and a third", (recipientInfo, masked) => {
    expect(maskRecipient(recipientInfo)).toBe(masked);
  });
});

test("null and undefined, as a row of a database has them, give undefined", () => {
  for (const write of [normaliseIban, normalisePhone, maskRecipient]) {
    expect(write(null)).toBeUndefined();
    expect(write(undefined)).toBeUndefined();
  }
});

test("a value that is not a string causes no error: the check of the request rejects it, and its mask shows nothing", () => {
  const number = 905555555555 as unknown as string;
  for (const write of [normaliseIban, normalisePhone]) {
    const items = [{ ...initItem("1"), recipientInfo: write(number) }];
    expect(faultsOf({ externalId: "e", items })).toMatchObject([
      { field: "items[0].recipientInfo", reason: "wrong-type" },
    ]);
  }
  expect(maskRecipient(number)).toBe("…");
});

test("rows as people write them are paid to the accounts that they name, once each", async () => {
  const rows = [
    { iban: "tr33 0006 1005 1978 6457 8413 26", phone: null },
    { iban: null, phone: "0 (555) 555 55 55" },
  ];
  const items = rows.map((row, index): InitItem => {
    const { recipientType: _, recipientInfo: __, recipientName, ...rest } = initItem(`item-${index}`) as InitItem;
    const account = normaliseIban(row.iban);
    return account !== undefined
      ? { ...rest, recipientType: "IBAN", recipientInfo: account, recipientName: recipientName ?? "" }
      : { ...rest, recipientType: "PHONE", recipientInfo: normalisePhone(row.phone) ?? "" };
  });
  const { simulator, iyzico } = simulated();
  const { requestId, accepted } = await iyzico.init({ externalId: "november", items });
  await iyzico.auth(requestId);
  await iyzico.waitUntilSettled({ requestId }, { maxWaitMs: 3_600_000 });
  expect(accepted).toBe("all");
  expect(simulator.payouts[0]?.items.map(({ recipientInfo, timesPaid }) => [recipientInfo, timesPaid])).toEqual([
    [iban, 1],
    ["+905555555555", 1],
  ]);
});
