import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { BookRow } from "../../../src/views/report/books.ts";
import { formatCsv } from "../../../src/views/report/csv.ts";

function readBack(rows: readonly BookRow[], locale: "tr" | "en"): Record<string, string>[] {
  const delimiter = locale === "tr" ? ";" : ",";
  return parse(formatCsv(rows, locale), { columns: true, bom: true, delimiter, record_delimiter: "\r\n" });
}

describe("a text that a spreadsheet program would read as a formula gets an apostrophe", () => {
  test.each(["=1+1", "+90", "-1", "@SUM(A1)", "\t1", "\r1", "\n1", " =1", "\u200b=1", "＝1", "＋1", "－1", "＠1"])(
    "%j",
    (text) => {
      const [row] = readBack([{ description: text, item_external_id: text, approved_by: text }], "tr");
      expect(row).toMatchObject({ description: `'${text}`, item_external_id: `'${text}`, approved_by: `'${text}` });
    },
  );

  test("and no other text", () => {
    expect(readBack([{ description: "a=1", item_external_id: "0012" }], "en")[0]).toMatchObject({
      description: "a=1",
      item_external_id: "0012",
    });
  });
});

test("an amount is a number, also a negative one, with at least two decimals and without zeros after them", () => {
  const row = { debit: "-5", credit: "20.00000000", amount: "12345678901234567890.125", commission: "0.1" };
  expect(readBack([row], "tr")[0]).toMatchObject({
    debit: "-5,00",
    credit: "20,00",
    amount: "12345678901234567890,125",
    commission: "0,10",
  });
  expect(readBack([row], "en")[0]).toMatchObject({ debit: "-5.00", amount: "12345678901234567890.125" });
});

test("every text can be read back, with quotes, separators and line breaks", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.constantFrom("tr" as const, "en" as const), (description, locale) => {
      const [row] = readBack([{ description }], locale);
      expect([description, `'${description}`]).toContain(row?.["description"]);
    }),
  );
});
