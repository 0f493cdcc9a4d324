import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import { alignColumns, formatTable } from "../../src/terminal/table.ts";

const columns = [
  { heading: "Item", align: "left", minWidth: 6, keep: "end" },
  { heading: "Name", align: "left", minWidth: 6 },
  { heading: "Amount", align: "right" },
] as const;
const rows = [
  ["salaries-2026-11-1", "Alıcı Bir", "₺1.000,50"],
  ["salaries-2026-11-20", "Alıcı İki Çok Uzun Bir Ad Soyadı", "₺200,00"],
  ["salaries-2026-11-300", "受取人三", "₺30,25"],
  ["salaries-2026-11-4", "Alıcı 👩🏽 Dört", "₺1,00"],
];

describe("a table", () => {
  test("has whole cells without a width", () => {
    expect(formatTable(columns, rows)).toEqual([
      "Item                  Name                                 Amount",
      "salaries-2026-11-1    Alıcı Bir                         ₺1.000,50",
      "salaries-2026-11-20   Alıcı İki Çok Uzun Bir Ad Soyadı    ₺200,00",
      "salaries-2026-11-300  受取人三                             ₺30,25",
      "salaries-2026-11-4    Alıcı 👩🏽 Dört                         ₺1,00",
    ]);
  });

  test("fits a width by narrowing what may be narrowed, and never an amount", () => {
    const lines = formatTable(columns, rows, 40);
    for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(40);
    expect(lines[1]).toMatch(/^…\S*-11-1 +Alıcı.* ₺1\.000,50$/);
    expect(lines[2]).toMatch(/^…\S*-20 +Alıcı .*… +₺200,00$/);
    expect(new Set(lines.slice(1).map((line) => stringWidth(line))).size).toBe(1);
  });

  test("gets too wide in place of a cell without meaning", () => {
    expect(formatTable(columns, rows.slice(0, 1), 10)).toEqual([
      "Item    Name       Amount",
      "…-11-1  Alıcı…  ₺1.000,50",
    ]);
  });

  test("without rows has its headings", () => {
    expect(formatTable(columns, [])).toEqual(["Item  Name  Amount"]);
    expect(alignColumns(["left"], [])).toEqual([]);
  });

  test("keeps the colour of a cell that is not narrowed", () => {
    const red = "\u001b[31mred\u001b[39m";
    expect(alignColumns([{ align: "left", minWidth: 4 }, "left"], [["a long text", red]], 10)).toEqual([
      `a lo…  ${red}`,
    ]);
  });
});
