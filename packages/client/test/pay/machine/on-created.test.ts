import { describe, expect, test } from "vitest";
import type { PolledItem } from "../../../src/pay/machine/input.ts";
import { defaultSettings } from "../../../src/pay/machine/step.ts";
import {
  absent,
  authorised,
  byRequestId,
  endOf,
  failed,
  follow,
  initiated,
  planned,
  pollOn,
  shows,
  showsItems,
  summaryOf,
  type TestInput,
  take,
  times,
  untilAuth,
  untouched,
} from "../../support/payment-steps.ts";

describe("a status from before an auth", () => {
  const { notFoundGraceMs } = defaultSettings;
  const short = shows("INSUFFICIENT_BALANCE", "INIT", "INIT", { balance: "1" });
  const filled = shows("INSUFFICIENT_BALANCE", "INIT", "INIT");
  const moved = shows("IN_PROGRESS", "QUEUED", "INIT");
  /** The payout waits for balance, and this was reported. */
  const reported = () => follow(planned, ...untilAuth, authorised, short, short).step;
  /** The balance was filled, iyzico did not go on, and another auth was approved and sent. */
  const repeated = () => {
    const { step } = pollOn(follow(reported().state).step, filled);
    return follow(step.state, filled, "approve", filled).step;
  };

  test("is reported as too little balance at once if it is news, and without a review", () => {
    const step = reported();
    expect(summaryOf(step)).toBe("action: insufficient-balance");
    expect(step).not.toHaveProperty("actionRequired.review");
    expect(endOf(step.state, short)).toBe("action: insufficient-balance");
    expect(endOf(step.state, moved)).toBe(`${byRequestId} 5000`);
  });

  test("leads to the offer of another auth only after polls have shown the filled balance for the grace period", () => {
    const { step, waitedMs } = pollOn(follow(reported().state).step, filled);
    expect(waitedMs).toBeGreaterThanOrEqual(notFoundGraceMs);
    expect(step).toMatchObject({
      command: { type: "request-approval", review: { payoutStatus: "INSUFFICIENT_BALANCE", earlierAuths: 1 } },
    });
    const { summaries, step: denied } = follow(step.state, filled, "deny");
    expect(summaries.at(-1)).toBe("action: insufficient-balance");
    expect(denied).toHaveProperty("actionRequired.review");
  });

  test("is reported at once also if the balance covers it by then", () => {
    const { step } = follow(planned, ...untilAuth, authorised, filled, filled);
    expect(summaryOf(step)).toBe("action: insufficient-balance");
    expect(step).not.toHaveProperty("actionRequired.review");
    expect(summaryOf(pollOn(follow(step.state).step, filled).step)).toBe("request-approval");
  });

  test("offers no other auth while the balance does not cover the commissions that iyzico shows", () => {
    const items = ["a", "b"].map((itemExternalId) => ({ itemExternalId, itemStatus: "INIT", commissionAmount: "2" }));
    const shown = (balance: string) => showsItems("INSUFFICIENT_BALANCE", items, { balance });
    const { step } = follow(planned, ...untilAuth, authorised, shown("204.99"), shown("204.99"));
    expect(summaryOf(step)).toBe("action: insufficient-balance");
    expect(endOf(step.state, shown("204.99"))).toBe("action: insufficient-balance");
    expect(endOf(step.state, shown("205"))).toMatch(/^poll/);
    expect(summaryOf(pollOn(follow(step.state).step, shown("205")).step)).toBe("request-approval");
  });

  test("is taken for a filled balance when that covers the accepted items, whatever the rejected ones cost", () => {
    const shown = (balance: string) => shows("INSUFFICIENT_BALANCE", "INIT", "INVALID", { balance });
    const begun = [...absent, { ...initiated, rejected: [{ itemExternalId: "b" }] }, shows("INIT", "INIT", "INVALID")];
    const sent = ["approve", shows("INIT", "INIT", "INVALID"), authorised] as const;
    const { step } = follow(planned, ...begun, ...sent, shown("100.49"), shown("100.49"));
    expect(summaryOf(step)).toBe("action: insufficient-balance");
    expect(endOf(step.state, shown("100.49"))).toBe("action: insufficient-balance");
    expect(endOf(step.state, shown("100.50"))).toMatch(/^poll/);
  });

  test("is taken for a filled balance when that covers the ordered amounts, if no other ones were approved", () => {
    const items = ["a", "b"].map((itemExternalId) => ({ itemExternalId, itemStatus: "INIT", totalAmount: "107.50" }));
    const shown = (balance: string) => showsItems("INSUFFICIENT_BALANCE", items, { balance });
    const { step } = follow(planned, ...untilAuth, authorised, shown("200.99"), shown("200.99"));
    expect(endOf(step.state, shown("200.99"))).toBe("action: insufficient-balance");
    expect(endOf(step.state, shown("201"))).toMatch(/^poll/);
  });

  test("offers no auth while the balance does not cover iyzico's amounts, if those are to be approved or were", () => {
    const items = ["a", "b"].map((itemExternalId) => ({ itemExternalId, itemStatus: "INIT", totalAmount: "107.50" }));
    const shown = (payoutStatus: string, balance: string) => showsItems(payoutStatus, items, { balance });
    const found = take(take(planned, { type: "request-id", requestId: "r-1" }).state, shown("INIT", "1000")).state;
    const falling = follow(found, ...times(2, shown("INSUFFICIENT_BALANCE", "214.99")));
    expect(falling.summaries.at(-1)).toBe("action: insufficient-balance");
    expect(endOf(falling.step.state, shown("INSUFFICIENT_BALANCE", "214.99"))).toBe("action: insufficient-balance");
    expect(endOf(falling.step.state, shown("INSUFFICIENT_BALANCE", "215"))).toMatch(/^poll/);
    const { step: linked } = pollOn(take(planned, { type: "request-id", requestId: "r-1" }), shown("INIT", "1000"));
    const short = [shown("INIT", "1000"), authorised, ...times(2, shown("INSUFFICIENT_BALANCE", "214.99"))];
    const { summaries, step } = follow(linked.state, shown("INIT", "1000"), "approve", ...short);
    expect(summaries.at(-1)).toBe("action: insufficient-balance");
    expect(endOf(step.state, shown("INSUFFICIENT_BALANCE", "214.99"))).toBe("action: insufficient-balance");
    expect(endOf(step.state, shown("INSUFFICIENT_BALANCE", "215"))).toMatch(/^poll/);
  });

  test("has the time of the filled balance start again when the balance falls short in between", () => {
    const almost = follow(reported().state, ...times(14, filled)).step;
    expect(summaryOf(almost)).toMatch(/^poll/);
    expect(summaryOf(take(almost.state, filled))).toMatch(/^poll|request/);
    const again = follow(almost.state, short).step;
    const { waitedMs } = pollOn(follow(again.state).step, filled);
    expect(waitedMs).toBeGreaterThanOrEqual(notFoundGraceMs);
  });

  test("is waited out from the first report where it is not known whether the balance covers the payout", () => {
    const inDollars = { ...planned, items: planned.items.map((item) => ({ ...item, currency: "USD" })) };
    const { step } = follow(inDollars, ...untilAuth, authorised, filled, filled);
    expect(summaryOf(step)).toBe("action: insufficient-balance");
    expect(step).not.toHaveProperty("actionRequired.review");
    expect(step.state.pollEvidence).toBe("insufficient-balance");
    const offered = pollOn(follow(step.state).step, filled);
    expect(offered.waitedMs).toBeGreaterThanOrEqual(notFoundGraceMs);
    expect(summaryOf(offered.step)).toBe("request-approval");
  });

  test.each([
    ["taken", authorised],
    ["rejected", failed("auth-failed", "rejected", "request_rejected")],
    ["lost", failed("auth-failed", "unknown")],
  ])("says nothing after a second auth whose answer was %s, until the grace period is over", (_, answer) => {
    const { state } = repeated();
    // iyzico answered that auth succeeded: while the payout shows INIT, no other one is offered.
    expect(summaryOf(pollOn(take(state, authorised), untouched).step)).toBe("action: stuck");
    expect(summaryOf(pollOn(take(state, authorised), short).step)).toBe("action: insufficient-balance");
    expect(state).toMatchObject({ phase: "authorising", auths: 2, statusBeforeAuth: "INSUFFICIENT_BALANCE" });
    for (const shown of [filled, short, untouched]) {
      const { step, waitedMs } = pollOn(take(state, answer), shown);
      expect(waitedMs).toBeGreaterThanOrEqual(notFoundGraceMs);
      expect(summaryOf(step)).not.toMatch(/^(auth|init)/);
    }
    expect(follow(take(state, answer).state, filled, moved).step.state.phase).toBe("authorised");
  });

  test("that goes back to INIT after too little balance was reported offers no auth before the grace period is over", () => {
    const { step, waitedMs } = pollOn(follow(reported().state).step, untouched);
    expect(waitedMs).toBeGreaterThanOrEqual(notFoundGraceMs);
    expect(summaryOf(step)).toBe("request-approval");
    // One answer from before the auth, between two that show the shortage.
    expect(endOf(reported().state, untouched)).toMatch(/^poll/);
  });

  test("does not end an approval: after a change back it must be approved again", () => {
    const { step } = pollOn(follow(reported().state).step, filled);
    expect(endOf(step.state, filled, "approve", untouched)).toMatch(/^poll/);
    expect(follow(step.state, filled, "approve", untouched).step.state).not.toHaveProperty("approved");
    expect(endOf(step.state, filled, "approve", short)).toBe("action: insufficient-balance");
    expect(follow(step.state, filled, "approve", short).step.state).not.toHaveProperty("approved");
  });
});

