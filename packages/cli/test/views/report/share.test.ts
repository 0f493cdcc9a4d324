import { expect, test } from "vitest";
import { shareOf } from "../../../src/views/report/share.ts";

test.each([
  ["1", "3", 333.333, "33.3%"],
  ["3", "3.00", 1000, "100.0%"],
  ["0.01", "123456789012345678.90", 0, "<0.1%"],
])("%s of %s is a share for a picture", (part, whole, width, percent) => {
  expect(shareOf(part, whole, "en")).toEqual({ width, percent });
});

test("a share is written as its language has it", () => {
  expect(shareOf("1", "4", "tr").percent).toBe("%25,0");
});
