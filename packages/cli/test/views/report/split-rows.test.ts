import { expect, test } from "vitest";
import { splitRows } from "../../../src/views/report/split-rows.ts";

test("a part has at most the given number of rows, and a group is in one part", () => {
  expect(splitRows([["a1", "a2"], ["b"], ["c1", "c2"], ["d1", "d2"]], 3)).toEqual([
    ["a1", "a2", "b"],
    ["c1", "c2"],
    ["d1", "d2"],
  ]);
});

test("without rows there is one part, which is empty", () => {
  expect(splitRows([], 2)).toEqual([[]]);
});
