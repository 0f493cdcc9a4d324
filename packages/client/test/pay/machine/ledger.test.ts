import { describe, expect, test } from "vitest";
import { type LedgerEntry, ledgerOf } from "../../../src/pay/machine/ledger.ts";
import type { Payment, PaymentItem } from "../../../src/pay/machine/payment.ts";
import { beginning, planned } from "../../support/payment-steps.ts";

const [item] = planned.items as [PaymentItem];

/** The ledger of a payment with one item. */
const ledgerWith = (content: Partial<PaymentItem>, payment: Partial<Payment> = {}) =>
  ledgerOf({ ...planned, phase: "authorised", ...payment, items: [{ ...item, ...content }] });

const final = (...statuses: readonly string[]) => statuses.map((status, index) => ({ status, at: beginning + index }));

const brief = ({ kind, of, amount, isFinal }: LedgerEntry) => `${kind} ${of} ${amount}${isFinal ? " final" : ""}`;

describe("the ledger", () => {
  test.each([undefined, "INIT", "QUEUED", "PROCESSING", "FAILED", "INVALID", "MASS_PAYOUT_CANCELED", "NEWER"])(
    "has no entry for an item whose money has arrived nowhere yet, or never left: %s",
    (itemStatus) => {
      expect(ledgerWith({ commissionAmount: "1", ...(itemStatus && { itemStatus }) })).toEqual([]);
    },
  );

  test.each([
    ["SUCCESS", ["paid amount 100.50", "commission commission 1"]],
    ["DEPOSIT_SUCCESS", ["refund amount 100.50", "refund commission 1"]],
    ["DEPOSIT_FAIL", ["receivable amount 100.50", "receivable commission 1"]],
  ])("has the amount and the commission of an item that is %s", (itemStatus, entries) => {
    expect(ledgerWith({ itemStatus, commissionAmount: "1" }).map(brief)).toEqual(entries);
  });

  test.each([undefined, "0", "0.00", "0.00000000", "-0"])("has no entry for a commission of %s", (commissionAmount) => {
    for (const itemStatus of ["SUCCESS", "DEPOSIT_SUCCESS", "DEPOSIT_FAIL"]) {
      const entries = ledgerWith({ itemStatus, ...(commissionAmount && { commissionAmount }) });
      expect(entries.map(({ of }) => of)).toEqual(["amount"]);
    }
  });

  test("has the ordered amount, and iyzico's only where that was approved and is known", () => {
    const vendor = { hasVendorAmounts: true };
    const shown = { itemStatus: "SUCCESS", totalAmount: "90", commissionAmount: "1" };
    const commission = { of: "commission", amount: "1", source: "iyzico" };
    expect(ledgerWith(shown)).toMatchObject([{ amount: "100.50", source: "ordered" }, commission]);
    expect(ledgerWith(shown, vendor)).toMatchObject([{ amount: "90", source: "iyzico" }, commission]);
    expect(ledgerWith({ itemStatus: "SUCCESS" }, vendor)).toMatchObject([{ amount: "100.50", source: "ordered" }]);
  });

  test("has entries at once, which are final when their status is confirmed or the payment is settled", () => {
    expect(ledgerWith({ itemStatus: "SUCCESS" }).map(brief)).toEqual(["paid amount 100.50"]);
    const booked = ["paid amount 100.50 final"];
    expect(ledgerWith({ itemStatus: "SUCCESS", finalStatuses: final("SUCCESS") }).map(brief)).toEqual(booked);
    expect(ledgerWith({ itemStatus: "SUCCESS" }, { phase: "settled" }).map(brief)).toEqual(booked);
  });
});

describe("a final status that iyzico changes", () => {
  const changed = { itemStatus: "DEPOSIT_SUCCESS", commissionAmount: "1" };
  const paidBefore = ["paid amount 100.50 final", "commission commission 1 final"];

  test("is taken back by entries of their own, which are final once the new status is", () => {
    expect(ledgerWith({ ...changed, finalStatuses: final("SUCCESS") }).map(brief)).toEqual([
      ...paidBefore,
      "paid amount -100.50",
      "commission commission -1",
      "refund amount 100.50",
      "refund commission 1",
    ]);
    expect(ledgerWith({ ...changed, finalStatuses: final("SUCCESS", "DEPOSIT_SUCCESS") }).map(brief)).toEqual([
      ...paidBefore,
      "paid amount -100.50 final",
      "commission commission -1 final",
      "refund amount 100.50 final",
      "refund commission 1 final",
    ]);
  });

  test("is taken back while the item shows a status without entries", () => {
    const entries = ledgerWith({ itemStatus: "PROCESSING", finalStatuses: final("SUCCESS") });
    expect(entries.map(brief)).toEqual(["paid amount 100.50 final", "paid amount -100.50"]);
  });

  test("has only final entries in a settled payment: a refund that failed first and came later", () => {
    const late = { itemStatus: "DEPOSIT_SUCCESS", finalStatuses: final("DEPOSIT_FAIL") };
    expect(ledgerWith(late, { phase: "settled" }).map(brief)).toEqual([
      "receivable amount 100.50 final",
      "receivable amount -100.50 final",
      "refund amount 100.50 final",
    ]);
  });

  test("more than once has only the last change open, and each entry has a key of its own", () => {
    const entries = ledgerWith({ itemStatus: "SUCCESS", finalStatuses: final("SUCCESS", "DEPOSIT_SUCCESS") });
    expect(entries.map(brief)).toEqual([
      "paid amount 100.50 final",
      "paid amount -100.50 final",
      "refund amount 100.50 final",
      "refund amount -100.50",
      "paid amount 100.50",
    ]);
    // A book knows an entry by its key, also one of an earlier version.
    expect(entries.map(({ key }) => key)).toEqual([
      '["salaries","a","paid","amount"]',
      '["salaries","a","paid","amount","taken-back"]',
      '["salaries","a","refund","amount",1]',
      '["salaries","a","refund","amount",1,"taken-back"]',
      '["salaries","a","paid","amount",2]',
    ]);
  });

  test("leaves the keys of its entries as they were", () => {
    const keysOf = (content: Partial<PaymentItem>) => ledgerWith(content).map(({ key }) => key);
    const before = keysOf({ itemStatus: "SUCCESS", finalStatuses: final("SUCCESS") });
    const open = keysOf({ itemStatus: "DEPOSIT_SUCCESS", finalStatuses: final("SUCCESS") });
    const after = keysOf({ itemStatus: "DEPOSIT_SUCCESS", finalStatuses: final("SUCCESS", "DEPOSIT_SUCCESS") });
    expect(open.slice(0, 1)).toEqual(before);
    expect(after).toEqual(open);
  });

  test("has the time of the status that each entry is of, and of the one that took it back", () => {
    const item = { itemStatus: "DEPOSIT_SUCCESS", statusAt: beginning + 10, finalStatuses: final("SUCCESS") };
    expect(ledgerWith(item).map(({ kind, amount, at }) => [kind, amount, at - beginning])).toEqual([
      ["paid", "100.50", 0],
      ["paid", "-100.50", 10],
      ["refund", "100.50", 10],
    ]);
  });

  test("takes back a negative amount with a positive one", () => {
    const entries = ledgerWith({ itemStatus: "PROCESSING", finalStatuses: final("SUCCESS"), commissionAmount: "-1" });
    expect(entries.map(({ amount }) => amount)).toEqual(["100.50", "-1", "-100.50", "1"]);
  });
});
