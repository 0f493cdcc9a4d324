import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { type ReadSheetOptions, readSheet } from "../../src/sheets.ts";
import { encodeUtf16, type HandmadeSheet, rowXml, writeXlsx, zipXlsx } from "../support/spreadsheets.ts";

const headings = ["Ad Soyad", "IBAN", "Tutar", "Açıklama"];
const iban = "TR809999900000000000000001";
const head = rowXml(1, headings);

/** A sheet whose row 2 has one recipient. */
function sheetWith(amount: string, others: Partial<HandmadeSheet> = {}): HandmadeSheet {
  return { rows: head + rowXml(2, ["Alıcı", iban, amount, "Kasım"]), ...others };
}

/** The faults of a file, as places and codes. */
async function faultsIn(bytes: Uint8Array, options: Partial<ReadSheetOptions> = {}): Promise<string[]> {
  const { plan, faults } = await readSheet(bytes, { key: "maas", ...options });
  expect(plan === undefined).toBe(faults.length > 0);
  return faults.map(({ row, cell, code }) => [row, cell, code].filter((part) => part !== undefined).join(" "));
}

async function amountOf(bytes: Uint8Array, options: Partial<ReadSheetOptions> = {}): Promise<string | undefined> {
  const { plan, faults } = await readSheet(bytes, { key: "maas", ...options });
  return plan === undefined ? faults.map(({ code }) => code).join() : plan.items[0]?.amount.value;
}

test("a file of a library is read, with texts, numbers and blank rows", async () => {
  const bytes = await writeXlsx([
    ["Kasım maaşları"],
    headings,
    ["Alıcı Şğıö", "TR80 9999 9000 0000 0000 0000 01", 42150.75, "Kasım"],
    [],
    ["Çalışan", "TR539999900000000000000002", { value: "1.234,50", type: String }, "Kasım"],
  ]);
  const { plan, rows } = await readSheet(bytes, { key: "maas" });
  expect(rows).toEqual([3, 5]);
  expect(plan?.items).toEqual([
    {
      recipientType: "IBAN",
      recipientInfo: iban,
      recipientName: "Alıcı Şğıö",
      amount: { value: "42150.75", currency: "TRY" },
      description: "Kasım",
    },
    {
      recipientType: "IBAN",
      recipientInfo: "TR539999900000000000000002",
      recipientName: "Çalışan",
      amount: { value: "1234.50", currency: "TRY" },
      description: "Kasım",
    },
  ]);
});

describe("a number cell is read as it is shown", () => {
  const formats = [
    "#,##0.00",
    '#,##0.00 "₺"',
    "[$₺-41F]#,##0.00",
    '_-* #,##0.00\\ "TL"_-;-* #,##0.00\\ "TL"_-',
    "[Red]0.0#",
    "General",
    "@",
    "$#,##0.00",
  ];
  test.each(formats.map((code, index) => [code, index + 1] as const))("%s", async (code, style) => {
    const bytes = zipXlsx([sheetWith(`<c s="${style}"><v>42150.749999999996</v></c>`)], { formats });
    expect(await amountOf(bytes, code.startsWith("$") ? { currency: "USD" } : {})).toBe("42150.75");
  });

  test.each([
    ["shown-differently", "0"],
    ["shown-differently", "#,##0"],
    ["shown-differently", "0%"],
    ["shown-differently", "0.00E+00"],
    ["shown-differently", "# ?/?"],
    ["shown-differently", "#,##0.00,"],
    ["shown-differently", '0.00 "kuruş"'],
    ["shown-differently", '0.00 "₺" "$"'],
    ["shown-differently", "[>100]0.00"],
    ["shown-differently", ";;;"],
    ["date", "dd.mm.yyyy"],
    ["date", "[$-41F]d mmmm yyyy"],
    ["date", "[h]:mm"],
    ["currency-mismatch", '0.00 "USD"'],
  ])("or refused: %s, %s", async (code, format) => {
    const bytes = zipXlsx([sheetWith('<c s="1"><v>42150.75</v></c>')], { formats: [format] });
    expect(await amountOf(bytes, { currency: "TRY" })).toBe(code);
  });

  test("and built-in formats need not be in the file", async () => {
    const styles = (id: number) => ({
      "xl/styles.xml": strToU8(`<styleSheet><cellXfs><xf/><xf numFmtId="${id}"/></cellXfs></styleSheet>`),
    });
    const bytes = (id: number) => zipXlsx([sheetWith('<c s="1"><v>12.5</v></c>')], { others: styles(id) });
    expect(await amountOf(bytes(4))).toBe("12.50");
    expect(await amountOf(bytes(10))).toBe("shown-differently");
    expect(await amountOf(bytes(14))).toBe("date");
    expect(await amountOf(zipXlsx([sheetWith('<c s="7"><v>12.5</v></c>')]))).toBe("12.50");
  });
});

