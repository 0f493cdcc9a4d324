import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { faultsOf, type InitChecks, type InitRequest, type RequestFault } from "../src/index.ts";
import { checkInitRequest } from "../src/validation/check-init-request.ts";

const iban = "TR330006100519786457841326";
const good = {
  itemExternalId: "ext-1",
  recipientType: "IBAN",
  recipientInfo: iban,
  recipientName: "Ayşe Yılmaz",
  amount: { value: "100.50", currency: "TRY" },
  description: "November",
};
const payoutOf = (...items: unknown[]) => ({ externalId: "salaries-2026-11", items });
const faults = (request: unknown, checks?: InitChecks) => faultsOf(request as InitRequest, checks);
/** The one fault of a payout with this item alone. */
const faultOf = (change: object, checks?: InitChecks) => {
  const found = faults(payoutOf({ ...good, ...change }), checks);
  return found.length === 1 ? [found[0]?.field, found[0]?.reason] : found;
};

describe("a request without a fault", () => {
  test("is one of each kind of recipient, with and without what may be left out", () => {
    const { recipientName: _, ...other } = good;
    const items = [
      { ...good, nonWithdrawable: true },
      { ...other, itemExternalId: "2", recipientType: "PHONE", recipientInfo: "+905555555555" },
      { ...other, itemExternalId: "3", recipientType: "IDENTITY_NUMBER", recipientInfo: "10000000146" },
      { ...other, itemExternalId: "4", recipientType: "MEMBER_ID", recipientInfo: "2228853", recipientName: undefined },
    ];
    expect(faults({ ...payoutOf(...items), conversationId: "c", purpose: "SALARY" })).toEqual([]);
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
    ["request", "wrong-type", [good]],
    ["request", "unknown-field", { ...payoutOf(good), note: 1 }],
    ["externalId", "missing", { items: [good] }],
    ["externalId", "wrong-type", { ...payoutOf(good), externalId: 7 }],
    ["externalId", "empty", { ...payoutOf(good), externalId: "" }],
    ["externalId", "empty", { ...payoutOf(good), externalId: " \n" }],
    ["conversationId", "empty", { ...payoutOf(good), conversationId: "" }],
    ["conversationId", "wrong-type", { ...payoutOf(good), conversationId: null }],
    ["purpose", "unknown-value", { ...payoutOf(good), purpose: "salary" }],
    ["items", "missing", { externalId: "e" }],
    ["items", "empty", payoutOf()],
    ["items", "wrong-type", { externalId: "e", items: { 0: good } }],
    // biome-ignore lint/suspicious/noSparseArray: a gap is what it is about
    ["items", "wrong-type", { externalId: "e", items: [good, , { ...good, itemExternalId: "3" }] }],
    ["items", "wrong-type", { externalId: "e", items: new Array(2 ** 32 - 1) }],
  ])("%s: %s", (field, reason, request) => {
    expect(faults(request)).toContainEqual({ field, reason, message: expect.stringMatching(`^${field} \\w+`) });
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
    ["items[0].amount", "unknown-field", { amount: { ...good.amount, scale: 2 } }],
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

  test("is a second use of an itemExternalId, at the later place", () => {
    const other = { ...good, itemExternalId: "ext-2" };
    expect(faults(payoutOf(good, other, good, good))).toMatchObject([
      { item: 2, field: "items[2].itemExternalId", reason: "repeated" },
      { item: 3, field: "items[3].itemExternalId", reason: "repeated" },
    ]);
  });

  test("is another currency than the first item's, unless the caller insists", () => {
    const lira = (itemExternalId: string, currency: string) => ({
      ...good,
      itemExternalId,
      amount: { value: "1", currency },
    });
    const mixed = payoutOf(lira("1", "lira"), lira("2", "TRY"), lira("3", "EUR"), lira("4", "TRY"), lira("5", "USD"));
    expect(faults(mixed).map(({ item, reason }) => [item, reason])).toEqual([
      [0, "unknown-value"],
      [2, "several-currencies"],
      [4, "several-currencies"],
    ]);
    expect(faults(mixed, { currency: false }).map(({ item }) => item)).toEqual([0]);
  });
});

describe("a recipient", () => {
  test.each<[string, string, string]>([
    ["iban-checksum", "IBAN", "TR330006100519786457841327"],
    ["iban-checksum", "IBAN", "DE89370400440532013001"],
    // Norway's own check digit is wrong, under a checksum that fits.
    ["iban-checksum", "IBAN", "NO6686011117948"],
    ["iban-format", "IBAN", "tr330006100519786457841326"],
    ["iban-format", "IBAN", "TR33 0006 1005 1978 6457 8413 26"],
    ["iban-format", "IBAN", "TR3300061005197864578413"],
    ["iban-format", "IBAN", `${iban}\n`],
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
    ["identity-number", "IDENTITY_NUMBER", "10000000146\n"],
    ["phone", "PHONE", "05555555555"],
    ["phone", "PHONE", "+9055555555555"],
    ["phone", "PHONE", "+90555555555"],
    ["phone", "PHONE", "+90 555 555 55 55"],
    ["phone", "PHONE", "+445555555555"],
    ["phone", "PHONE", "+905555555555\n"],
  ])("is refused with %s: %s %j", (reason, recipientType, recipientInfo) => {
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
  ])("passes: %s %s", (recipientType, recipientInfo) => {
    expect(faultOf({ recipientType, recipientInfo })).toEqual([]);
  });

  test("has letters in a Turkish IBAN refused, although the registry allows them", () => {
    // 97 - mod 97 makes a checksum that fits.
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
  ])("passes without its check: %s", (check, change) => {
    expect(faultOf(change)).not.toEqual([]);
    expect(faultOf(change, { [check]: true })).not.toEqual([]);
    expect(faultOf(change, { [check]: undefined } as InitChecks)).not.toEqual([]);
    expect(faultOf(change, { [check]: false })).toEqual([]);
  });

  test("must have a number that is a text, whatever is switched off", () => {
    const off = { iban: false, identityNumber: false, phone: false, description: false, currency: false };
    expect(faultOf({ recipientInfo: "" }, off)).toEqual(["items[0].recipientInfo", "empty"]);
    expect(faultOf({ description: "" }, off)).toEqual(["items[0].description", "empty"]);
  });

  test("is known by its identity number exactly when the two check digits fit", () => {
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

describe("all faults", () => {
  test("come at once, in order, with their places", () => {
    const request = {
      externalId: "",
      items: [
        good,
        { ...good, recipientInfo: "TR", amount: { value: "0.001", currency: "YTL" } },
        null,
        { ...good, itemExternalId: "4", recipientType: "PHONE" },
      ],
    };
    expect(faults(request).map(({ item, field, reason }) => [item, field, reason])).toEqual([
      [undefined, "externalId", "empty"],
      [1, "items[1].itemExternalId", "repeated"],
      [1, "items[1].recipientInfo", "iban-format"],
      [1, "items[1].amount.value", "too-many-decimals"],
      [1, "items[1].amount.currency", "unknown-value"],
      [2, "items[2]", "wrong-type"],
      [3, "items[3].recipientInfo", "phone"],
    ]);
  });

  test("name the first few in the error's message, and count the others", () => {
    const short = { ...payoutOf({ ...good, recipientInfo: "TR", description: "" }), purpose: "x" };
    const bad = Array.from({ length: 1_000 }, (_, index) => ({ ...good, itemExternalId: String(index), amount: 1 }));
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
        "init: purpose is none of SALARY, BONUS, SETTLEMENT, GOODS, SERVICES, CASHBACK, REBATES, DONATIONS; " +
        "items[0].recipientInfo is not in the form of an IBAN of any country: capitals and digits, without blanks; " +
        "items[0].description is empty.",
      faults: [{}, {}, {}],
    });
    expect(errorOf(payoutOf(...bad))).toMatchObject({
      message: expect.stringMatching(/^init: items\[0\]\.amount .*; items\[2\]\.amount .*; and 997 more\.$/),
      faults: expect.objectContaining({ length: 1_000 }),
    });
  });

  test("are found for any mixture of good and bad items, at exactly the bad ones", () => {
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
        const items = changes.map((each, index) => ({ ...good, itemExternalId: `e${index}`, ...each?.[1] }));
        const found = faults(payoutOf(...items)).map(({ item, reason }) => [item, reason]);
        expect(found).toEqual(changes.flatMap((each, index) => (each === undefined ? [] : [[index, each[0]]])));
      }),
    );
  });

  test("say nothing of what was given, whatever and wherever it was", () => {
    const canary = fc.oneof(
      fc.constant("CANARY"),
      fc.constant(["CANARY"]),
      fc.constant({ CANARY: "CANARY" }),
      fc.constant(Symbol("CANARY")),
      fc.constant(() => "CANARY"),
    );
    const field = fc.constantFrom(...Object.keys(good), "value", "currency", "CANARY");
    fc.assert(
      fc.property(field, canary, (key, value) => {
        const isOfAmount = key === "value" || key === "currency";
        const item = isOfAmount ? { ...good, amount: { ...good.amount, [key]: value } } : { ...good, [key]: value };
        const found = faults({ ...payoutOf(item, { ...good, itemExternalId: "CANARY" }), purpose: "CANARY" });
        expect(JSON.stringify(found)).not.toContain("CANARY");
      }),
    );
  });
});

describe("hostile requests", () => {
  const thrower = () => {
    throw new Error("CANARY");
  };
  const revoked = () => {
    const { proxy, revoke } = Proxy.revocable([], {});
    revoke();
    return proxy;
  };
  test.each<[string, unknown]>([
    [
      "a getter that throws",
      {
        ...payoutOf(good),
        get externalId() {
          return thrower();
        },
      },
    ],
    [
      "an item's getter that throws",
      payoutOf({
        ...good,
        get amount() {
          return thrower();
        },
      }),
    ],
    ["a proxy that refuses everything", new Proxy({}, { get: thrower, ownKeys: thrower, has: thrower })],
    ["a proxy of a list that refuses everything", payoutOf(new Proxy([], { get: thrower, ownKeys: thrower }))],
    ["items that refuse everything", { externalId: "e", items: new Proxy([good], { get: thrower }) }],
    ["items that hide", { externalId: "e", items: new Proxy([good], { ownKeys: thrower }) }],
    [
      "items that claim to be more",
      { externalId: "e", items: new Proxy([good], { get: (_, key) => (key === "length" ? 1e15 : good) }) },
    ],
    ["a revoked proxy", revoked()],
    ["revoked items", { externalId: "e", items: revoked() }],
    ["a revoked item", payoutOf(revoked())],
    ["texts that are objects", payoutOf({ ...good, recipientInfo: Object("TR"), description: { toString: thrower } })],
    [
      "an amount that says its own text",
      payoutOf({ ...good, amount: { value: { toJSON: () => "1", toString: () => "1" }, currency: "TRY" } }),
    ],
    ["items of everything", payoutOf(undefined, null, 1, "x", Symbol("x"), () => 1, [], 1n)],
    ["a field behind __proto__", JSON.parse('{"externalId":"e","items":[{"__proto__":{"amount":1}}]}')],
  ])("%s are faults and no crash", (_, request) => {
    const found = faults(request);
    expect(found.length).toBeGreaterThan(0);
    expect(JSON.stringify(found)).not.toContain("CANARY");
    expect(() => checkInitRequest(request as InitRequest)).toThrow(
      expect.objectContaining({ code: "invalid_request" }),
    );
  });

  test("anything at all ends in faults or in a request", () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBigInt: true, withSparseArray: true }), (value) => {
        for (const request of [
          value,
          { externalId: "e", items: value },
          payoutOf(value),
          payoutOf({ ...good, amount: value }),
        ]) {
          const found: RequestFault[] = faults(request);
          expect(found.length).toBeGreaterThan(0);
        }
      }),
    );
  });

  test("every field is read once, so that what was checked is what is taken", () => {
    const reads: string[] = [];
    const watched = <Target extends object>(target: Target, path: string): Target =>
      new Proxy(target, {
        get(own, key) {
          reads.push(`${path}${String(key)}`);
          return Reflect.get(own, key);
        },
      });
    const amount = watched({ value: "1.50", currency: "TRY" }, "amount.");
    const item = watched({ ...good, amount }, "item.");
    const request = watched({ externalId: "e", items: watched([item], "items.") }, "");
    expect(checkInitRequest(request as unknown as InitRequest)).toEqual({
      externalId: "e",
      items: [{ ...good, amount: { value: "1.50", currency: "TRY" } }],
    });
    expect(new Set(reads).size).toBe(reads.length);
  });

  test("what is changed afterwards changes nothing", () => {
    const item = structuredClone(good) as InitRequest["items"][number] & { amount: { value: string } };
    const request = { externalId: "e", items: [item] };
    const checked = checkInitRequest(request);
    item.amount.value = "999999";
    request.items.push(item);
    expect(checked.items).toEqual([good]);
  });

  test("an object of a class with getters is as good as a plain one", () => {
    class Payout {
      get externalId() {
        return "e";
      }
      get items() {
        return [good];
      }
    }
    expect(faults(new Payout())).toEqual([]);
  });
});
