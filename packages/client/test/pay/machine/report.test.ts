import { describe, expect, test } from "vitest";
import { reportOf } from "../../../src/pay/machine/report.ts";
import { authorised, follow, planned, shows, untilAuth } from "../../support/payment-steps.ts";

describe("a report", () => {
  test("has no ledger entries while any item is in progress, because iyzico may still change every status", () => {
    const { step } = follow(planned, ...untilAuth, authorised, shows("PUBLISHED_TO_QUEUE", "SUCCESS", "QUEUED"));
    expect(reportOf(step.state)).toMatchObject({ paid: "some", ledger: [], totals: {} });
  });

  test("reports the state of every item, the ledger and exact totals", () => {
    const entry = (itemExternalId: string, kind: string, of: string, amount: string) => ({
      key: `["salaries","${itemExternalId}","${kind}","${of}"]`,
      kind,
      of,
      externalId: "salaries",
      itemExternalId,
      amount,
      currency: "TRY",
    });
    const amounts = { itemStatus: "", commissionAmount: "0.10", totalAmount: "100.60" };
    const { step } = follow(planned, ...untilAuth, authorised, {
      type: "polled",
      payout: {
        payoutStatus: "PUBLISHED_TO_QUEUE",
        items: [
          { ...amounts, itemExternalId: "a", referenceCode: "ref-a", itemStatus: "SUCCESS" },
          { ...amounts, itemExternalId: "b", itemStatus: "DEPOSIT_SUCCESS" },
        ],
      },
    });
    expect("done" in step && step.done).toEqual({
      key: "salaries",
      externalId: "salaries",
      requestId: "r-1",
      phase: "settled",
      inits: 1,
      auths: 1,
      paid: "some",
      items: [
        {
          ...amounts,
          itemExternalId: "a",
          referenceCode: "ref-a",
          itemStatus: "SUCCESS",
          amount: "100.50",
          currency: "TRY",
          state: "paid",
        },
        {
          ...amounts,
          itemExternalId: "b",
          itemStatus: "DEPOSIT_SUCCESS",
          amount: "100.50",
          currency: "TRY",
          state: "refunded",
        },
      ],
      ledger: [
        entry("a", "paid", "amount", "100.50"),
        entry("a", "commission", "commission", "0.10"),
        entry("b", "refund", "amount", "100.50"),
        entry("b", "refund", "commission", "0.10"),
      ],
      totals: { TRY: { paid: "100.50", commission: "0.10", refund: "100.60" } },
    });
  });
});
