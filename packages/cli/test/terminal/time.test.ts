import { expect, test } from "vitest";
import { formatTime } from "../../src/terminal/time.ts";

test("a time is printed in UTC and to the second", () => {
  expect(formatTime(Date.UTC(2026, 10, 26, 9, 30, 59, 999))).toBe("2026-11-26T09:30:59Z");
});