describe("a payout that was only found", () => {
  const items = (amounts: readonly [totalAmount?: string, commissionAmount?: string][], itemStatus = "INIT") =>
    amounts.map(([totalAmount, commissionAmount], index) => ({
      itemExternalId: index === 0 ? "a" : "b",
      itemStatus,
      totalAmount,
      commissionAmount,
      massPayoutRequestId: "r-1",
    }));
  const foundBy = (...amounts: Parameters<typeof items>[0]) => {
    const shown = showsItems("INIT", items(amounts));
    return follow(planned, ...absent, failed("init-failed", "unknown"), shown, shown).step;
  };

  test.each<[string, boolean, ...Parameters<typeof items>[0]]>([
    ["all are the ordered amounts", true, ["100.5", "1.25"], ["100.50", "0"]],
    ["all have the commission added", true, ["101.75", "1.25"], ["102.50", "2"]],
    ["all have the commission subtracted", true, ["99.25", "1.25"], ["98.50", "2"]],
    ["there is no commission", true, ["100.50"], ["100.50"]],
    ["one is the ordered amount and another has the commission added", false, ["100.50", "1.25"], ["101.75", "1.25"]],
    ["one has the commission added and another subtracted", false, ["101.75", "1.25"], ["99.25", "1.25"]],
    ["one is another amount", false, ["100.50"], ["100.51"]],
    ["one is missing", false, ["100.50"], []],
  ])("has one reading of its amounts if %s: %s", (_, isConsistent, ...amounts) => {
    expect(foundBy(...amounts)).toMatchObject({
      command: { type: "request-approval", review: { found: { isConsistent } } },
    });
  });

  test("has iyzico's sum beside the ordered one in its review, and the answer to an init ends that", () => {
    expect(foundBy(["90"], ["100.50"])).toMatchObject({
      command: { review: { payable: { amounts: { TRY: "201.00" } }, found: { amounts: { TRY: "190.50" } } } },
    });
    const { step } = follow(planned, ...absent, initiated, showsItems("INIT", items([["90"], ["100.50"]])));
    expect(step).not.toHaveProperty("command.review.found");
  });

  test("is denied as a mismatch if no reading fits, and approved it has the ledger enter iyzico's amounts", () => {
    const shown = showsItems("INIT", items([["90"], ["100.50"]]));
    const { state } = foundBy(["90"], ["100.50"]);
    expect(endOf(state, shown, "deny")).toBe("action: payout-mismatch");
    const paid = showsItems("COMPLETED", items([["90"], ["100.50"]], "SUCCESS"));
    const { step } = follow(state, shown, "approve", shown, authorised, paid);
    expect("done" in step && step.done).toMatchObject({
      ledger: [
        { itemExternalId: "a", kind: "paid", amount: "90", source: "iyzico" },
        { itemExternalId: "b", kind: "paid", amount: "100.50", source: "iyzico" },
      ],
      totals: { TRY: { paid: "190.50" } },
    });
  });

  test("whose amounts fit has the ledger enter the ordered amounts", () => {
    const shown = showsItems(
      "INIT",
      items([
        ["101.50", "1"],
        ["101.50", "1"],
      ]),
    );
    const paid = showsItems(
      "COMPLETED",
      items(
        [
          ["101.50", "1"],
          ["101.50", "1"],
        ],
        "SUCCESS",
      ),
    );
    const { step } = follow(foundBy(["101.50", "1"], ["101.50", "1"]).state, shown, "approve", shown, authorised, paid);
    expect(step).toMatchObject({ done: { totals: { TRY: { paid: "201.00", commission: "2" } } } });
    expect("done" in step && step.done.ledger[0]).toMatchObject({ amount: "100.50", source: "ordered" });
  });

  test("keeps the amounts that were approved, although iyzico shows others after auth", () => {
    const shown = showsItems("INIT", items([["100.50"], ["100.50"]]));
    const { step } = follow(foundBy(["100.50"], ["100.50"]).state, shown, "approve", shown, authorised);
    const paid = showsItems("COMPLETED", items([["90"], ["100.50"]], "SUCCESS"));
    expect(follow(step.state, paid).step).toMatchObject({ done: { totals: { TRY: { paid: "201.00" } } } });
  });

  test("and was authorised by another program is a mismatch unless its amounts fit, and the ledger has iyzico's", () => {
    const link = (shown: TestInput) => take(take(planned, { type: "request-id", requestId: "r-1" }).state, shown);
    const paid = showsItems("COMPLETED", items([["90"], ["100.50"]], "SUCCESS"));
    const mismatch = link(paid);
    expect(mismatch).toMatchObject({
      actionRequired: {
        reason: "payout-mismatch",
        report: { ledger: [{ amount: "90", source: "iyzico" }, { amount: "100.50" }] },
      },
    });
    // Running pay again changes nothing.
    expect(endOf(mismatch.state, paid)).toBe("action: payout-mismatch");
    expect(link(showsItems("COMPLETED", items([["100.50"], ["100.50"]], "SUCCESS")))).toMatchObject({
      done: { paid: "all", totals: { TRY: { paid: "201.00" } } },
    });
    // A rejected item moves no money, and need not have an amount.
    const [item] = items([["100.50"]], "SUCCESS");
    const rejected = { itemExternalId: "b", itemStatus: "INVALID", massPayoutRequestId: "r-1" };
    expect(link(showsItems("COMPLETED", [item as PolledItem, rejected]))).toMatchObject({
      done: { paid: "some", totals: { TRY: { paid: "100.50" } } },
    });
    // Cancelled items move no money, whatever their amounts are.
    const cancelled = showsItems("CANCELED", items([["90"], ["100.50"]], "MASS_PAYOUT_CANCELED"));
    expect(link(cancelled)).toMatchObject({ done: { paid: "none", ledger: [] } });
  });
});
