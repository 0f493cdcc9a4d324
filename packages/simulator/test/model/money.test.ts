import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createSimulator, type ItemOutcome, type SimulatedPayout } from "../../src/index.ts";
import { createMerchant, itemOf, itemWithDigits } from "../support/merchant.ts";

/** A decimal string as an integer count of 10^-4. Independent of the simulator's code. */
function exactly(digits: string): bigint {
  const [, integer, fraction = ""] = /^(\d+)(?:\.(\d{1,4}))?$/.exec(digits) ?? [];
  return BigInt(`${integer}${fraction.padEnd(4, "0")}`);
}
const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n);

const amount = fc
  .tuple(fc.bigInt({ min: 1n, max: 10n ** 20n }), fc.integer({ min: 0, max: 2 }))
  .map(([units, decimals]) => {
    const digits = units.toString().padStart(decimals + 1, "0");
    return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  });
const outcome = fc.constantFrom<ItemOutcome>(
  "paid",
  "failed-refunded",
  "failed-unrefunded",
  "stuck-processing",
  "stuck-failed",
  "rejected",
  { status: "PAID_IN_FUTURE_WORDS", isPaid: true },
  { status: "SOME_FUTURE_STATUS" },
  { secondAttempt: "paid" },
  { secondAttempt: "failed-refunded" },
  { secondAttempt: "failed-unrefunded" },
);
const item = fc.record({ amount, outcome, commission: fc.constantFrom("0", "20", "0.5", "1.0025", "20.0000") });
const run = fc.record({
  seed: fc.integer(),
  items: fc.array(item, { minLength: 1, maxLength: 8 }),
  balance: fc.constantFrom("0", "123456789012345678.91", "1000000000000000000000000.5"),
  repeatedAuth: fc.constantFrom("rejected", "ignored", "paid-again" as const),
  pauses: fc.array(fc.nat({ max: 30_000 }), { maxLength: 20 }),
});

/** What the balance has lost, according to the items. */
function lostBy(payouts: readonly SimulatedPayout[]): bigint {
  return sum(
    payouts
      .flatMap(({ items }) => items)
      .map(({ received, commissionPaid, held }) => sum([received, commissionPaid, held].map(exactly))),
  );
}

