import { describe, expect, test } from "vitest";
import { type ReadSheetOptions, readSheet, type SheetReading } from "../../src/sheets.ts";
import { encodeUtf8, encodeUtf16, encodeWindows1254 } from "../support/spreadsheets.ts";

const ibans = ["TR809999900000000000000001", "TR539999900000000000000002", "TR269999900000000000000003"] as const;
const rows = [
  ["Ad Soyad", "IBAN", "Tutar", "Açıklama"],
  ["Alıcı Şğıö", "TR80 9999 9000 0000 0000 0000 01", "42.150,75", "Kasım maaşı"],
  ["Çalışan İki", ibans[1], "100", "Kasım maaşı"],
];

function csvOf(cells: readonly (readonly string[])[] = rows, delimiter = ";", lineBreak = "\r\n"): string {
  return cells.map((row) => `${row.join(delimiter)}${lineBreak}`).join("");
}

const plan = {
  key: "maas",
  items: [
    {
      recipientType: "IBAN",
      recipientInfo: ibans[0],
      recipientName: "Alıcı Şğıö",
      amount: { value: "42150.75", currency: "TRY" },
      description: "Kasım maaşı",
    },
    {
      recipientType: "IBAN",
      recipientInfo: ibans[1],
      recipientName: "Çalışan İki",
      amount: { value: "100", currency: "TRY" },
      description: "Kasım maaşı",
    },
  ],
};

function read(content: string | Uint8Array, options: Partial<ReadSheetOptions> = {}): Promise<SheetReading> {
  const bytes = typeof content === "string" ? encodeUtf8(content) : content;
  return readSheet(bytes, { key: "maas", ...options });
}

/** The faults of a file, as places and codes. */
async function faultsIn(content: string | Uint8Array, options: Partial<ReadSheetOptions> = {}): Promise<string[]> {
  const { plan: found, faults } = await read(content, options);
  expect(found).toBeUndefined();
  return faults.map(({ row, cell, code }) => [row, cell, code].filter((part) => part !== undefined).join(" "));
}

describe("a CSV file gives the same plan", () => {
  test.each([
    ["with semicolons", csvOf()],
    [
      "with commas",
      csvOf(
        rows.map((row) => row.map((cell) => (cell.includes(",") ? `"${cell}"` : cell))),
        ",",
      ),
    ],
    ["with tabs", csvOf(rows, "\t")],
    ["with line feeds", csvOf(rows, ";", "\n")],
    ["with carriage returns", csvOf(rows, ";", "\r")],
    ["without a line break at its end", csvOf().trimEnd()],
    ["with a byte order mark", `\ufeff${csvOf()}`],
    ["with Excel's line that names the separator", `sep=;\r\n${csvOf()}`],
    [
      "with that line behind a mark, in quotation marks",
      `\ufeff"sep=,"\n${csvOf(
        rows.map((row) => row.map((cell) => `"${cell}"`)),
        ",",
      )}`,
    ],
    ["with separators behind the last column", csvOf(rows.map((row) => [...row, "", ""]))],
    ["with blank rows", csvOf([...rows.slice(0, 2), [], ["", " ", "", ""], ...rows.slice(2), []])],
    ["with a title above the headings", csvOf([["Kasım 2026 maaş listesi"], [], ...rows])],
    ["with every cell in quotation marks", csvOf(rows.map((row) => row.map((cell) => `"${cell}"`)))],
    ["in windows-1254", encodeWindows1254(csvOf())],
    ["in UTF-16, little-endian, with a mark", encodeUtf16(`\ufeff${csvOf(rows, "\t")}`, false)],
    ["in UTF-16, big-endian, with a mark", encodeUtf16(`\ufeff${csvOf(rows, "\t")}`, true)],
    ["in UTF-16, little-endian, without a mark", encodeUtf16(csvOf(), false)],
    ["in UTF-16, big-endian, without a mark", encodeUtf16(csvOf(), true)],
  ])("%s", async (_, content) => {
    expect(await read(content)).toMatchObject({ plan, faults: [], ignoredColumns: [] });
  });
});

