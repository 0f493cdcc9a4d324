import { createSimulator, type Fault, type SimulatorOptions } from "@iyzico-mass-payout/simulator";
import document from "@iyzico-mass-payout/types/openapi.json" with { type: "json" };
import { afterAll, describe, expect, test } from "vitest";
import { startValidationProxy } from "../src/validation-proxy.ts";
import { initBody } from "./operations.ts";
import {
  type Answer,
  calls,
  credentials,
  type Merchant,
  merchantOf,
  orderOf,
  signedSend,
} from "./simulated-merchant.ts";

const proxy = await startValidationProxy(document);
afterAll(() => proxy.close());

// Every response below passed through the validation proxy, which otherwise throws: see validation-proxy.test.ts.

/** Creates a simulator, and a merchant whose requests go through the validation proxy. */
function createSimulated(options?: SimulatorOptions) {
  const simulator = createSimulator(options);
  return { simulator, merchant: merchantOf(proxy.through(signedSend(simulator))) };
}

/** The same, with a payout of one item that waits for auth. */
async function createPayout(options?: SimulatorOptions) {
  const { simulator, merchant } = createSimulated(options);
  const { requestId } = await merchantOf(signedSend(simulator)).init(orderOf("p", "a"));
  const [payout] = simulator.payouts;
  return { simulator, merchant, about: { requestId, referenceCode: payout?.items[0]?.referenceCode ?? "" } };
}

/** Creates a merchant whose requests are changed between Prism, which accepted them, and the simulator. */
function merchantWithChange(change: (request: Request) => Request): Merchant {
  const send = signedSend(createSimulator());
  return merchantOf(proxy.through((request) => send(change(request))));
}

/** Creates a merchant whose bodies are all replaced by this one. */
function merchantWithBody(body: BodyInit): Merchant {
  return merchantWithChange((request) => new Request(request, { body }));
}

const unknownIds = { requestId: "none", referenceCode: "none" };
const success = { httpStatus: 200, status: "success" };
const failure = (errorCode: string | number) => ({ httpStatus: 200, status: "failure", errorCode });
const invalid = (errorCode: string) => ({ ...success, invalidItems: [{ errorCode }] });

type Row = [name: string, options: SimulatorOptions, call: (merchant: Merchant) => Promise<Answer>, expected: object];

describe("a response to init conforms", () => {
  const [iban, member] = initBody.items;
  const rejectsB: SimulatorOptions = {
    outcomeOf: ({ itemExternalId }) => (itemExternalId === "b" ? "rejected" : "paid"),
  };
  const initWith = (change: object) => (merchant: Merchant) =>
    merchant.init({ externalId: "p", items: [{ ...member, ...change }] });
  const initAmount = (value: number) => initWith({ amount: { value, currency: "TRY" } });
  const initOf =
    (...items: object[]) =>
    (merchant: Merchant) =>
      merchant.init({ externalId: "p", items });
  const initTwice = async (merchant: Merchant) => {
    await merchant.init(orderOf("p", "a", "b"));
    return merchant.init(orderOf("p", "a", "b"));
  };

  test.each<Row>([
    ["with every kind of recipient", {}, ({ init }) => init(initBody), success],
    ["with every field", {}, initWith({ description: "d", recipientName: "n", nonWithdrawable: true }), success],
    ["with the required fields alone", {}, ({ init }) => init(orderOf("p", "a")), success],
    ["with strange ids", {}, ({ init }) => init(orderOf("__proto__", "constructor", " ")), success],
    ["that rejects an item", rejectsB, ({ init }) => init(orderOf("p", "a", "b")), invalid("11")],
    ["that rejects every item", rejectsB, ({ init }) => init(orderOf("p", "b")), invalid("11")],
    ["that rejects an IBAN", { outcomeOf: () => "rejected" }, initOf(iban as object), invalid("2030")],
    ["with an amount of zero", {}, initAmount(0), invalid("11")],
    ["with an amount below zero", {}, initAmount(-1), invalid("11")],
    ["with an amount of three decimals", {}, initAmount(1.005), failure("1000")],
    ["with an amount that has an exponent", {}, initAmount(1e30), failure("1000")],
    ["with an empty string", {}, initWith({ description: "" }), failure("1000")],
    ["with an unknown key", {}, initWith({ note: "n" }), failure("1000")],
    ["with the same item twice", {}, ({ init }) => init(orderOf("p", "a", "a")), failure("11")],
    [
      "with two currencies",
      {},
      initOf(iban as object, { ...member, amount: { value: 1, currency: "EUR" } }),
      failure("11"),
    ],
    ["a second time when that is rejected", { repeatedInit: "rejected" }, initTwice, failure("11")],
    [
      "a second time when that returns the same payout",
      { ...rejectsB, repeatedInit: "same-payout" },
      initTwice,
      invalid("11"),
    ],
    ["a second time when that creates another payout", { repeatedInit: "new-payout" }, initTwice, success],
  ])("%s", async (_, options, call, expected) => {
    expect(await call(createSimulated(options).merchant)).toMatchObject(expected);
  });
});

