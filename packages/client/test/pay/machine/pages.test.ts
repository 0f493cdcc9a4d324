import { describe, expect, test } from "vitest";
import type { PolledPayout } from "../../../src/pay/machine/input.ts";
import type { Step } from "../../../src/pay/machine/step.ts";
import {
  authorised,
  beginning,
  follow,
  planned,
  shows,
  summaryOf,
  type TestInput,
  take,
  untilAuth,
} from "../../support/payment-steps.ts";

const fromPageOf = (step: Step) =>
  "command" in step && step.command.type === "poll" ? step.command.fromPage : summaryOf(step);
const moving = (more: Partial<PolledPayout>) => shows("IN_PROGRESS", "SUCCESS", "QUEUED", more);
/** The payment after the first poll after auth, in which an item on page 7 was in progress. */
const underway = () => follow(planned, ...untilAuth, authorised, moving({ openPage: 7 })).step;

/** A poll of some pages, which showed item b alone. */
const partly = (itemStatus: string, openPage = 7): TestInput =>
  shows("IN_PROGRESS", undefined, itemStatus, { openPage, isPartial: true });

describe("the polls of a large payout", () => {
  test("read all pages before auth and in the first poll after it", () => {
    for (let steps = 1; steps <= untilAuth.length; steps += 1) {
      const { step } = follow(planned, ...untilAuth.slice(0, steps));
      if ("command" in step && step.command.type === "poll") expect(step.command.fromPage).toBeUndefined();
    }
    expect(fromPageOf(follow(planned, ...untilAuth, authorised).step)).toBeUndefined();
  });

  test("then begin at the page where an item was in progress", () => {
    expect(fromPageOf(underway())).toBe(7);
    expect(fromPageOf(take(underway().state, partly("PROCESSING", 9)))).toBe(9);
  });

  test("do so too while auth shows no effect yet", () => {
    const { step } = follow(planned, ...untilAuth, authorised, shows("INIT", "INIT", "INIT", { openPage: 0 }));
    expect(fromPageOf(step)).toBe(0);
  });

  test("read all pages before anything is concluded from some of them", () => {
    const over = take(underway().state, partly("SUCCESS"));
    expect(over).toMatchObject({ command: { type: "poll", afterMs: 0 } });
    expect(fromPageOf(over)).toBeUndefined();
    // Not even that items do not move on is reported.
    const late = take(underway().state, partly("QUEUED"), beginning + 400 * 86_400_000);
    expect(fromPageOf(late)).toBeUndefined();
  });

  test("read all pages at least every 10 minutes, by the pauses and by the clock", () => {
    let step = underway();
    let pausedMs = 0;
    while (fromPageOf(step) !== undefined) {
      pausedMs += step.state.pauseMs;
      step = take(step.state, partly("QUEUED"));
    }
    expect(pausedMs + step.state.pauseMs).toBeGreaterThan(480_000);
    expect(pausedMs + step.state.pauseMs).toBeLessThanOrEqual(600_000);
    expect(fromPageOf(take(underway().state, partly("QUEUED"), beginning + 599_000))).toBeUndefined();
    expect(fromPageOf(take(underway().state, partly("QUEUED"), beginning - 599_000))).toBeUndefined();
  });

  test("begin there also when another process, or the next job, takes the payment up soon", () => {
    const at = beginning + 60_000;
    expect(fromPageOf(take(underway().state, { type: "resumed", pausedMs: 30_000 }, at))).toBe(7);
    const later = take(underway().state, { type: "resumed" }, beginning + 86_400_000);
    expect(fromPageOf(take(later.state, partly("QUEUED"), beginning + 86_400_000))).toBeUndefined();
  });

  test("take no item for paid back or failed from some pages, because another row of it may be on the others", () => {
    for (const itemStatus of ["FAILED", "DEPOSIT_SUCCESS", "DEPOSIT_FAIL", "SOMETHING_NEW"]) {
      expect(take(underway().state, partly(itemStatus)).state.items[1]).toMatchObject({ itemStatus: "QUEUED" });
    }
    expect(take(underway().state, partly("SUCCESS")).state.items[1]).toMatchObject({ itemStatus: "SUCCESS" });
    const overlapped = shows("IN_PROGRESS", "SUCCESS", "DEPOSIT_SUCCESS", { isIncomplete: true });
    expect(take(underway().state, overlapped).state.items[1]).toMatchObject({ itemStatus: "QUEUED" });
  });

  test("confirm a status by whole polls, over the time of the polls of some pages between them", () => {
    let step = take(underway().state, moving({ openPage: 7 }));
    for (let polls = 0; polls < 9; polls += 1) step = take(step.state, partly("QUEUED"));
    expect(step.state.items[0]).not.toHaveProperty("finalStatuses");
    for (let polls = 0; polls < 12; polls += 1) step = take(step.state, moving({}));
    expect(step.state.items[0]).toMatchObject({ finalStatuses: [{ status: "SUCCESS" }] });
  });

  test("keep what they knew of items on pages that were not read, and book nothing from some pages", () => {
    let step = underway();
    for (let polls = 0; polls < 9; polls += 1) step = take(step.state, partly("PROCESSING"));
    const [a, b] = step.state.items;
    expect(a).toMatchObject({ itemStatus: "SUCCESS" });
    expect(b).toMatchObject({ itemStatus: "PROCESSING" });
    expect(a).not.toHaveProperty("finalStatuses");
  });
});
