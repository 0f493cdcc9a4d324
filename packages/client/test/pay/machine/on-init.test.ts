import { describe, expect, test } from "vitest";
import { defaultSettings } from "../../../src/pay/machine/step.ts";
import {
  absent,
  beginning,
  byExternalId,
  endOf,
  follow,
  notFound,
  planned,
  pollFailed,
  summaryOf,
  take,
  untouched,
} from "../../support/payment-steps.ts";

describe("a payment that has sent nothing", () => {
  test("takes the payout for absent only when two polls, some seconds apart, agree on it", () => {
    expect(follow(planned, ...absent).summaries).toEqual([`${byExternalId} 0`, `${byExternalId} 5000`, "init"]);
    expect(endOf(planned, notFound, untouched)).toBe("action: external-id-taken");
    // However often polls are made, at least 3 s lie between the two.
    const settings = { ...defaultSettings, pollEveryMs: 10 };
    expect(take(planned, notFound, beginning, settings)).toMatchObject({ command: { afterMs: 3_000 } });
  });

  test("takes two polls at once for one: a restart is not a pause", () => {
    const { step } = follow(planned, notFound);
    expect(endOf(step.state, notFound)).toMatch(/^poll/);
    expect(follow(step.state, ...absent).summaries.at(-1)).toBe("init");
  });

  test("counts the pause of a job engine between two polls", () => {
    const { state } = take(follow(planned, notFound).step.state, { type: "resumed", pausedMs: 3_000 });
    expect(summaryOf(take(state, notFound))).toBe("init");
    const early = take(follow(planned, notFound).step.state, { type: "resumed", pausedMs: 2_999 });
    expect(summaryOf(take(early.state, notFound))).toMatch(/^poll/);
  });

  test("does not take a poll that failed for a poll that showed no payout", () => {
    expect(endOf(planned, notFound, pollFailed, pollFailed)).toMatch(/^poll/);
    expect(endOf(planned, pollFailed, notFound)).toMatch(/^poll/);
  });
});
