import { describe, expect, test } from "vitest";
import { reportOf } from "../../../src/pay/machine/report.ts";
import {
  absent,
  authorised,
  beginning,
  failed,
  follow,
  initiated,
  notFound,
  planned,
  pollOn,
  shows,
  showsItems,
  times,
  untilAuth,
} from "../../support/payment-steps.ts";

describe("a report", () => {
  test("has ledger entries while other items are in progress, marked as not final", () => {
    const { step } = follow(planned, ...untilAuth, authorised, shows("PUBLISHED_TO_QUEUE", "SUCCESS", "QUEUED"));
    expect(reportOf(step.state)).toMatchObject({
      paid: "some",
      ledger: [{ itemExternalId: "a", kind: "paid", isFinal: false }],
      totals: { TRY: { paid: "100.50" } },
    });
    expect(reportOf(step.state)).not.toHaveProperty("settledAt");
  });

  test("has every item as waiting before iyzico has shown one, and none of them requires action", () => {
    const { items, itemsRequiringAction, paid } = reportOf(planned);
    expect(items.map(({ state }) => state)).toEqual(["waiting", "waiting"]);
    expect({ itemsRequiringAction, paid }).toEqual({ itemsRequiringAction: [], paid: "none" });
  });

  test("has the items that require action, also while others are in progress", () => {
    const shown = shows("PUBLISHED_TO_QUEUE", "DEPOSIT_FAIL", "PROCESSING");
    expect(reportOf(follow(planned, ...untilAuth, authorised, shown).step.state).itemsRequiringAction).toEqual(["a"]);
    const unknown = shows("PUBLISHED_TO_QUEUE", "PROCESSING", "SOMETHING_NEW");
    expect(reportOf(follow(planned, ...untilAuth, authorised, unknown).step.state).itemsRequiringAction).toEqual(["b"]);
  });

  test("reports the state of every item, the ledger and exact totals", () => {
    const settledAt = beginning + 60_000;
    const entry = (itemExternalId: string, kind: string, of: string, amount: string) => ({
      key: `["salaries","${itemExternalId}","${kind}","${of}"]`,
      kind,
      of,
      externalId: "salaries",
      itemExternalId,
      amount,
      currency: "TRY",
      source: of === "amount" ? "ordered" : "iyzico",
      at: settledAt,
      isFinal: true,
    });
    const amounts = { commissionAmount: "0.10", totalAmount: "100.60" };
    const item = (itemExternalId: string, itemStatus: string, state: string) => ({
      ...amounts,
      itemExternalId,
      recipientType: "MEMBER_ID",
      itemStatus,
      statusAt: settledAt,
      waitingSince: settledAt,
      statusMs: 0,
      finalAt: settledAt,
      amount: "100.50",
      currency: "TRY",
      state,
    });
    const { step } = follow(planned, ...untilAuth, authorised, {
      ...showsItems("PUBLISHED_TO_QUEUE", [
        { ...amounts, itemExternalId: "a", referenceCode: "ref-a", itemStatus: "SUCCESS" },
        { ...amounts, itemExternalId: "b", itemStatus: "DEPOSIT_SUCCESS" },
      ]),
      at: settledAt,
    });
    expect("done" in step && step.done).toEqual({
      key: "salaries",
      externalId: "salaries",
      requestId: "r-1",
      phase: "settled",
      createdAt: beginning,
      settledAt,
      initSentAt: beginning + 5_000,
      authSentAt: beginning + 5_000,
      inits: 1,
      auths: 1,
      abandoned: [],
      approvals: [{ digest: "d-1", by: "finance", at: beginning + 5_000 }],
      history: step.state.history,
      paid: "some",
      items: [{ ...item("a", "SUCCESS", "paid"), referenceCode: "ref-a" }, item("b", "DEPOSIT_SUCCESS", "refunded")],
      itemsRequiringAction: [],
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

describe("what is in doubt", () => {
  const doubted = [...absent, failed("init-failed", "unknown")] as const;
  const doubtAfter = (...inputs: Parameters<typeof follow>[1][]) =>
    reportOf(follow(planned, ...inputs).step.state).inDoubt;

  test("is nothing before the first init, nor after an init that was answered", () => {
    expect(doubtAfter()).toBeUndefined();
    expect(doubtAfter(...absent, initiated)).toBeUndefined();
    expect(doubtAfter(...absent, failed("init-failed", "rejected", "other"), ...times(3, notFound))).toBeUndefined();
    expect(doubtAfter(...absent, failed("init-failed", "not-sent", "rate_limiter_failed"))).toBeUndefined();
  });

  test("is an init whose outcome is unknown, also after a later one was rejected or not sent", () => {
    expect(doubtAfter(...doubted)).toBe("init");
    const { step } = pollOn(follow(planned, ...doubted).step, notFound);
    for (const outcome of ["rejected", "not-sent"] as const) {
      const answered = [failed("init-failed", outcome, "other"), ...(outcome === "rejected" ? times(3, notFound) : [])];
      const { state } = follow(step.state, ...answered).step;
      expect(state.phase).toBe("planned");
      expect(reportOf(state).inDoubt).toBe("init");
    }
  });

  test("is an auth that was sent, until a poll shows its effect", () => {
    expect(doubtAfter(...untilAuth)).toBe("auth");
    expect(doubtAfter(...untilAuth, failed("auth-failed", "rejected", "request_rejected"))).toBe("auth");
    expect(doubtAfter(...untilAuth, authorised)).toBeUndefined();
    expect(doubtAfter(...untilAuth, authorised, notFound)).toBe("auth");
    const { state } = follow(planned, ...untilAuth, authorised).step;
    expect(reportOf({ ...state, pollEvidence: "items-missing" }).inDoubt).toBe("auth");
    expect(doubtAfter(...untilAuth, authorised, notFound, shows("IN_PROGRESS", "QUEUED", "INIT"))).toBeUndefined();
  });
});