describe("a response to auth and cancel conforms", () => {
  const both = async (merchant: Merchant, first: "auth" | "cancel", second: "auth" | "cancel") => {
    const { requestId } = await merchant.init(orderOf("p", "a"));
    expect(await merchant[first](requestId)).toMatchObject(success);
    return merchant[second](requestId);
  };

  test.each<Row>([
    ["when the second auth is rejected", {}, (merchant) => both(merchant, "auth", "auth"), failure("11")],
    [
      "when the second auth has no effect",
      { repeatedAuth: "ignored" },
      (merchant) => both(merchant, "auth", "auth"),
      success,
    ],
    [
      "when the second auth pays again",
      { repeatedAuth: "paid-again" },
      (merchant) => both(merchant, "auth", "auth"),
      success,
    ],
    ["when auth comes after cancel", {}, (merchant) => both(merchant, "cancel", "auth"), failure("11")],
    ["when cancel comes after auth", {}, (merchant) => both(merchant, "auth", "cancel"), failure("11")],
    ["when cancel comes twice", {}, (merchant) => both(merchant, "cancel", "cancel"), failure("11")],
    [
      "when every item was rejected",
      { outcomeOf: () => "rejected" },
      async ({ init, auth }) => auth((await init(orderOf("p", "a"))).requestId),
      failure("11"),
    ],
  ])("%s", async (_, options, call, expected) => {
    expect(await call(createSimulated(options).merchant)).toMatchObject(expected);
  });

  test.each(["auth-again", "goes-on"] as const)(
    "when the balance covers a payout later: %s",
    async (insufficientBalance) => {
      const { simulator, merchant, about } = await createPayout({ balance: "100", insufficientBalance });
      const statusAfter = async (milliseconds: number) => {
        simulator.advance(milliseconds);
        return (await calls.retrieve(merchant, about)).massPayout.massPayoutStatus;
      };
      await calls.auth(merchant, about);
      expect(await statusAfter(3_000)).toBe("INSUFFICIENT_BALANCE");
      simulator.topUp("0.50");
      if (insufficientBalance === "auth-again") expect(await calls.auth(merchant, about)).toMatchObject(success);
      expect(await statusAfter(100_000)).toBe("COMPLETED");
    },
  );
});

