import { createSimulator, type Fault, type SimulatorOptions } from "@iyzico-mass-payout/simulator";
import document from "@iyzico-mass-payout/types/openapi.json" with { type: "json" };
import { afterAll, describe, expect, test } from "vitest";
import { startValidationProxy } from "../src/validation-proxy.ts";
import { initBody } from "./operations.ts";
import { type Answer, asks, credentials, type Merchant, merchantOf, orderOf, signing } from "./simulated-merchant.ts";

const proxy = await startValidationProxy(document);
afterAll(() => proxy.close());

// Every answer below has got through the check, which else throws: see simulator-check.test.ts.

/** A simulator and somebody who asks it. */
function simulated(options?: SimulatorOptions) {
  const simulator = createSimulator(options);
  return { simulator, merchant: merchantOf(proxy.through(signing(simulator))) };
}

/** The same, with a payout of one item that waits for auth. */
async function withPayout(options?: SimulatorOptions) {
  const { simulator, merchant } = simulated(options);
  const { requestId } = await merchantOf(signing(simulator)).init(orderOf("p", "a"));
  const [payout] = simulator.payouts;
  return { simulator, merchant, about: { requestId, referenceCode: payout?.items[0]?.referenceCode ?? "" } };
}

/** Somebody whose requests are changed between Prism, which let them through, and the simulator. */
function changing(change: (request: Request) => Request): Merchant {
  const send = signing(createSimulator());
  return merchantOf(proxy.through((request) => send(change(request))));
}

/** Somebody whose bodies all become this one. */
function withBody(body: BodyInit): Merchant {
  return changing((request) => new Request(request, { body }));
}

const nobody = { requestId: "nobody", referenceCode: "nobody" };
const success = { httpStatus: 200, status: "success" };
const failure = (errorCode: string | number) => ({ httpStatus: 200, status: "failure", errorCode });
const invalid = (errorCode: string) => ({ ...success, invalidItems: [{ errorCode }] });

type Row = [name: string, options: SimulatorOptions, ask: (merchant: Merchant) => Promise<Answer>, expected: object];

describe("an answer to init conforms", () => {
  const [iban, member] = initBody.items;
  const refused: SimulatorOptions = {
    outcomeOf: ({ itemExternalId }) => (itemExternalId === "b" ? "refused" : "paid"),
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
    ["with what is required alone", {}, ({ init }) => init(orderOf("p", "a")), success],
    ["with strange ids", {}, ({ init }) => init(orderOf("__proto__", "constructor", " ")), success],
    ["that refuses an item", refused, ({ init }) => init(orderOf("p", "a", "b")), invalid("11")],
    ["that refuses every item", refused, ({ init }) => init(orderOf("p", "b")), invalid("11")],
    ["that refuses an IBAN", { outcomeOf: () => "refused" }, initOf(iban as object), invalid("2030")],
    ["with an amount of zero", {}, initAmount(0), invalid("11")],
    ["with an amount below zero", {}, initAmount(-1), invalid("11")],
    ["with an amount of three decimals", {}, initAmount(1.005), failure("1000")],
    ["with an amount that has an exponent", {}, initAmount(1e30), failure("1000")],
    ["with an empty text", {}, initWith({ description: "" }), failure("1000")],
    ["with an unknown key", {}, initWith({ note: "n" }), failure("1000")],
    ["with an item that stands there twice", {}, ({ init }) => init(orderOf("p", "a", "a")), failure("11")],
    [
      "with two currencies",
      {},
      initOf(iban as object, { ...member, amount: { value: 1, currency: "EUR" } }),
      failure("11"),
    ],
    ["a second time when that is refused", { repeatedInit: "refused" }, initTwice, failure("11")],
    ["a second time when that finds the payout", { ...refused, repeatedInit: "same-payout" }, initTwice, invalid("11")],
    ["a second time when that makes another payout", { repeatedInit: "new-payout" }, initTwice, success],
  ])("%s", async (_, options, ask, expected) => {
    expect(await ask(simulated(options).merchant)).toMatchObject(expected);
  });
});