describe("a number that lost digits or leading zeros is refused with its cell", () => {
  const withColumns = (columns: readonly string[], cells: readonly string[]) =>
    zipXlsx([{ rows: rowXml(1, columns) + rowXml(7, cells) }]);
  test.each([
    ["an IBAN", "IBAN", "<c><v>3.3000610051978645E+23</v></c>"],
    ["a phone number", "Telefon", "<c><v>5555555555</v></c>"],
    ["a phone number with an exponent", "Telefon", "<c><v>9.05555E+11</v></c>"],
    ["a member id", "Üye No", "<c><v>42</v></c>"],
    ["an identity number", "TCKN", "<c><v>1234567890</v></c>"],
    ["a phone number with an exponent in a text", "Telefon", "9,05555E+11"],
  ])("%s", async (_, column, cell) => {
    const bytes = withColumns(["Ad Soyad", column, "Tutar", "Açıklama"], ["Alıcı", cell, "<c><v>1</v></c>", "x"]);
    expect(await faultsIn(bytes)).toEqual(["7 B7 lost-digits"]);
  });

  test("but an identity number of 11 digits has lost nothing", async () => {
    const bytes = withColumns(
      ["Ad Soyad", "TCKN", "Tutar", "Açıklama"],
      ["", "<c><v>10000000146</v></c>", "<c><v>1</v></c>", "x"],
    );
    expect((await readSheet(bytes, { key: "k" })).plan?.items[0]).toMatchObject({
      recipientType: "IDENTITY_NUMBER",
      recipientInfo: "10000000146",
    });
  });

  test("and neither has a whole number as an id or a description, unless its format shows another one", async () => {
    const columns = ["Ödeme No", "Ad Soyad", "IBAN", "Tutar", "Açıklama"];
    const cells = ["<c><v>17</v></c>", "Alıcı", iban, "<c><v>1</v></c>", "<c><v>2026</v></c>"];
    const { plan } = await readSheet(withColumns(columns, cells), { key: "k" });
    expect(plan?.items[0]).toMatchObject({ itemExternalId: "17", description: "2026" });
    const bytes = zipXlsx(
      [
        {
          rows: rowXml(1, columns) + rowXml(2, ['<c s="1"><v>17</v></c>', ...cells.slice(1, 4), "<c><v>20.5</v></c>"]),
        },
      ],
      {
        formats: ["0000"],
      },
    );
    expect(await faultsIn(bytes)).toEqual(["2 A2 lost-digits", "2 E2 lost-digits"]);
  });
});

describe("formulas and other cells", () => {
  test("the stored value of a formula is read", async () => {
    const rows =
      head + rowXml(2, ['<c t="str"><f>A1</f><v>Al_x0131_c_x0131_</v></c>', iban, "<c><f>1+1</f><v>2</v></c>", "x"]);
    const { plan } = await readSheet(zipXlsx([{ rows }]), { key: "k" });
    expect(plan?.items[0]).toMatchObject({ recipientName: "Alıcı", amount: { value: "2" } });
  });

  test.each([
    ["formula-without-value", "<c><f>1+1</f></c>"],
    ["formula-without-value", "<c><f>1+1</f><v></v></c>"],
    ["formula-without-value", '<c t="str"><f>A1</f></c>'],
    ["missing", '<c t="str"><f>A1</f><v></v></c>'],
    ["error-value", '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>'],
    ["boolean", '<c t="b"><v>1</v></c>'],
    ["date", '<c t="d"><v>2026-11-26</v></c>'],
  ])("%s: %s", async (code, cell) => expect(await faultsIn(zipXlsx([sheetWith(cell)]))).toEqual([`2 C2 ${code}`]));

  test("a cell without a value, a column or a row number is read where it stands", async () => {
    const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
    const row = (cells: readonly string[]) => `<row>${cells.join("")}</row>`;
    const rows =
      row(headings.map(cell)) + row(["<c/>"]) + row([cell("Alıcı"), cell(iban), '<c s="0"><v>5</v></c>', cell("x")]);
    const reading = await readSheet(zipXlsx([{ rows }]), { key: "k" });
    expect(reading).toMatchObject({ faults: [], rows: [3] });
  });

  test("a text may have runs, a pronunciation and entities", async () => {
    const shared =
      "<sst><si><r><t>Al</t></r><r><rPr/><t>ıcı &amp; Ortağı</t></r><rPh><t>x</t></rPh></si><si><t><![CDATA[Kasım]]></t></si></sst>";
    const rows = head + rowXml(2, ['<c t="s"><v>0</v></c>', iban, "<c><v>5</v></c>", '<c t="s"><v>1</v></c>']);
    const bytes = zipXlsx([{ rows }], { others: { "xl/sharedStrings.xml": strToU8(shared) } });
    expect((await readSheet(bytes, { key: "k" })).plan?.items[0]).toMatchObject({
      recipientName: "Alıcı & Ortağı",
      description: "Kasım",
    });
  });
});