describe("a response to retrieve conforms", () => {
  const mixed: SimulatorOptions = { outcomeOf: ({ itemExternalId }) => (itemExternalId === "b" ? "rejected" : "paid") };
  const retrieveWith = (request: object) => async (merchant: Merchant) => {
    await merchant.init(orderOf("p", "a", "b", "c"));
    return merchant.retrieve({ externalMassPayoutId: "p", ...request });
  };
  const emptyPage = { massPayoutItems: { items: [] } };
  const description = "\u2028</script>\\\u0000 ş 😀";
  const retrieveCharacters = async ({ init, retrieve }: Merchant) => {
    await init({ externalId: "p", items: [{ ...initBody.items[0], description }] });
    return retrieve({ externalMassPayoutId: "p" });
  };

  test.each<Row>([
    ["with the merchant's own id", {}, retrieveWith({}), { ...success, page: 0, size: 40, total: 3 }],
    ["with any characters", {}, retrieveCharacters, { massPayoutItems: { items: [{ description }] } }],
    ["with the ids of different payouts", {}, retrieveWith({ requestId: "none" }), failure("11")],
    ["with an unknown id", {}, retrieveWith({ externalMassPayoutId: "none" }), failure("11")],
    ["before the payout is visible", { delays: { visible: 1_000 } }, retrieveWith({}), failure("11")],
    ["with the second page", {}, retrieveWith({ page: 1, size: 2 }), { ...success, page: 1, size: 2, total: 3 }],
    ["with the page after the last", {}, retrieveWith({ page: 2, size: 2 }), { ...success, ...emptyPage, total: 3 }],
    [
      "with the page after the last, inside massPayoutItems",
      { dialect: "java" },
      retrieveWith({ page: 2, size: 2 }),
      { ...success, massPayoutItems: { items: [], page: 2, size: 2, total: 3 } },
    ],
    ["with the accepted items", mixed, retrieveWith({ itemType: "VALID" }), { ...success, total: 2 }],
    ["with the rejected items", mixed, retrieveWith({ itemType: "INVALID" }), { ...success, total: 1 }],
    [
      "with a total of all items",
      { ...mixed, listingTotal: "all-items" },
      retrieveWith({ itemType: "INVALID" }),
      { ...success, total: 3 },
    ],
    ["with a smaller size", { maxPageSize: 2 }, retrieveWith({ page: 1 }), { ...success, page: 1, size: 2, total: 3 }],
    [
      "with a smaller size that it does not tell",
      { maxPageSize: 2, cappedSize: "echoed" },
      retrieveWith({ page: 1 }),
      { ...success, page: 1, size: 40, total: 3 },
    ],
    [
      "with a placeholder referenceCode",
      { referenceCodeOf: () => "N/A" },
      retrieveWith({ size: 1 }),
      { ...success, massPayoutItems: { items: [{ referenceCode: "N/A" }] } },
    ],
    ["with a page below zero", {}, retrieveWith({ page: -1 }), failure("11")],
    ["with a size of zero", {}, retrieveWith({ size: 0 }), failure("11")],
    ["with a size of 1e15", {}, retrieveWith({ size: 1e15 }), failure("11")],
  ])("%s", async (_, options, call, expected) => {
    expect(await call(createSimulated(options).merchant)).toMatchObject(expected);
  });
});

test("a response to retrieve conforms when it lists an item once for each attempt", async () => {
  const { simulator, merchant, about } = await createPayout({ outcomeOf: () => ({ secondAttempt: "paid" }) });
  await calls.auth(merchant, about);
  simulator.advance(100_000);
  const { massPayoutItems, total } = await calls.retrieve(merchant, about);
  expect(massPayoutItems.items).toMatchObject([{ itemStatus: "DEPOSIT_SUCCESS" }, { itemStatus: "SUCCESS" }]);
  expect(total).toBe(2);
});

describe("a response with amounts conforms", () => {
  test.each(["0", "0E-8", "20.00000000", "1e3", "9007199254740993.01"])(
    "with a commission of %s",
    async (commission) => {
      for (const dialect of ["documents", "java"] as const) {
        const { simulator, merchant, about } = await createPayout({
          dialect,
          balance: "1e20",
          commissionOf: () => commission,
        });
        await calls.auth(merchant, about);
        simulator.advance(100_000);
        expect((await calls.item(merchant, about)).item.commissionAmount).toBe(Number(commission));
        expect((await calls.retrieve(merchant, about)).massPayout.totalCommissionAmount).toBe(Number(commission));
      }
    },
  );

  test.each([
    ["0E-8", "0"],
    ["25399393.5", "25399393.5"],
    ["9007199254740993.0123456789", "9007199254740993.0123456789"],
  ])("with a balance of %s", async (balance, shown) => {
    expect(await createSimulated({ balance }).merchant.balance()).toMatchObject({ ...success, balance: shown });
  });
});

describe.each(Object.entries(calls))("a response to %s conforms", (operation, call) => {
  test("when it is a success, in both languages", async () => {
    for (const locale of ["tr", "en"] as const) {
      const { simulator, about } = await createPayout();
      const merchant = merchantOf(proxy.through(signedSend(simulator)), locale);
      expect(await call(merchant, about)).toMatchObject({ ...success, locale });
    }
  });

  test("when the Authorization header is missing", async () => {
    const simulator = createSimulator();
    const unsigned = merchantOf(proxy.through((request) => simulator.fetch(request)));
    expect(await call(unsigned, unknownIds)).toMatchObject({ httpStatus: 401, status: 401, errorCode: "5" });
    expect(simulator.history).toMatchObject([{ operation, verified: false }]);
  });

  test.each([
    ["the signature is wrong", { secretKey: "another" }, "1000"],
    ["the API key is unknown", { apiKey: "another" }, "1001"],
  ])("when %s", async (_, other, errorCode) => {
    const send = signedSend(createSimulator(), { ...credentials, ...other });
    expect(await call(merchantOf(proxy.through(send)), unknownIds)).toMatchObject(failure(errorCode));
  });

  test.each(["", "?locale=de"])("when the query is %j", async (query) => {
    const merchant = merchantWithChange((request) => new Request(request.url.replace(/\?.*/, query), request));
    expect(await call(merchant, unknownIds)).toMatchObject({ ...failure("11"), locale: "tr" });
  });

  test("above the rate limit", async () => {
    const { merchant, about } = await createPayout({ perMinute: 1 });
    expect(await call(merchant, about)).toMatchObject(failure(50000));
  });

  const isRejectedTwice = operation === "init" || operation === "auth" || operation === "cancel";
  test.each<[Fault, object]>([
    [{ kind: "rate-limited" }, failure(50000)],
    [{ kind: "duplicate" }, isRejectedTwice ? failure("11") : success],
    [{ kind: "slow", ms: 5_000 }, success],
    ...(["1", "2", "100001"] as const).flatMap((errorCode): [Fault, object][] => [
      [{ kind: "system-error", errorCode, executed: false }, failure(errorCode)],
      [{ kind: "system-error", errorCode, executed: true }, failure(errorCode)],
    ]),
  ])("with the fault %j", async (fault, expected) => {
    const { simulator, merchant, about } = await createPayout();
    simulator.fault(fault);
    expect(await call(merchant, about)).toMatchObject(expected);
  });
});