describe("money", () => {
  test("is conserved at every moment, to the last digit", async () => {
    await fc.assert(
      fc.asyncProperty(run, async ({ seed, items, balance, repeatedAuth, pauses }) => {
        const numberOf = (id: string) => Number(id.slice("item-".length));
        const simulator = createSimulator({
          seed,
          balance,
          repeatedAuth,
          outcomeOf: ({ itemExternalId }) => items[numberOf(itemExternalId)]?.outcome as ItemOutcome,
          commissionOf: ({ itemExternalId }) => items[numberOf(itemExternalId)]?.commission as string,
        });
        const merchant = createMerchant(simulator);
        const written = items.map((each, index) => itemWithDigits(index, each.amount));
        const { body } = await merchant.init(`{"externalId":"p","items":[${written}]}`);
        const expectConserved = () =>
          expect(exactly(balance) - exactly(simulator.balance)).toBe(lostBy(simulator.payouts));

        await merchant.auth(body.requestId);
        for (const pause of pauses) {
          simulator.advance(pause);
          expectConserved();
        }
        await merchant.auth(body.requestId);
        simulator.advance(1_000_000);
        expectConserved();

        const [payout] = simulator.payouts;
        expect(payout?.isAtEnd).toBe(true);
        const isSettled = payout?.status !== "INSUFFICIENT_BALANCE" && payout?.auths !== 0;
        for (const [index, each] of (payout?.items ?? []).entries()) {
          const { amount, commission, outcome: ofItem } = items[index] as (typeof items)[number];
          const outcome = typeof ofItem === "object" && "secondAttempt" in ofItem ? ofItem.secondAttempt : ofItem;
          const isPaid = outcome === "paid" || (typeof outcome === "object" && outcome.isPaid === true);
          const isHeld = !isPaid && outcome !== "failed-refunded" && outcome !== "rejected";
          expect(each.amount).toBe(amount);
          expect(each.timesPaid > 0).toBe(isPaid && isSettled);
          expect(exactly(each.received)).toBe(BigInt(each.timesPaid) * exactly(amount));
          expect(exactly(each.commissionPaid)).toBe(BigInt(each.timesPaid) * exactly(commission));
          expect(exactly(each.held)).toBe(isHeld && isSettled ? exactly(amount) + exactly(commission) : 0n);
          if (repeatedAuth !== "paid-again") expect(each.timesPaid).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 150 },
    );
  });

  test("is conserved whatever an operator does, and is never below zero", async () => {
    const status = fc.constantFrom(
      ...["PROCESSING", "SUCCESS", "FAILED", "DEPOSIT_SUCCESS", "DEPOSIT_FAIL", "MASS_PAYOUT_CANCELED", "X"],
    );
    const act = fc.oneof(
      fc.record({ status, item: fc.nat({ max: 3 }) }),
      fc.constantFrom({ withdraw: "150.5" }, { topUp: "99.75" }, { authorise: true }, { cancel: true }, { auth: true }),
      fc.record({ advance: fc.nat({ max: 20_000 }) }),
    );
    type Act = Partial<Record<"status" | "withdraw" | "topUp", string>> &
      Partial<Record<"authorise" | "cancel" | "auth", boolean>> & { item?: number; advance?: number };
    const options = fc.record({
      seed: fc.integer(),
      balance: fc.constantFrom("0", "400", "450.5", "1000"),
      insufficientBalance: fc.constantFrom("stays", "auth-again", "goes-on" as const),
      repeatedAuth: fc.constantFrom("rejected", "paid-again" as const),
      resumed: fc.constantFrom(0, 5_000),
      outcomes: fc.array(outcome, { minLength: 4, maxLength: 4 }),
    });
    let refusals = 0;
    const perform = (action: () => void) => {
      try {
        action();
        return true;
      } catch {
        refusals += 1;
        return false;
      }
    };
    await fc.assert(
      fc.asyncProperty(options, fc.array(act, { maxLength: 30 }), async (given, acts) => {
        const { seed, balance, insufficientBalance, repeatedAuth, resumed, outcomes } = given;
        const simulator = createSimulator({
          seed,
          balance,
          insufficientBalance,
          repeatedAuth,
          delays: { resumed },
          commissionOf: () => "0.5",
          outcomeOf: ({ itemExternalId }) => outcomes[Number(itemExternalId.slice("item-".length))] as ItemOutcome,
        });
        const merchant = createMerchant(simulator);
        const items = outcomes.map((_, index) => itemOf(index));
        const { requestId } = (await merchant.init({ externalId: "p", items })).body;
        let paidIn = exactly(balance);
        const expectConserved = () => expect(paidIn - exactly(simulator.balance)).toBe(lostBy(simulator.payouts));
        for (const { status: next, item: index = 0, withdraw, topUp, advance, ...kinds } of acts as Act[]) {
          const { referenceCode = "" } = simulator.payouts[0]?.items[index] ?? {};
          if (next !== undefined) perform(() => simulator.setItemStatus(referenceCode, next));
          if (withdraw !== undefined && perform(() => simulator.withdraw(withdraw))) paidIn -= exactly(withdraw);
          if (topUp !== undefined && perform(() => simulator.topUp(topUp))) paidIn += exactly(topUp);
          if (advance !== undefined) simulator.advance(advance);
          if (kinds.authorise) perform(() => simulator.authorisePayout(requestId));
          if (kinds.cancel) perform(() => simulator.cancelPayout(requestId));
          if (kinds.auth) await merchant.auth(requestId);
          expectConserved();
        }
        simulator.advance(1_000_000);
        expectConserved();
        const [payout] = simulator.payouts;
        for (const { timesPaid } of payout?.items ?? []) expect(timesPaid).toBeLessThanOrEqual(payout?.auths ?? 0);
      }),
      { numRuns: 200 },
    );
    expect(refusals).toBeGreaterThan(0);
  });

  test("of the balance pays only one of two payouts that it does not cover together", async () => {
    const simulator = createSimulator({ balance: "150" });
    const merchant = createMerchant(simulator);
    for (const externalId of ["one", "two"]) {
      const { body } = await merchant.init({ externalId, items: [itemOf(1, 100)] });
      await merchant.auth(body.requestId);
    }
    simulator.advance(1_000_000);
    expect(simulator.payouts.map(({ status }) => status).sort()).toEqual(["COMPLETED", "INSUFFICIENT_BALANCE"]);
    expect(simulator.balance).toBe("50");
  });
});

describe("the digits", () => {
  test.each(["100", "100.5", "100.50", "0.01", "9007199254740993.01", "123456789012345678901234567890.10"])(
    "of the amount %s come back as they were sent",
    async (digits) => {
      const simulator = createSimulator({ commissionOf: () => "20.00000000" });
      const merchant = createMerchant(simulator);
      const { body } = await merchant.init(`{"externalId":"p","items":[${itemWithDigits(1, digits)}]}`);
      const { text } = await merchant.retrieve({ requestId: body.requestId });
      expect(text).toContain(`"totalAmount":${digits},"commissionAmount":20.00000000,`);
      expect(simulator.payouts[0]?.items[0]).toMatchObject({ amount: digits, commission: "20.00000000" });
    },
  );

  test("of a sum are exact", async () => {
    const simulator = createSimulator({ balance: "9007199254740994", commissionOf: () => "0E-8" });
    const merchant = createMerchant(simulator);
    const items = ["9007199254740993.01", "0.98"].map((digits, index) => itemWithDigits(index, digits));
    const { body } = await merchant.init(`{"externalId":"p","items":[${items}]}`);
    await merchant.auth(body.requestId);
    simulator.advance(1_000_000);
    const { text } = await merchant.retrieve({ requestId: body.requestId });
    expect(text).toContain('"totalAmount":9007199254740993.99,"totalSuccessfulAmount":9007199254740993.99,');
    expect(text).toContain('"totalCommissionAmount":0,');
    expect(text).toContain('"commissionAmount":0E-8,');
    expect((await merchant.balance()).text).toContain('"balance":"0.01"');
  });

  test("of the balance are a string without an exponent", async () => {
    const simulator = createSimulator({ balance: "25399393.5" });
    expect((await createMerchant(simulator).balance()).text).toContain('"balance":"25399393.5"');
    expect(createSimulator({ balance: "0E-8" }).balance).toBe("0");
    simulator.topUp("1e2");
    expect(simulator.balance).toBe("25399493.5");
  });

  test.each(["0E-8", "1e3", "100.555", "100.500", '"100.50"', "1".repeat(61), "null", "[1]"])(
    "of the amount %s are rejected, and nothing is stored",
    async (digits) => {
      const simulator = createSimulator();
      const request = `{"externalId":"p","items":[${itemWithDigits(1, digits)}]}`;
      const { body } = await createMerchant(simulator).init(request);
      expect(body).toMatchObject({ status: "failure", errorCode: "1000" });
      expect(simulator.payouts).toEqual([]);
    },
  );

  test.each(["0", "0.00", "-5", "-0.01"])("of the amount %s are not positive: the item is rejected", async (digits) => {
    const simulator = createSimulator();
    const merchant = createMerchant(simulator);
    const items = [itemWithDigits(1, digits), JSON.stringify(itemOf(2))];
    const { body } = await merchant.init(`{"externalId":"p","items":[${items}]}`);
    expect(body.invalidItems).toEqual([{ externalId: "item-1", errorCode: "11", errorMessage: "Invalid request" }]);
    await merchant.auth(body.requestId);
    simulator.advance(1_000_000);
    expect(simulator.balance).toBe("999900");
    expect(simulator.payouts[0]?.items[0]).toMatchObject({ status: "INVALID", received: "0", held: "0" });
  });
});

test.each([1, "1,5", "-1", "-0", "007", "1.", ".5", "1e999", "1e-21", "1e99999999999", "", undefined])(
  "topUp throws a TypeError for %j, and adds nothing",
  (amount) => {
    const simulator = createSimulator();
    expect(() => simulator.topUp(amount as string)).toThrow(
      new TypeError('amount must be a non-negative decimal string, such as "100.50".'),
    );
    expect(simulator.balance).toBe("1000000");
  },
);
