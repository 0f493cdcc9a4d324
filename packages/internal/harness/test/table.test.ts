import { expect, test } from "vitest";
import { formatTable } from "../src/table.ts";

test("names and versions are left-aligned, numbers right, and no line ends in blanks", () => {
  const rows = [
    ["a-long-name", "1.0.0", "7"],
    ["b", "20.20.2", "1,000"],
  ];
  expect(formatTable(["name", "version", "passed"], rows)).toBe(
    ["name         version  passed", "a-long-name  1.0.0         7", "b            20.20.2   1,000"].join("\n"),
  );
  expect(formatTable(["name", "version"], [["a", ""]])).toBe("name  version\na");
});