describe("an answer to auth and cancel conforms", () => {
  const both = async (merchant: Merchant, first: "auth" | "cancel", second: "auth" | "cancel") => {
    const { requestId } = await merchant.init(orderOf("p", "a"));
    expect(await merchant[first](requestId)).toMatchObject(success);
    return merchant[second](requestId);
  };

  test.each<Row>([
    ["when auth comes twice and is refused", {}, (merchant) => both(merchant, "auth", "auth"), failure("11")],
    [
      "when auth comes twice and does nothing",
      { repeatedAuth: "ignored" },
      (merchant) => both(merchant, "auth", "auth"),
      success,
    ],
    [
      "when auth comes twice and pays again",
      { repeatedAuth: "paid-again" },
      (merchant) => both(merchant, "auth", "auth"),
      success,
    ],
    ["when auth comes after cancel", {}, (merchant) => both(merchant, "cancel", "auth"), failure("11")],
    ["when cancel comes after auth", {}, (merchant) => both(merchant, "auth", "cancel"), failure("11")],
    ["when cancel comes twice", {}, (merchant) => both(merchant, "cancel", "cancel"), failure("11")],
    [
      "when every item was refused",
      { outcomeOf: () => "refused" },
      async ({ init, auth }) => auth((await init(orderOf("p", "a"))).requestId),
      failure("11"),
    ],
  ])("%s", async (_, options, ask, expected) => {
    expect(await ask(simulated(options).merchant)).toMatchObject(expected);
  });

  test.each(["auth-again", "goes-on"] as const)(
    "when the balance covers a payout later, which then %s",
    async (insufficientBalance) => {
      const { simulator, merchant, about } = await withPayout({ balance: "100", insufficientBalance });
      const statusAfter = async (milliseconds: number) => {
        simulator.advance(milliseconds);
        return (await asks.retrieve(merchant, about)).massPayout.massPayoutStatus;
      };
      await asks.auth(merchant, about);
      expect(await statusAfter(3_000)).toBe("INSUFFICIENT_BALANCE");
      simulator.topUp("0.50");
      if (insufficientBalance === "auth-again") expect(await asks.auth(merchant, about)).toMatchObject(success);
      expect(await statusAfter(100_000)).toBe("COMPLETED");
    },
  );
});

describe("an answer to retrieve conforms", () => {
  const mixed: SimulatorOptions = { outcomeOf: ({ itemExternalId }) => (itemExternalId === "b" ? "refused" : "paid") };
  const retrieving = (request: object) => async (merchant: Merchant) => {
    await merchant.init(orderOf("p", "a", "b", "c"));
    return merchant.retrieve({ externalMassPayoutId: "p", ...request });
  };
  const behind = { massPayoutItems: { items: [] } };
  const description = "\u2028</script>\\\u0000 ş 😀";
  const retrievingWords = async ({ init, retrieve }: Merchant) => {
    await init({ externalId: "p", items: [{ ...initBody.items[0], description }] });
    return retrieve({ externalMassPayoutId: "p" });
  };

  test.each<Row>([
    ["with the merchant's own id", {}, retrieving({}), { ...success, page: 0, size: 40, total: 3 }],
    ["with words of any kind", {}, retrievingWords, { massPayoutItems: { items: [{ description }] } }],
    ["with the ids of different payouts", {}, retrieving({ requestId: "nobody" }), failure("11")],
    ["with an id that nothing has", {}, retrieving({ externalMassPayoutId: "nobody" }), failure("11")],
    ["before the payout is found", { lags: { visible: 1_000 } }, retrieving({}), failure("11")],
    ["with the second page", {}, retrieving({ page: 1, size: 2 }), { ...success, page: 1, size: 2, total: 3 }],
    ["with the page behind the last", {}, retrieving({ page: 2, size: 2 }), { ...success, ...behind, total: 3 }],
    [
      "with the page behind the last inside massPayoutItems",
      { dialect: "java" },
      retrieving({ page: 2, size: 2 }),
      { ...success, massPayoutItems: { items: [], page: 2, size: 2, total: 3 } },
    ],
    ["with the items that were accepted", mixed, retrieving({ itemType: "VALID" }), { ...success, total: 2 }],
    ["with the items that were refused", mixed, retrieving({ itemType: "INVALID" }), { ...success, total: 1 }],
    ["with a page below zero", {}, retrieving({ page: -1 }), failure("11")],
    ["with a size of zero", {}, retrieving({ size: 0 }), failure("11")],
    ["with a size beyond counting", {}, retrieving({ size: 1e15 }), failure("11")],
  ])("%s", async (_, options, ask, expected) => {
    expect(await ask(simulated(options).merchant)).toMatchObject(expected);
  });
});

describe("an answer with amounts conforms", () => {
  test.each(["0", "0E-8", "20.00000000", "1e3", "9007199254740993.01"])(
    "with a commission of %s",
    async (commission) => {
      for (const dialect of ["documents", "java"] as const) {
        const { simulator, merchant, about } = await withPayout({
          dialect,
          balance: "1e20",
          commissionOf: () => commission,
        });
        await asks.auth(merchant, about);
        simulator.advance(100_000);
        expect((await asks.item(merchant, about)).item.commissionAmount).toBe(Number(commission));
        expect((await asks.retrieve(merchant, about)).massPayout.totalCommissionAmount).toBe(Number(commission));
      }
    },
  );

  test.each([
    ["0E-8", "0"],
    ["25399393.5", "25399393.5"],
    ["9007199254740993.0123456789", "9007199254740993.0123456789"],
  ])("with a balance of %s", async (balance, shown) => {
    expect(await simulated({ balance }).merchant.balance()).toMatchObject({ ...success, balance: shown });
  });
});

