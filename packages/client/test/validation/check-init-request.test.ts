import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { InitRequest } from "../../src/index.ts";
import { checkInitRequest } from "../../src/validation/check-init-request.ts";
import { faultOf, faultsIn, payoutOf, validItem } from "../support/init-faults.ts";

describe("a request without a fault", () => {
  test("may have every kind of recipient, with and without optional fields", () => {
    const { recipientName: _, ...other } = validItem;
    const items = [
      { ...validItem, nonWithdrawable: true },
      { ...other, itemExternalId: "2", recipientType: "PHONE", recipientInfo: "+905555555555" },
      { ...other, itemExternalId: "3", recipientType: "IDENTITY_NUMBER", recipientInfo: "10000000146" },
      { ...other, itemExternalId: "4", recipientType: "MEMBER_ID", recipientInfo: "2228853", recipientName: undefined },
    ];
    expect(faultsIn({ ...payoutOf(...items), conversationId: "c", purpose: "SALARY" })).toEqual([]);
  });

  test.each(["1", "0.01", "100", "100.5", "9007199254740993.01", "0.10"])("may have the amount %s", (value) => {
    expect(faultOf({ amount: { value, currency: "EUR" } })).toEqual([]);
  });
});

describe("a fault of a payout", () => {
  test.each<[string, string, unknown]>([
    ["request", "missing", undefined],
    ["request", "wrong-type", null],
    ["request", "wrong-type", "salaries"],
    ["request", "wrong-type", [validItem]],
    ["request", "unknown-field", { ...payoutOf(validItem), note: 1 }],
    ["externalId", "missing", { items: [validItem] }],
    ["externalId", "wrong-type", { ...payoutOf(validItem), externalId: 7 }],
    ["externalId", "empty", { ...payoutOf(validItem), externalId: "" }],
    ["externalId", "empty", { ...payoutOf(validItem), externalId: " \n" }],
    ["conversationId", "empty", { ...payoutOf(validItem), conversationId: "" }],
    ["conversationId", "wrong-type", { ...payoutOf(validItem), conversationId: null }],
    ["purpose", "unknown-value", { ...payoutOf(validItem), purpose: "salary" }],
    ["items", "missing", { externalId: "e" }],
    ["items", "empty", payoutOf()],
    ["items", "wrong-type", { externalId: "e", items: { 0: validItem } }],
    // biome-ignore lint/suspicious/noSparseArray: a gap is the fault
    ["items", "wrong-type", { externalId: "e", items: [validItem, , { ...validItem, itemExternalId: "3" }] }],
    ["items", "wrong-type", { externalId: "e", items: new Array(2 ** 32 - 1) }],
  ])("%s: %s", (field, reason, request) => {
    expect(faultsIn(request)).toContainEqual({ field, reason, message: expect.stringMatching(`^${field} \\w+`) });
  });
});

describe("a fault of an item", () => {
  test.each<[string, string, object]>([
    ["items[0]", "unknown-field", { desciption: "x" }],
    ["items[0].itemExternalId", "missing", { itemExternalId: undefined }],
    ["items[0].itemExternalId", "empty", { itemExternalId: "" }],
    ["items[0].recipientType", "missing", { recipientType: undefined }],
    ["items[0].recipientType", "unknown-value", { recipientType: "WALLET" }],
    ["items[0].recipientInfo", "empty", { recipientInfo: "" }],
    ["items[0].recipientInfo", "wrong-type", { recipientInfo: 10000000146 }],
    ["items[0].recipientName", "missing", { recipientName: undefined }],
    ["items[0].recipientName", "empty", { recipientName: " " }],
    ["items[0].recipientName", "empty", { recipientType: "MEMBER_ID", recipientName: "" }],
    ["items[0].description", "missing", { description: undefined }],
    ["items[0].description", "empty", { description: "" }],
    ["items[0].nonWithdrawable", "wrong-type", { nonWithdrawable: "true" }],
    ["items[0].amount", "missing", { amount: undefined }],
    ["items[0].amount", "wrong-type", { amount: "100.50" }],
    ["items[0].amount", "unknown-field", { amount: { ...validItem.amount, scale: 2 } }],
    ["items[0].amount.currency", "missing", { amount: { value: "1" } }],
    ["items[0].amount.currency", "unknown-value", { amount: { value: "1", currency: "try" } }],
    ["items[0].amount.value", "missing", { amount: { currency: "TRY" } }],
    ["items[0].amount.value", "number-for-amount", { amount: { value: 100.5, currency: "TRY" } }],
    ["items[0].amount.value", "number-for-amount", { amount: { value: Number.NaN, currency: "TRY" } }],
    ["items[0].amount.value", "wrong-type", { amount: { value: 100n, currency: "TRY" } }],
    ["items[0].amount.value", "empty", { amount: { value: "", currency: "TRY" } }],
    ...["1,50", "1e3", "+1", "007", " 1", "1.", ".5", "₺5", "NaN", "0x10", "1_000", "-0", "1".repeat(101), "١"].map(
      (value): [string, string, object] => [
        "items[0].amount.value",
        "not-an-amount",
        { amount: { value, currency: "TRY" } },
      ],
    ),
    ["items[0].amount.value", "too-many-decimals", { amount: { value: "100.505", currency: "TRY" } }],
    ["items[0].amount.value", "too-many-decimals", { amount: { value: "100.500", currency: "TRY" } }],
    ["items[0].amount.value", "not-above-zero", { amount: { value: "0", currency: "TRY" } }],
    ["items[0].amount.value", "not-above-zero", { amount: { value: "0.00", currency: "TRY" } }],
    ["items[0].amount.value", "not-above-zero", { amount: { value: "-0.01", currency: "TRY" } }],
  ])("%s: %s", (field, reason, change) => {
    expect(faultOf(change)).toEqual([field, reason]);
  });

  test("is a repeated itemExternalId, in the later item", () => {
    const other = { ...validItem, itemExternalId: "ext-2" };
    expect(faultsIn(payoutOf(validItem, other, validItem, validItem))).toMatchObject([
      { item: 2, field: "items[2].itemExternalId", reason: "repeated" },
      { item: 3, field: "items[3].itemExternalId", reason: "repeated" },
    ]);
  });

  test("is another currency than the first item's, unless the check is off", () => {
    const lira = (itemExternalId: string, currency: string) => ({
      ...validItem,
      itemExternalId,
      amount: { value: "1", currency },
    });
    const mixed = payoutOf(lira("1", "lira"), lira("2", "TRY"), lira("3", "EUR"), lira("4", "TRY"), lira("5", "USD"));
    expect(faultsIn(mixed).map(({ item, reason }) => [item, reason])).toEqual([
      [0, "unknown-value"],
      [2, "several-currencies"],
      [4, "several-currencies"],
    ]);
    expect(faultsIn(mixed, { currency: false }).map(({ item }) => item)).toEqual([0]);
  });
});