test("every response conforms while a payout is not visible yet, and while items move between pages", async () => {
  const { simulator, merchant } = createSimulated();
  simulator.fault({ kind: "late", ms: 1_000 });
  simulator.fault({ kind: "page-drift" });
  const { requestId } = await merchant.init(orderOf("p", "a", "b"));
  const firstOf = async () =>
    (await merchant.retrieve({ requestId, size: 1 })).massPayoutItems?.items[0].itemExternalId;
  expect(await firstOf()).toBeUndefined();
  simulator.advance(1_000);
  expect([await firstOf(), await firstOf()]).toEqual(["a", "b"]);
});

describe.each(["auth", "cancel", "retrieve", "item"] as const)("a response to %s conforms", (operation) => {
  test.each(["none", "__proto__", "constructor", "%2D", "a%2Fb", "%C5%9F"])("when the id %s is unknown", async (id) => {
    const { merchant } = createSimulated();
    expect(await calls[operation](merchant, { requestId: id, referenceCode: id })).toMatchObject(failure("11"));
  });
});

describe.each(["init", "auth", "retrieve"] as const)("a response to %s conforms when the body", (operation) => {
  test.each<[string, BodyInit, string]>([
    ["is empty", "", "1000"],
    ["is not JSON", "{requestId:1}", "1000"],
    ["is truncated", '{"requestId":', "1000"],
    ["is an array", "[]", "1000"],
    ["is null", "null", "1000"],
    ["is not UTF-8", new Uint8Array([0x7b, 0xff, 0x7d]), "1000"],
    ["is nested 200,000 levels deep", "[".repeat(200_000), "1000"],
    ["has a duplicate key", '{"requestId":"1","requestId":"2"}', "1000"],
    ["has an unknown key", '{"extra":1}', "1000"],
    ["has a number instead of a string", '{"requestId":1,"externalId":1}', "1000"],
    ["is an empty object", "{}", "11"],
    ["is larger than 4 MiB", " ".repeat(4 * 1024 * 1024 + 1), "11"],
  ])("%s", async (_, body, errorCode) => {
    expect(await calls[operation](merchantWithBody(body), unknownIds)).toMatchObject(failure(errorCode));
  });
});

describe("the validation proxy reports", () => {
  const expectReport = async (response: Promise<Answer>, status: number) =>
    expect(response).rejects.toThrow(new RegExp(`HTTP ${status} .*Unable to match the returned status code`));

  test.each(Object.entries(calls))("an HTML page instead of a response to %s", async (_, call) => {
    for (const executed of [false, true]) {
      const { simulator, merchant, about } = await createPayout();
      simulator.fault({ kind: "html-502", executed });
      await expectReport(call(merchant, about), 502);
    }
  });

  test.each(Object.entries(calls))("a redirect instead of a response to %s", async (_, call) => {
    const { simulator, merchant, about } = await createPayout();
    simulator.fault({ kind: "redirect" });
    await expectReport(call(merchant, about), 302);
  });

  test.each(["retrieve", "item"] as const)("odd informing fields in a response to %s", async (operation) => {
    const { merchant, about } = await createPayout({ informingFields: "odd" });
    await expect(calls[operation](merchant, about)).rejects.toThrow(/errorMessages/);
  });
});
