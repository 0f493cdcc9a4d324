import { expect, test } from "vitest";
import { formatDuration, formatTime } from "../../src/terminal/time.ts";

test("a time is printed in UTC and to the second", () => {
  expect(formatTime(Date.UTC(2026, 10, 26, 9, 30, 59, 999))).toBe("2026-11-26T09:30:59Z");
});

test("a duration has hours only once there is one", () => {
  expect([0, 999, 65_000, 3_600_000, 7_265_000].map(formatDuration)).toEqual([
    "0:00",
    "0:00",
    "1:05",
    "1:00:00",
    "2:01:05",
  ]);
});