describe.each(Object.entries(asks))("an answer to %s conforms", (operation, ask) => {
  test("when it is a success, in both languages", async () => {
    for (const locale of ["tr", "en"] as const) {
      const { simulator, about } = await withPayout();
      const merchant = merchantOf(proxy.through(signing(simulator)), locale);
      expect(await ask(merchant, about)).toMatchObject({ ...success, locale });
    }
  });

  test("when the Authorization header is missing", async () => {
    const simulator = createSimulator();
    const unsigned = merchantOf(proxy.through((request) => simulator.fetch(request)));
    expect(await ask(unsigned, nobody)).toMatchObject({ httpStatus: 401, status: 401, errorCode: "5" });
    expect(simulator.history).toMatchObject([{ operation, verified: false }]);
  });

  test.each([
    ["the signature is wrong", { secretKey: "another" }, "1000"],
    ["the API key is unknown", { apiKey: "another" }, "1001"],
  ])("when %s", async (_, other, errorCode) => {
    const send = signing(createSimulator(), { ...credentials, ...other });
    expect(await ask(merchantOf(proxy.through(send)), nobody)).toMatchObject(failure(errorCode));
  });

  test.each(["", "?locale=de"])("when the query is %j", async (query) => {
    const merchant = changing((request) => new Request(request.url.replace(/\?.*/, query), request));
    expect(await ask(merchant, nobody)).toMatchObject({ ...failure("11"), locale: "tr" });
  });

  test("above the limit", async () => {
    const { merchant, about } = await withPayout({ perMinute: 1 });
    expect(await ask(merchant, about)).toMatchObject(failure(50000));
  });

  const happensOnce = operation === "init" || operation === "auth" || operation === "cancel";
  test.each<[Fault, object]>([
    [{ kind: "rate-limited" }, failure(50000)],
    [{ kind: "duplicate" }, happensOnce ? failure("11") : success],
    [{ kind: "slow", ms: 5_000 }, success],
    ...(["1", "2", "100001"] as const).flatMap((errorCode): [Fault, object][] => [
      [{ kind: "system-error", errorCode, executed: false }, failure(errorCode)],
      [{ kind: "system-error", errorCode, executed: true }, failure(errorCode)],
    ]),
  ])("when it meets %j", async (fault, expected) => {
    const { simulator, merchant, about } = await withPayout();
    simulator.fault(fault);
    expect(await ask(merchant, about)).toMatchObject(expected);
  });
});

test("every answer about a payout conforms that is not found yet, or whose items move while they are listed", async () => {
  const { simulator, merchant } = simulated();
  simulator.fault({ kind: "late", ms: 1_000 });
  simulator.fault({ kind: "page-drift" });
  const { requestId } = await merchant.init(orderOf("p", "a", "b"));
  const firstOf = async () =>
    (await merchant.retrieve({ requestId, size: 1 })).massPayoutItems?.items[0].itemExternalId;
  expect(await firstOf()).toBeUndefined();
  simulator.advance(1_000);
  expect([await firstOf(), await firstOf()]).toEqual(["a", "b"]);
});

describe.each(["auth", "cancel", "retrieve", "item"] as const)("an answer to %s conforms", (operation) => {
  test.each(["nobody", "__proto__", "constructor", "%2D", "a%2Fb", "%C5%9F"])(
    "when nothing has the id %s",
    async (id) => {
      const { merchant } = simulated();
      expect(await asks[operation](merchant, { requestId: id, referenceCode: id })).toMatchObject(failure("11"));
    },
  );
});

describe.each(["init", "auth", "retrieve"] as const)("an answer to %s conforms when the body", (operation) => {
  test.each<[string, BodyInit, string]>([
    ["is empty", "", "1000"],
    ["is no JSON", "{requestId:1}", "1000"],
    ["ends too soon", '{"requestId":', "1000"],
    ["is a list", "[]", "1000"],
    ["is null", "null", "1000"],
    ["is no UTF-8", new Uint8Array([0x7b, 0xff, 0x7d]), "1000"],
    ["is nested deeper than a stack goes", "[".repeat(200_000), "1000"],
    ["says one thing twice", '{"requestId":"1","requestId":"2"}', "1000"],
    ["has a key that does not exist", '{"extra":1}', "1000"],
    ["has a number in the place of a text", '{"requestId":1,"externalId":1}', "1000"],
    ["has nothing in it", "{}", "11"],
    ["is larger than a request can be", " ".repeat(4 * 1024 * 1024 + 1), "11"],
  ])("%s", async (_, body, errorCode) => {
    expect(await asks[operation](withBody(body), nobody)).toMatchObject(failure(errorCode));
  });
});

describe("no answer of the document, and reported as such, is", () => {
  const reported = async (asked: Promise<Answer>, status: number) =>
    expect(asked).rejects.toThrow(new RegExp(`HTTP ${status} .*Unable to match the returned status code`));

  test.each(Object.entries(asks))("a proxy's page in the place of an answer to %s", async (_, ask) => {
    for (const executed of [false, true]) {
      const { simulator, merchant, about } = await withPayout();
      simulator.fault({ kind: "html-502", executed });
      await reported(ask(merchant, about), 502);
    }
  });
});
