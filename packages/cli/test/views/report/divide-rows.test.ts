import { expect, test } from "vitest";
import { divideRows } from "../../../src/views/report/divide-rows.ts";

test("a part has at most the given number of rows, and a group is in one part", () => {
  expect(divideRows([["a1", "a2"], ["b"], ["c1", "c2"], ["d1", "d2"]], 3)).toEqual([
    ["a1", "a2", "b"],
    ["c1", "c2"],
    ["d1", "d2"],
  ]);
});

test("without rows there is one part, which is empty", () => {
  expect(divideRows([], 2)).toEqual([[]]);
});
