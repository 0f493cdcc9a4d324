import { expect, test } from "vitest";
import { lastPollLeadMs, pollPauseMs } from "../../src/payouts/poll-schedule.ts";

test("pauses between polls grow by half each time, up to a minute", () => {
  const pauses = Array.from({ length: 9 }, (_, polls) => pollPauseMs(polls, 5_000));
  expect(pauses).toEqual([5_000, 7_500, 11_250, 16_875, 25_313, 37_969, 56_953, 60_000, 60_000]);
  expect(pollPauseMs(10_000, 5_000)).toBe(60_000);
  expect([0, 8, 20, 10_000].map((polls) => pollPauseMs(polls, 5_000, 14_400_000))).toEqual([
    5_000, 128_145, 14_400_000, 14_400_000,
  ]);
});

test("pauses between polls are never shorter than the first one, and stay at one that is longer than a minute", () => {
  expect(pollPauseMs(0, 10)).toBe(10);
  expect([0, 1, 50].map((polls) => pollPauseMs(polls, 90_000))).toEqual([90_000, 90_000, 90_000]);
});

test("the last poll has twice the time that the one before took, at least a second, and at most a tenth of the wait", () => {
  expect([0, 500, 501, 30_000, 40_000].map((durationMs) => lastPollLeadMs(durationMs, 600_000))).toEqual([
    1_000, 1_000, 1_002, 60_000, 60_000,
  ]);
  expect(lastPollLeadMs(0, 5_000)).toBe(500);
});
