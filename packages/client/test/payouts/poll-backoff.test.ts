import { expect, test } from "vitest";
import { pollPauseMs } from "../../src/payouts/poll-backoff.ts";

test("pauses between polls grow by half each time, up to a minute", () => {
  const pauses = Array.from({ length: 9 }, (_, polls) => pollPauseMs(polls, 5_000));
  expect(pauses).toEqual([5_000, 7_500, 11_250, 16_875, 25_313, 37_969, 56_953, 60_000, 60_000]);
  expect(pollPauseMs(10_000, 5_000)).toBe(60_000);
});

test("pauses between polls are never shorter than the first one, and stay at one that is longer than a minute", () => {
  expect(pollPauseMs(0, 10)).toBe(10);
  expect([0, 1, 50].map((polls) => pollPauseMs(polls, 90_000))).toEqual([90_000, 90_000, 90_000]);
});