describe("what not every reader of the sheet sees is refused", () => {
  const amount = "<c><v>5</v></c>";

  test("a hidden row with content", async () => {
    const hidden =
      rowXml(3, ["B", iban, amount, "x"], ' hidden="1"') + rowXml(4, ["C", iban, amount, "x"], ' ht="0.9"');
    const empty = rowXml(5, [""], ' hidden="true"');
    expect(await faultsIn(zipXlsx([{ rows: head + hidden + empty }]))).toEqual(["3 hidden-row", "4 hidden-row"]);
  });

  test("a row of a sheet whose rows have no height, and not one of a sheet whose unused rows are hidden", async () => {
    const sheet = (attributes: string) => zipXlsx([sheetWith(amount, { before: `<sheetFormatPr ${attributes}/>` })]);
    expect(await faultsIn(sheet('defaultRowHeight="0.1"'))).toEqual(["2 hidden-row"]);
    expect(await faultsIn(sheet('defaultRowHeight="15" zeroHeight="1"'))).toEqual([]);
    expect(await faultsIn(sheet('zeroHeight="1"'))).toEqual([]);
  });

  test("a cell that is struck through, by its style or in a part of its text", async () => {
    const styles = (strike: string) =>
      `<styleSheet><fonts><font/><font>${strike}</font></fonts><cellXfs><xf numFmtId="0"/><xf numFmtId="0" fontId="1"/></cellXfs>` +
      "<dxfs><dxf><font><strike/></font></dxf></dxfs></styleSheet>";
    const sheet = (strike: string, cells: readonly string[]) =>
      zipXlsx([{ rows: rowXml(1, [...headings, "Not"]) + rowXml(2, cells) }], {
        others: {
          "xl/styles.xml": strToU8(styles(strike)),
          "xl/sharedStrings.xml": strToU8(`<sst><si><r><t>Ay</t></r><r><rPr>${strike}</rPr><t>şe</t></r></si></sst>`),
        },
      });
    const struckAmount = ["Alıcı", iban, '<c s="1"><v>5</v></c>', "x"];
    const shared = ['<c t="s"><v>0</v></c>', iban, amount, "x"];
    const inline = ["Alıcı", iban, amount, '<c t="inlineStr"><is><r><rPr><strike/></rPr><t>x</t></r></is></c>'];
    expect(await faultsIn(sheet("<strike/>", struckAmount))).toEqual(["2 C2 struck-through"]);
    expect(await faultsIn(sheet('<strike val="1"/>', shared))).toEqual(["2 A2 struck-through"]);
    expect(await faultsIn(sheet("", inline))).toEqual(["2 D2 struck-through"]);
    for (const strike of ["", "<b/>", '<strike val="0"/>', '<strike val="false"/>']) {
      expect(await faultsIn(sheet(strike, struckAmount))).toEqual([]);
      expect(await faultsIn(sheet(strike, shared))).toEqual([]);
    }
    const note = '<c s="1" t="inlineStr"><is><t>eski</t></is></c>';
    expect(await faultsIn(sheet("<strike/>", ["Alıcı", iban, amount, "x", note]))).toEqual([]);
    const { faults } = await readSheet(sheet("<strike/>", struckAmount), { key: "k", locale: "tr" });
    expect(faults[0]?.message).toContain("üstü çizili olmamalı");
  });

  test("a hidden column that is read, and not one that is not", async () => {
    const sheet = (cols: string) => zipXlsx([sheetWith(amount, { before: `<cols>${cols}</cols>` })]);
    expect(await faultsIn(sheet('<col min="3" max="16384" hidden="1"/>'))).toEqual([
      "1 C1 hidden-column",
      "1 D1 hidden-column",
    ]);
    expect(await faultsIn(sheet('<col min="2" width="0.4"/>'))).toEqual(["1 B1 hidden-column"]);
    expect(await faultsIn(sheet('<col min="5" max="6" hidden="1"/><col min="1" width="9"/>'))).toEqual([]);
  });

  test("merged cells below the headings, and not those of a title", async () => {
    const sheet = (rows: string, range: string) =>
      zipXlsx([{ rows, behind: `<mergeCells><mergeCell ref="${range}"/></mergeCells>` }]);
    const { rows } = sheetWith(amount);
    expect(await faultsIn(sheet(rows, "C2:C3"))).toEqual(["2 C2 merged-cells"]);
    expect(await faultsIn(sheet(rows, "B2"))).toEqual(["2 B2 merged-cells"]);
    expect(await faultsIn(sheet(rows, "E2:F3"))).toEqual([]);
    expect(await faultsIn(sheet(rows, "A9:B9"))).toEqual([]);
    const title = rowXml(1, ["Liste"]) + rowXml(2, headings) + rowXml(3, ["A", iban, amount, "x"]);
    expect(await faultsIn(sheet(title, "A1:D1"))).toEqual([]);
  });
});

