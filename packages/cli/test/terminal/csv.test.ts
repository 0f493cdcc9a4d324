import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { formatCsvRow, protectCell } from "../../src/terminal/csv.ts";

const formulas = [
  "=1+1",
  "\u200b=1+1",
  "\u061c@SUM(A1)",
  "\t=1",
  "x;=HYPERLINK(1)",
  'x; \u00a0=HYPERLINK("http://example.com";"y");z',
  "x,+1,y",
  "x\t@y",
  'x;"=1+1"',
  "a\r\n=2+2",
  "x,;-1",
  "x;\uff1d1",
];

describe("no cell is a formula, whatever list separator the program has that opens the file", () => {
  test.each(formulas)("%j", (text) => {
    for (const written of ["tr", "en"] as const) {
      const row = formatCsvRow([protectCell(text), "100"], written);
      for (const delimiter of [",", ";", "\t"]) {
        const cells = parse(row, { delimiter, relax_quotes: true, relax_column_count: true }).flat();
        expect(cells.filter((cell) => /^[\s"\p{Cf}]*[=+\-@\uff1d]/u.test(cell))).toEqual([]);
      }
    }
  });
});

test.each(["Alıcı Şğıö", "Kasım; Aralık, Ocak", "a=b, c-d", "x@example.com", ""])(
  "a usual text stays as it is: %j",
  (text) => expect(protectCell(text)).toBe(text),
);

test("a text of 100,000 separators and blanks takes no time that counts", () => {
  const text = ";, \t".repeat(25_000);
  expect(protectCell(text)).toBe(text);
  expect(protectCell(`x${" ".repeat(100_000)}=`)).toHaveLength(100_002);
});
