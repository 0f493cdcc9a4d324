import { expect, test } from "vitest";
import { summarise } from "../src/measure/statistics.ts";

test("the median and the quartiles do not depend on the order of the measurements", () => {
  expect(summarise([5, 1, 4, 2, 3])).toEqual({ median: 3, lower: 2, upper: 4 });
});

test("between two measurements, a quantile lies on the line from one to the other", () => {
  expect(summarise([1, 2, 3, 4])).toEqual({ median: 2.5, lower: 1.75, upper: 3.25 });
});

test("one measurement is its own median and quartiles", () => {
  expect(summarise([7])).toEqual({ median: 7, lower: 7, upper: 7 });
});

test("one measurement far from the others does not move the median", () => {
  expect(summarise([1, 1, 1, 1, 1_000_000]).median).toBe(1);
});

test("no measurement, or one that is not finite, is refused", () => {
  expect(() => summarise([])).toThrow("At least one measurement is required.");
  expect(() => summarise([1, Number.NaN])).toThrow("Measurements must be finite numbers");
});