describe("the worksheet", () => {
  const filled = sheetWith("<c><v>5</v></c>", { name: "Ödemeler" });

  test("is the only visible one that has something", async () => {
    const others = [
      { name: "Boş", rows: rowXml(1, [""]) },
      { name: "Listeler", state: "hidden", rows: head },
      { name: "Gizli", state: "veryHidden", rows: head },
    ];
    expect(await faultsIn(zipXlsx([...others, filled]))).toEqual([]);
    expect(await faultsIn(zipXlsx(others.slice(1)))).toEqual(["no-headings"]);
  });

  test("must be named if there are several", async () => {
    const bytes = zipXlsx([{ name: "Açıklamalar", rows: head }, filled]);
    const { faults } = await readSheet(bytes, { key: "k", locale: "tr" });
    expect(faults).toMatchObject([{ code: "several-sheets" }]);
    expect(faults[0]?.message).toContain("Açıklamalar, Ödemeler");
    expect(await faultsIn(bytes, { sheet: "Ödemeler" })).toEqual([]);
    expect(await faultsIn(bytes, { sheet: "Açıklamalar" })).toEqual(["no-rows"]);
    const missing = await readSheet(bytes, { key: "k", sheet: "Sayfa1" });
    expect(missing.faults).toMatchObject([{ code: "sheet-not-found" }]);
  });
});

describe("a file that is no XLSX is refused by its name", () => {
  test.each([
    [".ods", { mimetype: strToU8("application/vnd.oasis.opendocument.spreadsheet"), "content.xml": strToU8("<a/>") }],
    [".xlsb", { "xl/workbook.bin": strToU8("x") }],
    ["archive", { "word/document.xml": strToU8("<a/>") }],
  ])("%s", async (name, parts) => {
    const { faults } = await readSheet(zipSync(parts), { key: "k" });
    expect(faults).toMatchObject([{ code: "unsupported-file" }]);
    expect(faults[0]?.message).toContain(name);
  });
});