test("line breaks and blanks in a name become one blank, and a row keeps the number of its record", async () => {
  const content = csvOf([
    rows[0] as string[],
    ['"Alıcı\r\n  ""Bir""\u00a0Şğıö"', ibans[0], "1", '"Kasım\n2026"'],
    ["B", ibans[1], "x", "y"],
  ]);
  expect(await faultsIn(content)).toEqual(["3 C3 unit-in-amount"]);
  const { plan: found } = await read(content.replace(";x;", ";2;"));
  expect(found?.items[0]).toMatchObject({ recipientName: 'Alıcı "Bir" Şğıö', description: "Kasım 2026" });
});

describe("an amount whose comma may have divided it into two cells", () => {
  const file = (amount: string, next: string, delimiter = ",") =>
    csvOf(
      [
        ["Ad Soyad", "IBAN", "Tutar", "Gün", "Açıklama"],
        ["Alıcı", ibans[0], amount, next, "Maaş"],
      ],
      delimiter,
    );

  test("is refused", async () => {
    expect(await faultsIn(file("100", "50"))).toEqual(["2 C2 split-amount"]);
    expect(await faultsIn(file("42.150", " 50 "), { decimal: "comma" })).toEqual(["2 C2 split-amount"]);
    const { faults } = await read(file("100", "50"), { locale: "tr" });
    expect(faults[0]?.message).toContain("sonraki hücreye");
  });

  test.each([
    ["100.00", "50", ","],
    ['"100,00"', "50", ","],
    ["100", "5", ","],
    ["100", "150", ","],
    ["100", "", ","],
    ["100", "50", ";"],
    ["100", "50", "\t"],
  ])("and others are read: %s and %s", async (amount, next, delimiter) => {
    const { plan: found } = await read(file(amount, next, delimiter));
    expect(found?.items[0]?.amount.value).toBe("100");
  });

  test("and one at the end of a row has a cell without a heading behind it", async () => {
    const content = csvOf(
      [
        ["Ad Soyad", "IBAN", "Açıklama", "Tutar"],
        ["Alıcı", ibans[0], "Maaş", "100", "50"],
      ],
      ",",
    );
    expect(await faultsIn(content)).toEqual(["2 E2 cell-without-heading"]);
  });
});

test("titles and Excel's separator line do not change which rows the plan's items are from", async () => {
  expect((await read(`sep=;\r\n${csvOf([["Liste"], [], ...rows])}`)).rows).toEqual([4, 5]);
});

describe("a file that is no CSV is refused by its name", () => {
  test.each([
    ["an old .xls", Buffer.from("d0cf11e0a1b11ae1", "hex")],
    ["PDF", Buffer.from("%PDF-1.7\n")],
    ["HTML", Buffer.from('\ufeff <html xmlns:x="urn:schemas-microsoft-com:office:excel"><table>')],
    ["HTML", Buffer.from("<!DOCTYPE html>")],
    ["XML", Buffer.from('<?xml version="1.0"?><Workbook>')],
    ["archive", Buffer.from("1f8b0800", "hex")],
    ["archive", Buffer.from("504b05060000", "hex")],
    ["binary", Buffer.from("89504e470d0a", "hex")],
  ])("%s", async (name, bytes) => {
    const { faults } = await read(bytes);
    expect(faults).toMatchObject([{ code: "unsupported-file" }]);
    expect(faults[0]?.message).toContain(name);
  });
});

