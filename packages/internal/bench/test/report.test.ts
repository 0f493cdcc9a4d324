import { expect, test } from "vitest";
import { formatTables, replaceMeasured } from "../src/report/markdown.ts";

test("a table has a median with its quartiles, a count as it is, and a dash for what was not measured", () => {
  const columns = [
    { heading: "CPU (µs)", digits: 1 },
    { heading: "modules", digits: 0 },
  ];
  const rows = [
    { name: "a", isOurs: false, figures: { "CPU (µs)": { median: 1234.56, lower: 1, upper: 2000 }, modules: 12 } },
    { name: "b", isOurs: true, figures: {} },
  ];
  expect(formatTables([{ title: "Import", note: "A note.", columns, rows }])).toBe(
    [
      "### Import",
      "",
      "A note.",
      "",
      "|       |              CPU (µs) | modules |",
      "| ----- | --------------------: | ------: |",
      "| a     | 1,234.6 (1.0–2,000.0) |      12 |",
      "| **b** |                     – |       – |",
    ].join("\n"),
  );
});

test("only what is between the markers of a page is replaced", () => {
  const begin = "<!-- begin: `pnpm bench --write-docs` writes what follows -->";
  const page = `# Benchmarks\n\n${begin}\n\nold\n\n<!-- end -->\n\nWhy.\n`;
  const replaced = replaceMeasured(page, "new");
  expect(replaced).toBe(`# Benchmarks\n\n${begin}\n\nnew\n\n<!-- end -->\n\nWhy.\n`);
  expect(replaceMeasured(replaced, "new")).toBe(replaced);
  expect(() => replaceMeasured("# Benchmarks\n", "new")).toThrow("The page must have the lines");
});