describe("a damaged or hostile XLSX is refused", () => {
  const whole = zipXlsx([sheetWith("<c><v>5</v></c>")]);
  /** A file in which another part has the name of the worksheet. */
  const withTwoParts = (name: string) => {
    const bytes = Buffer.from(part("xl/worksheets/sheet2.xml", "<worksheet/>"));
    for (let at = bytes.indexOf("xl/worksheets/sheet2.xml"); at >= 0; at = bytes.indexOf("xl/worksheets/sheet2.xml")) {
      bytes.write(name, at);
    }
    return bytes;
  };
  const part = (name: string, xml: string) =>
    zipXlsx([sheetWith("<c><v>5</v></c>")], { others: { [name]: strToU8(xml) } });
  test.each([
    ["one that is cut", whole.subarray(0, whole.length - 30)],
    ["one whose first bytes are all that is left", whole.subarray(0, 40)],
    ["a part that is no XML", part("xl/workbook.xml", "<workbook><sheets>")],
    [
      "an entity that the document defines",
      part("xl/workbook.xml", '<!DOCTYPE a [<!ENTITY b "c">]><workbook>&b;</workbook>'),
    ],
    ["a part in another encoding", zipXlsx([], { others: { "xl/workbook.xml": encodeUtf16("<workbook/>", false) } })],
    ["a worksheet that is not there", part("xl/_rels/workbook.xml.rels", "<Relationships/>")],
    ["a cell without a place", zipXlsx([{ rows: '<row r="1"><c r="1A"><v>1</v></c></row>' }])],
    ["a row without a place", zipXlsx([{ rows: '<row r="x"><c><v>1</v></c></row>' }])],
    [
      "a cell that is there twice",
      zipXlsx([{ rows: '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>' }]),
    ],
    ["a cell that has two values", zipXlsx([sheetWith("<c><v>5</v><v>900</v></c>")])],
    [
      "a row and a cell with different numbers",
      zipXlsx([
        { rows: head + rowXml(2, ["Alıcı", iban, "<c><v>5</v></c>", "x"]).replace('<row r="2"', '<row r="9"') },
      ]),
    ],
    ["a second list", zipXlsx([sheetWith("<c><v>5</v></c>", { behind: `<sheetData>${head}</sheetData>` })])],
    [
      "a list that is one of several alternatives",
      zipXlsx([
        sheetWith("<c><v>5</v></c>", {
          before: "<mc:AlternateContent><mc:Choice>",
          behind: "</mc:Choice></mc:AlternateContent>",
        }),
      ]),
    ],
    [
      "a row that is one of several alternatives",
      zipXlsx([
        { rows: `${head}<mc:AlternateContent><mc:Choice>${rowXml(2, ["x"])}</mc:Choice></mc:AlternateContent>` },
      ]),
    ],
    ["two parts of one name", withTwoParts("xl/worksheets/sheet1.xml")],
    ["two parts of one name in other letters", withTwoParts("xl/worksheets/Sheet1.xml")],
    ["a shared text that is not there", zipXlsx([sheetWith('<c t="s"><v>9</v></c>')])],
    ["a type of cell that does not exist", zipXlsx([sheetWith('<c t="x"><v>9</v></c>')])],
    ["a merged range without a place", zipXlsx([sheetWith("", { behind: "<mergeCells><mergeCell/></mergeCells>" })])],
  ])("%s", async (_, bytes) => expect(await faultsIn(bytes)).toEqual(["damaged"]));

  test("one without relations", async () => {
    expect(await faultsIn(zipSync({ "xl/workbook.xml": strToU8("<workbook/>") }))).toEqual(["damaged"]);
  });

  test("one that is larger than 100 MB when it is unpacked, without unpacking it", async () => {
    const bomb = zipSync(
      { "xl/workbook.xml": strToU8("<a/>"), "xl/worksheets/sheet1.xml": new Uint8Array(101 * 2 ** 20) },
      { level: 1 },
    );
    expect(bomb.length).toBeLessThan(2 ** 20);
    expect(await faultsIn(bomb)).toEqual(["file-too-large"]);
  });

  test("one with a cell below row 100,000 or behind column 100", async () => {
    const cell = (name: string) => `<row r="${/\d+/.exec(name)}"><c r="${name}"><v>1</v></c></row>`;
    expect(await faultsIn(zipXlsx([{ rows: head + cell("A100001") }]))).toEqual(["too-many-rows"]);
    expect(await faultsIn(zipXlsx([{ rows: head + cell("CW2") }]))).toEqual(["2 too-many-columns"]);
    expect(await faultsIn(zipXlsx([{ rows: `${head}<row r="1048576"><c r="XFD1048576" s="0"/></row>` }]))).toEqual([
      "no-rows",
    ]);
  });
});

test("a column that is not read may have numbers, and not logical values alone", async () => {
  const sheet = (cells: readonly string[]) =>
    zipXlsx([
      {
        rows:
          rowXml(1, [...headings, "Liste"]) +
          cells.map((cell, index) => rowXml(index + 2, ["Alıcı", iban, "<c><v>5</v></c>", "x", cell])).join(""),
      },
    ]);
  expect(await faultsIn(sheet(["<c><v>7</v></c>", '<c t="e"><v>#N/A</v></c>']))).toEqual([]);
  expect(await faultsIn(sheet(['<c t="b"><v>1</v></c>', '<c t="b"><v>0</v></c>']))).toEqual(["1 E1 unread-column"]);
});