describe("text that cannot be decoded for certain is refused, and never replaced", () => {
  const line = csvOf();
  test.each([
    ["2 is neither", Buffer.concat([Buffer.from(line.slice(0, 40)), Buffer.from([0xff]), Buffer.from(line.slice(40))])],
    // UTF-8 whose last letter is cut, and windows-1254 beside UTF-8.
    [
      "2 is neither",
      Buffer.concat([
        Buffer.from(line.split("Alıcı")[0] as string),
        Buffer.from("Al\xc4", "latin1"),
        Buffer.from("c;x;1;y\n"),
      ]),
    ],
    ["1 is neither", Buffer.concat([Buffer.from("Açıklama;"), encodeWindows1254("Şube\n")])],
    // DOS code page 857.
    ["1 is neither", Buffer.from("Ad Soyad;A\x87\x8dklama\n", "latin1")],
    // Cyrillic in windows-1251.
    ["1 is neither", Buffer.from("c8e2e0ed3b0a", "hex")],
    ["1 is neither", encodeUtf16("\ufeffAd\ud800;", false)],
    ["1 is neither", Buffer.from("fffe41", "hex")],
  ])("line %s", async (message, bytes) => {
    const { faults } = await read(bytes);
    expect(faults).toMatchObject([{ code: "undecodable" }]);
    expect(faults[0]?.message).toContain(message);
  });

  test.each([
    ["a zero", `${csvOf()}\0`, "line 4"],
    ["a bell", csvOf().replace("Çalışan", "Ça\u0007ışan"), "line 3"],
    ["Latin-1 read as Unicode", csvOf().replace("Çalışan", "\u0087alışan"), "line 3"],
    ["UTF-32", Buffer.from(Uint32Array.from([0xfeff, 65, 66]).buffer), "line 1"],
  ])("as is text with %s", async (_, content, place) => {
    const { faults } = await read(content);
    expect(faults).toMatchObject([{ code: "control-characters" }]);
    expect(faults[0]?.message).toContain(place);
  });

  test("as is one whose bytes are text in UTF-8 and in windows-1254, with different letters", async () => {
    const content = csvOf([
      ["Ad Soyad", "IBAN", "Tutar", "Description"],
      ["ODTÜ’DEN ALI", ibans[0], "1", "x"],
    ]);
    const { faults } = await read(encodeWindows1254(content));
    expect(faults).toMatchObject([{ code: "ambiguous-encoding" }]);
    expect(faults[0]?.message).toContain("line 2 has other letters");
    const turkish = await read(encodeWindows1254(content), { locale: "tr" });
    expect(turkish.faults[0]?.message).toContain("2. satırda");
    // A mark decides it, as does a letter that is in one of them alone.
    for (const name of ["\u0712DEN ALI", "Ēriks"]) {
      const marked = await read(`\ufeff${content.replace("ODTÜ’DEN ALI", name)}`);
      expect(marked.plan?.items[0]?.recipientName).toBe(name);
    }
    expect((await read(content.replace("ODTÜ’DEN ALI", "Ēriks Ö"))).plan?.items[0]?.recipientName).toBe("Ēriks Ö");
    expect((await read(content.replace("ODTÜ’DEN ALI", "A\u00a0B"))).plan?.items[0]?.recipientName).toBe("A B");
  });

  test("and a cell with the character that stands for broken text is found", async () => {
    expect(await faultsIn(csvOf().replace("Alıcı", "Al\ufffdcı"))).toEqual(["2 A2 unsafe-text"]);
  });
});

describe("a hostile CSV file is refused with a clear fault", () => {
  test.each([
    ["a quotation mark that is not closed", `${csvOf()}"Alıcı;${ibans[2]};1;x\n`, "4 unclosed-quote"],
    ["a quotation mark inside a cell", `${csvOf()}Alıcı "Üç";${ibans[2]};1;x\n`, "4 misplaced-quote"],
    ["text behind a quotation mark", `${csvOf()}"Alıcı" Üç;${ibans[2]};1;x\n`, "4 misplaced-quote"],
    ["a line of 200,000 characters", `${csvOf()}${"x".repeat(200_000)}\n`, "4 cell-too-long"],
    ["a line of 200,000 separators", `${csvOf()}${";".repeat(200_000)}\n`, "4 cell-too-long"],
    ["a cell of many lines", `${csvOf()}"${"x\n".repeat(100_000)}"`, "4 cell-too-long"],
    ["a row of 2,000 separators", `${csvOf()}${";".repeat(2_000)}\n`, "4 too-many-columns"],
    [
      "a row with 101 columns",
      csvOf([rows[0] as string[], [...(rows[1] as string[]), ...Array(97).fill("x")]]),
      "2 too-many-columns",
    ],
    ["100,001 rows", `${csvOf()}${"\n".repeat(100_000)}x`, "too-many-rows"],
    ["more than 20 MB", `${csvOf()}${" \n".repeat(11 * 2 ** 20)}`, "file-too-large"],
    ["nothing", "", "no-headings"],
    ["no headings", csvOf(rows.slice(1)), "no-headings"],
    ["headings alone", csvOf(rows.slice(0, 1)), "no-rows"],
  ])("for %s", async (_, content, fault) => {
    expect(await faultsIn(content)).toEqual([fault]);
  });

  test("and a worksheet of it cannot be named", async () => {
    expect(await faultsIn(csvOf(), { sheet: "Sayfa1" })).toEqual(["sheet-not-found"]);
  });
});
