import { expect, test } from "vitest";
import { readTime } from "../src/payouts/time.ts";

test("a time may be a Date or a number of milliseconds", () => {
  const time = Date.UTC(2026, 10, 26);
  expect(readTime("authorizeAt", time)).toBe(time);
  expect(readTime("authorizeAt", new Date(time))).toBe(time);
});

test.each([
  // In seconds, this would be in 1970: a payout that is to wait would be authorised at once.
  Date.UTC(2026, 10, 26) / 1_000,
  Date.UTC(10_000, 0),
  Number.NaN,
  new Date("tomorrow"),
  "2026-11-26",
  undefined,
])("%s is refused", (time) => {
  expect(() => readTime("authorizeAt", time)).toThrow(
    "authorizeAt must be a Date, or a time in milliseconds since 1970",
  );
});