describe("all faults", () => {
  test("are reported at once, in order, with their places", () => {
    const request = {
      externalId: "",
      items: [
        validItem,
        { ...validItem, recipientInfo: "TR", amount: { value: "0.001", currency: "YTL" } },
        null,
        { ...validItem, itemExternalId: "4", recipientType: "PHONE" },
      ],
    };
    expect(faultsIn(request).map(({ item, field, reason }) => [item, field, reason])).toEqual([
      [undefined, "externalId", "empty"],
      [1, "items[1].itemExternalId", "repeated"],
      [1, "items[1].recipientInfo", "iban-format"],
      [1, "items[1].amount.value", "too-many-decimals"],
      [1, "items[1].amount.currency", "unknown-value"],
      [2, "items[2]", "wrong-type"],
      [3, "items[3].recipientInfo", "phone"],
    ]);
  });

  test("are counted in the error's message, which names the first 3", () => {
    const short = { ...payoutOf({ ...validItem, recipientInfo: "TR", description: "" }), purpose: "x" };
    const bad = Array.from({ length: 1_000 }, (_, index) => ({
      ...validItem,
      itemExternalId: String(index),
      amount: 1,
    }));
    const errorOf = (request: object) => {
      try {
        return checkInitRequest(request as InitRequest);
      } catch (error) {
        return error;
      }
    };
    expect(errorOf(short)).toMatchObject({
      code: "invalid_request",
      outcome: "not-sent",
      operation: "init",
      message:
        "init: purpose must be one of SALARY, BONUS, SETTLEMENT, GOODS, SERVICES, CASHBACK, REBATES, DONATIONS; " +
        "items[0].recipientInfo must have the form of an IBAN: capitals and digits as in its country, without blanks; " +
        "items[0].description must not be empty.",
      faults: [{}, {}, {}],
    });
    expect(errorOf(payoutOf(...bad))).toMatchObject({
      message: expect.stringMatching(/^init: items\[0\]\.amount .*; items\[2\]\.amount .*; and 997 more\.$/),
      faults: expect.objectContaining({ length: 1_000 }),
    });
  });

  test("are found in exactly the invalid items of any mixture", () => {
    const change = fc.constantFrom<[string, object] | undefined>(
      undefined,
      ["iban-checksum", { recipientInfo: "TR330006100519786457841327" }],
      ["too-many-decimals", { amount: { value: "1.001", currency: "TRY" } }],
      ["number-for-amount", { amount: { value: 1, currency: "TRY" } }],
      ["missing", { description: undefined }],
      ["unknown-field", { CANARY: 1 }],
    );
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 30 }), (changes) => {
        const items = changes.map((each, index) => ({ ...validItem, itemExternalId: `e${index}`, ...each?.[1] }));
        const found = faultsIn(payoutOf(...items)).map(({ item, reason }) => [item, reason]);
        expect(found).toEqual(changes.flatMap((each, index) => (each === undefined ? [] : [[index, each[0]]])));
      }),
    );
  });

  test("repeat no value, whatever and wherever it is", () => {
    const canary = fc.oneof(
      fc.constant("CANARY"),
      fc.constant(["CANARY"]),
      fc.constant({ CANARY: "CANARY" }),
      fc.constant(Symbol("CANARY")),
      fc.constant(() => "CANARY"),
    );
    const field = fc.constantFrom(...Object.keys(validItem), "value", "currency", "CANARY");
    fc.assert(
      fc.property(field, canary, (key, value) => {
        const isOfAmount = key === "value" || key === "currency";
        const item = isOfAmount
          ? { ...validItem, amount: { ...validItem.amount, [key]: value } }
          : { ...validItem, [key]: value };
        const found = faultsIn({ ...payoutOf(item, { ...validItem, itemExternalId: "CANARY" }), purpose: "CANARY" });
        expect(JSON.stringify(found)).not.toContain("CANARY");
      }),
    );
  });
});
