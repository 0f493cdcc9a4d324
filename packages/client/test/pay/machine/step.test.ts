import { describe, expect, test } from "vitest";
import type { Payment } from "../../../src/pay/machine/payment.ts";
import { defaultSettings, type PaymentSettings, type Step } from "../../../src/pay/machine/step.ts";
import {
  authorised,
  beginning,
  follow,
  notFound,
  planned,
  pollFailed,
  shows,
  summaryOf,
  type TestInput,
  take,
  untilAuth,
} from "../../support/payment-steps.ts";

const hourMs = 3_600_000;
const settings: PaymentSettings = { ...defaultSettings, maxPollPauseMs: 4 * hourMs };
const moving = shows("PUBLISHED_TO_QUEUE", "QUEUED", "PROCESSING");

/** The last of many polls that show the same. */
function pollOften(start: Payment, input: TestInput, count: number, given: PaymentSettings): Step {
  let step = take(start, input, beginning, given);
  for (let polls = 1; polls < count; polls += 1) step = take(step.state, input, beginning, given);
  return step;
}

const underway = () => follow(planned, ...untilAuth, authorised).step.state;
/** A payment whose pauses have grown to hours. */
const grown = () => pollOften(underway(), moving, 40, settings).state;

describe("the pause between polls", () => {
  test("grows to a minute, or to maxPollPauseMs while iyzico pays", () => {
    expect(pollOften(underway(), moving, 40, defaultSettings).state.pauseMs).toBe(60_000);
    expect(pollOften(underway(), moving, 40, settings).state.pauseMs).toBe(4 * hourMs);
    expect(pollOften(underway(), moving, 40, { ...settings, maxPollPauseMs: 20_000 }).state.pauseMs).toBe(20_000);
    expect(pollOften(underway(), moving, 40, { ...settings, pollEveryMs: 90_000, maxPollPauseMs: 1 })).toMatchObject({
      command: { afterMs: 90_000 },
    });
  });

  test.each<[string, TestInput]>([
    ["shows an item as paid", shows("PUBLISHED_TO_QUEUE", "SUCCESS", "PROCESSING")],
    ["shows no payout", notFound],
    ["cannot read its answer", { ...pollFailed, failure: { ...pollFailed.failure, code: "unreadable_response" } }],
    ["shows an unknown status", shows("SOMETHING_NEW", "INIT", "INIT")],
    ["shows that the balance ran out", shows("INSUFFICIENT_BALANCE", "QUEUED", "QUEUED")],
  ])("is a minute again, and counts from then, when a poll %s", (_, input) => {
    let step = take(grown(), input, beginning, settings);
    let waitedMs = 0;
    let polls = 0;
    // Until an action is required, or the status is final and the pauses grow again.
    while ("command" in step && step.state.pauseMs < hourMs) {
      expect(step.state.pauseMs).toBeLessThanOrEqual(60_000);
      waitedMs += step.state.pauseMs;
      polls += 1;
      step = take(step.state, input, beginning, settings);
    }
    expect([waitedMs, polls]).toEqual([600_000, 10]);
    expect(summaryOf(step)).toMatch(/^action|14400000$/);
  });

  test("is a minute while a final status changes, and until the other one has stayed", () => {
    const paid = shows("PUBLISHED_TO_QUEUE", "SUCCESS", "PROCESSING");
    const confirmed = pollOften(grown(), paid, 12, settings).state;
    expect(confirmed.pauseMs).toBe(4 * hourMs);
    let step = take(confirmed, moving, beginning, settings);
    for (let polls = 0; polls < 10; polls += 1) {
      expect(summaryOf(step)).toBe("poll by requestId after 60000");
      step = take(step.state, moving, beginning, settings);
    }
    expect(summaryOf(step)).toBe("action: payout-mismatch");
  });

  test("of hours, also one in which a job ended, is followed by a poll of all pages", () => {
    const fromPageOf = (step: Step) => "command" in step && step.command.type === "poll" && step.command.fromPage;
    const partly = shows("PUBLISHED_TO_QUEUE", "QUEUED", "PROCESSING", { openPage: 7 });
    const short = take(underway(), partly);
    expect(fromPageOf(short)).toBe(7);
    expect(fromPageOf(take(short.state, { type: "resumed", pausedMs: 30_000 }))).toBe(7);
    expect(fromPageOf(take(short.state, { type: "resumed", pausedMs: 4 * hourMs }))).toBeUndefined();
    expect(fromPageOf(take({ ...grown(), openPage: 7 }, partly, beginning, settings))).toBeUndefined();
    // Its poll failed, and iyzico asks to wait.
    const busy = { ...pollFailed, minPauseMs: 4 * hourMs };
    expect(fromPageOf(take(short.state, busy))).toBeUndefined();
  });
});
