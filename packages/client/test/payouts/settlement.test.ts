import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareAmounts, describeItemStatus, settlementOf, sumAmounts } from "../../src/index.ts";

const statuses = [
  "INIT",
  "INVALID",
  "QUEUED",
  "PROCESSING",
  "SUCCESS",
  "FAILED",
  "DEPOSIT_SUCCESS",
  "DEPOSIT_FAIL",
  "MASS_PAYOUT_CANCELED",
  "REVERSED",
];
const items = (...itemStatuses: string[]) =>
  itemStatuses.map((itemStatus) => ({ itemStatus, totalAmount: "1.00", currencyCode: "TRY" }));

describe("a payout", () => {
  test.each<[string[], string, string]>([
    [["SUCCESS", "SUCCESS"], "settled", "all"],
    [["SUCCESS", "DEPOSIT_SUCCESS"], "settled", "some"],
    [["SUCCESS", "INVALID"], "settled", "some"],
    [["SUCCESS", "MASS_PAYOUT_CANCELED"], "settled", "some"],
    [["DEPOSIT_SUCCESS", "DEPOSIT_SUCCESS"], "settled", "none"],
    [["INVALID", "INVALID"], "settled", "none"],
    [["MASS_PAYOUT_CANCELED"], "settled", "none"],
    [["SUCCESS", "FAILED"], "open", "some"],
    [["SUCCESS", "PROCESSING"], "open", "some"],
    [["QUEUED"], "open", "none"],
    [["INIT", "INIT"], "open", "none"],
    [["SUCCESS", "DEPOSIT_FAIL"], "action-required", "some"],
    [["DEPOSIT_FAIL"], "action-required", "none"],
    [["SUCCESS", "REVERSED"], "action-required", "some"],
    [["DEPOSIT_FAIL", "PROCESSING"], "open", "none"],
    [["DEPOSIT_FAIL", "FAILED"], "open", "none"],
    [["REVERSED", "INIT"], "open", "none"],
  ])("of %j is %s, and paid is %s", (itemStatuses, state, paid) => {
    expect(settlementOf(items(...itemStatuses))).toMatchObject({ state, paid });
  });

  test.each<[string | undefined, string]>([
    [undefined, "open"],
    ["INIT", "open"],
    ["PUBLISHED_TO_QUEUE", "open"],
    ["ARCHIVED", "open"],
    ["CANCELED", "settled"],
    ["COMPLETED", "open"],
    ["INSUFFICIENT_BALANCE", "action-required"],
  ])("without items whose status is %s is %s, and none is paid", (payoutStatus, state) => {
    expect(settlementOf([], payoutStatus)).toMatchObject({ state, paid: "none", itemsRequiringAction: [] });
  });

  test.each<[string[], string]>([
    [["INIT", "INIT"], "action-required"],
    [["INIT", "SUCCESS"], "action-required"],
    [["INIT", "PROCESSING"], "open"],
    [["FAILED"], "open"],
    [["SUCCESS", "SUCCESS"], "settled"],
  ])("with INSUFFICIENT_BALANCE and the items %j is %s", (itemStatuses, state) => {
    expect(settlementOf(items(...itemStatuses), "INSUFFICIENT_BALANCE").state).toBe(state);
  });

  test("is not settled by its own status alone", () => {
    expect(settlementOf(items("PROCESSING"), "COMPLETED").state).toBe("open");
    expect(settlementOf(items("FAILED"), "FAIL").state).toBe("open");
  });
});

test("items that require action are returned as they were given", () => {
  const lost = { itemStatus: "DEPOSIT_FAIL", referenceCode: "a" };
  const strange = { itemStatus: "REVERSED", referenceCode: "b" };
  const { itemsRequiringAction } = settlementOf([strange, { itemStatus: "SUCCESS", referenceCode: "c" }, lost]);
  expect(itemsRequiringAction).toEqual([lost, strange]);
});

test("sums are exact, one for each state and currency, and items without an amount are counted", () => {
  const { totals } = settlementOf([
    { itemStatus: "SUCCESS", totalAmount: "0.1", currencyCode: "TRY" },
    { itemStatus: "SUCCESS", totalAmount: "0.2", currencyCode: "TRY" },
    { itemStatus: "SUCCESS", totalAmount: "9007199254740993.01", currencyCode: "USD" },
    { itemStatus: "SUCCESS" },
    { itemStatus: "SUCCESS", currencyCode: "TRY" },
    { itemStatus: "DEPOSIT_SUCCESS", totalAmount: "5", currencyCode: "TRY" },
    { itemStatus: "DEPOSIT_SUCCESS", totalAmount: "5" },
  ]);
  expect(totals).toEqual({
    paid: { count: 5, amounts: { TRY: "0.3", USD: "9007199254740993.01" }, withoutAmount: 2 },
    refunded: { count: 2, amounts: { TRY: "5" }, withoutAmount: 1 },
  });
});

const anyItem = fc.record({
  itemStatus: fc.oneof(fc.constantFrom(...statuses), fc.string()),
  totalAmount: fc
    .bigInt({ min: 0n, max: 10n ** 20n })
    .map((kurus) => `${kurus / 100n}.${String(kurus % 100n).padStart(2, "0")}`),
  currencyCode: fc.constantFrom("TRY", "USD"),
});

test("for any items: each is counted, sums agree, and unknown statuses are neither paid nor settled", () => {
  fc.assert(
    fc.property(fc.array(anyItem), (given) => {
      const { state, paid, totals, itemsRequiringAction } = settlementOf(given);
      const all = Object.values(totals);
      expect(all.reduce((count, total) => count + total.count, 0)).toBe(given.length);
      for (const currency of ["TRY", "USD"]) {
        const sum = sumAmounts(all.map(({ amounts }) => amounts[currency] ?? "0"));
        const direct = given.filter(({ currencyCode }) => currencyCode === currency).map((item) => item.totalAmount);
        expect(compareAmounts(sum, sumAmounts(direct))).toBe(0);
      }
      const states = given.map(({ itemStatus }) => describeItemStatus(itemStatus).state);
      expect(paid === "all").toBe(given.length > 0 && states.every((each) => each === "paid"));
      expect(paid === "none").toBe(!states.includes("paid"));
      if (state === "settled") expect(itemsRequiringAction).toEqual([]);
      if (states.includes("unknown")) expect(state).not.toBe("settled");
    }),
  );
});
