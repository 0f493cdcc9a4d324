import { describe, expect, test } from "vitest";
import { reportOf } from "../../../src/pay/machine/report.ts";
import { defaultSettings } from "../../../src/pay/machine/step.ts";
import {
  authorised,
  endOf,
  follow,
  planned,
  pollOn,
  shows,
  summaryOf,
  untilAuth,
  untouched,
} from "../../support/payment-steps.ts";

describe("an authorised payout requires an action", () => {
  const begun = [...untilAuth, authorised] as const;

  test("when iyzico took the auth and the payout still shows as not authorised", () => {
    expect(summaryOf(pollOn(follow(planned, ...begun).step, untouched).step)).toBe("action: stuck");
  });

  test("when the balance does not cover the payout and items stay queued", () => {
    const shown = shows("INSUFFICIENT_BALANCE", "QUEUED", "INIT");
    expect(summaryOf(pollOn(follow(planned, ...begun).step, shown).step)).toBe("action: insufficient-balance");
  });

  test("for failed refunds and unknown statuses, once no other item is in progress", () => {
    const { summaries, step } = follow(planned, ...begun, shows("PUBLISHED_TO_QUEUE", "DEPOSIT_FAIL", "PROCESSING"));
    expect(summaries.at(-1)).toMatch(/^poll/);
    // The report has it already.
    expect(reportOf(step.state).itemsRequiringAction).toEqual(["a"]);
    for (const [itemStatus, action] of [
      ["SUCCESS", "action: refund-failed"],
      ["BLOCKED", "action: unknown-status"],
    ] as const) {
      const shown = shows("PUBLISHED_TO_QUEUE", "DEPOSIT_FAIL", itemStatus);
      const over = pollOn(follow(planned, ...begun).step, shown);
      expect(summaryOf(over.step)).toBe(action);
      // Only once its ledger can be booked: a later call begins to count again.
      expect(over.waitedMs).toBeGreaterThanOrEqual(defaultSettings.notFoundGraceMs);
      expect(reportOf(over.step.state).ledger.every(({ isFinal }) => isFinal)).toBe(true);
      expect(endOf(over.step.state, shown)).toBe(action);
    }
  });

  test("when the balance ran out after some items were paid", () => {
    const { summaries } = follow(planned, ...begun, shows("INSUFFICIENT_BALANCE", "SUCCESS", "INIT"));
    expect(summaries.at(-1)).toBe("action: insufficient-balance");
  });
});