test("errors in a recipient and a name, and a cell in a column of two letters, are named with their cells", async () => {
  const error = '<c t="e"><v>#REF!</v></c>';
  const far = '<c r="AB2"><v>1</v></c>';
  const rows = head + rowXml(2, [error, error, "<c><v>5</v></c>", "x"]).replace("</row>", `${far}</row>`);
  expect(await faultsIn(zipXlsx([{ rows }]))).toEqual([
    "2 A2 error-value",
    "2 B2 error-value",
    "2 AB2 cell-without-heading",
  ]);
});

test("a cell of blanks is empty, and one without a heading is found in a row that has nothing else", async () => {
  const rows = head + rowXml(2, ["Alıcı", iban, "<c><v>5</v></c>", "x"]) + rowXml(3, [" ", "", "", "", " "]);
  expect(await faultsIn(zipXlsx([{ rows }]))).toEqual([]);
  expect(await faultsIn(zipXlsx([{ rows: rows + rowXml(4, ["", "", "", "", "x"]) }]))).toEqual([
    "4 recipient-missing",
    "4 C4 missing",
    "4 D4 missing",
    "4 E4 cell-without-heading",
  ]);
});

test("controls on a sheet, with alternatives and rows of their own, are left out", async () => {
  const anchor = "<anchor><from><xdr:col>9</xdr:col><xdr:row>7</xdr:row></from></anchor>";
  const behind = `<mc:AlternateContent><mc:Choice><controls><control>${anchor}<c/></control></controls></mc:Choice></mc:AlternateContent>`;
  const { rows, faults } = await readSheet(zipXlsx([sheetWith("<c><v>5</v></c>", { behind })]), { key: "k" });
  expect({ rows, faults }).toEqual({ rows: [2], faults: [] });
});

test("a file may have no styles and no shared texts, and a sheet without relation is damaged", async () => {
  const file = (workbook: string) =>
    zipSync({
      "xl/workbook.xml": strToU8(workbook),
      "xl/_rels/workbook.xml.rels": strToU8(
        '<Relationships><Relationship Id="a" Target="a.xml"/><Relationship/></Relationships>',
      ),
      "xl/a.xml": strToU8(
        `<worksheet><cols><col/><col hidden="0"/><col hidden="1" min="9"/></cols><sheetData>${head}${rowXml(2, ["Alıcı", iban, "<c><v>5</v></c>", "x"])}</sheetData></worksheet>`,
      ),
    });
  expect(await faultsIn(file('<workbook><sheet r:id="a"/></workbook>'))).toEqual([]);
  expect(await faultsIn(file("<workbook><sheet/></workbook>"))).toEqual(["damaged"]);
  const first = zipXlsx([sheetWith("<c><v>5</v></c>", { before: '<cols><col hidden="true"/></cols>' })]);
  expect(await faultsIn(first)).toEqual(["1 A1 hidden-column"]);
  const styles = {
    "xl/styles.xml": strToU8('<styleSheet><numFmt/><cellXfs><xf numFmtId="0"/></cellXfs></styleSheet>'),
  };
  expect(await faultsIn(zipXlsx([sheetWith("<c><v>5</v></c>")], { others: styles }))).toEqual([]);
});

test("parts may have prefixes, and paths that begin at the root of the archive", async () => {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="x/${type}" Target="${target}"/>`;
  const bytes = zipXlsx([], {
    others: {
      "xl/workbook.xml": strToU8('<x:workbook><x:sheets><x:sheet name="A" r:id="a"/></x:sheets></x:workbook>'),
      "xl/_rels/workbook.xml.rels": strToU8(
        `<Relationships>${relation("a", "worksheet", "/xl/a.xml")}${relation("b", "sharedStrings", "b.xml")}</Relationships>`,
      ),
      "xl/b.xml": strToU8("<x:sst><x:si><x:t>Alıcı</x:t></x:si></x:sst>"),
      "xl/a.xml": strToU8(
        `<worksheet><sheetData>${head}${rowXml(2, ['<c t="s"><v>0</v></c>', iban, "<c><v>5</v></c>", "x"])}</sheetData></worksheet>`,
      ),
    },
  });
  expect((await readSheet(bytes, { key: "k" })).plan?.items[0]?.recipientName).toBe("Alıcı");
});
