import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ReadSheetOptions, readSheet, type SheetReading } from "../../src/sheets.ts";
import { encodeUtf8, encodeWindows1254, writeXlsx } from "../support/spreadsheets.ts";

const ibans = ["TR809999900000000000000001", "TR539999900000000000000002", "TR269999900000000000000003"] as const;
const headings = ["Ad Soyad", "IBAN", "Tutar", "Açıklama"];
const row = ["Alıcı", ibans[0], "5", "Kasım"];

function read(rows: readonly (readonly string[])[], options: Partial<ReadSheetOptions> = {}): Promise<SheetReading> {
  return readSheet(encodeUtf8(rows.map((cells) => `${cells.join(";")}\n`).join("")), { key: "maas", ...options });
}

/** The faults of rows, as places and codes. */
async function faultsIn(
  rows: readonly (readonly string[])[],
  options: Partial<ReadSheetOptions> = {},
): Promise<string[]> {
  const { plan, faults } = await read(rows, options);
  expect(plan === undefined).toBe(faults.length > 0);
  return faults.map(({ row: number, cell, column, code }) =>
    [...(number === undefined ? [] : [number]), cell ?? column, code].filter((part) => part !== undefined).join(" "),
  );
}

describe("headings are known in Turkish and English", () => {
  test.each([
    ["AD SOYAD;İBAN;TUTAR;AÇIKLAMA"],
    ["ad soyad;iban no;tutar (tl);açıklama"],
    ["Adı Soyadı;Alıcı IBAN;Ödenecek Tutar;Ödeme Açıklaması"],
    ["Alıcı Adı/Ünvanı;IBAN NUMARASI;Net Maaş;Açıklama"],
    ["Name;IBAN;Amount;Description"],
    ["Recipient Name;iban_number;Net Amount;Explanation"],
    ["recipientName;iban;amount;description"],
    ["Ünvan;\u200bIBAN;Tutar [₺];Açıklamalar"],
    ["Ad/Soyad;I.B.A.N.;Net_Ücret: TL;Açıklama *"],
  ])("%s", async (line) => {
    expect(await read([line.split(";"), row])).toMatchObject({
      faults: [],
      plan: { items: [{ recipientName: "Alıcı" }] },
    });
  });

  test("a first name and a surname may be apart", async () => {
    for (const names of [
      ["Ad", "Soyad"],
      ["İsim", "Soyisim"],
      ["First Name", "Last Name"],
      ["Name", "Surname"],
    ]) {
      const { plan } = await read([
        [...names, "IBAN", "Tutar", "Açıklama"],
        ["Alıcı", "Şğıö", ibans[0], "5", "x"],
      ]);
      expect(plan?.items[0]?.recipientName).toBe("Alıcı Şğıö");
    }
    expect(
      await faultsIn([
        ["Ad", "Soyad", "Ad Soyad", "IBAN", "Tutar", "Açıklama"],
        ["A", "B", "A B", ibans[0], "5", "x"],
      ]),
    ).toEqual(["1 C1 duplicate-field"]);
  });
});

describe("a column whose meaning is not clear is refused", () => {
  test.each([
    ["a heading that is there twice", [...headings, "IBAN"], ["1 E1 duplicate-heading"]],
    ["a heading that is there twice and not known", [...headings, "Şube", "ŞUBE"], ["1 F1 duplicate-heading"]],
    ["two headings for one field", [...headings, "Alıcı IBAN"], ["1 E1 duplicate-field"]],
    ["another column of amounts", [...headings, "Brüt Tutar"], ["1 E1 similar-heading"]],
    ["a mistyped heading", [...headings, "Telefn"], ["1 E1 similar-heading"]],
    ["a column that may say who is to be paid", [...headings, "Durum"], ["1 E1 unread-column"]],
    ["a column that may say who was paid", [...headings, "Ödendi mi?"], ["1 E1 unread-column"]],
  ])("%s", async (_, line, faults) => expect(await faultsIn([line, row])).toEqual(faults));

  test.each([
    "Tutar (-)",
    "Tutar (%)",
    "Tutar ($/₺)",
    "Tutar (*)",
    "≠Tutar",
    "Tutar × 1000",
    "Tutar сом",
    "-Tutar (TL)",
  ])("an amount with a sign or a unit in its heading, such as %s", async (heading) => {
    const line = ["Ad Soyad", "IBAN", heading, "Açıklama"];
    expect(await faultsIn([line, row])).toEqual(["1 missing-column", "1 C1 similar-heading"]);
    expect(await faultsIn([line, row], { columns: { [heading]: "amount" } })).toEqual([]);
  });

  test.each(["Döviz Tipi", "Ccy", "Birim", "Para Birim Kodu"])(
    "a column that may be the currency: %s",
    async (heading) => {
      expect(await faultsIn([[...headings, heading], row])).toEqual(["1 E1 similar-heading"]);
    },
  );

  test.each([
    ["Para Cinsi", ["USD", "usd"]],
    ["PB", ["TL", "€"]],
    ["Cur", ["GBP", ""]],
  ])("a column whose cells name currencies: %s", async (heading, cells) => {
    const lines = [[...headings, heading], ...cells.map((cell) => [...row, cell])];
    expect(await faultsIn(lines)).toEqual(["1 E1 unread-currency"]);
    expect(await faultsIn(lines, { columns: { [heading]: "ignore" } })).toEqual([]);
    for (const locale of ["en", "tr"] as const) {
      expect((await read(lines, { locale })).faults[0]?.message).toContain("=currency'");
    }
  });

  test.each([
    "Ödensin mi",
    "Ödenecek mi?",
    "Öde (E/H)",
    "Öde",
    "Ödeme yapılsın mı",
    "Pay?",
    "Pay (Y/N)",
    "To pay",
    "Hariç",
    "Exclude",
    "Aktif",
    "Active",
    "İade",
    "Kesinti",
  ])("a column that may say what is not to be paid: %s", async (heading) => {
    const lines = [
      [...headings, heading],
      [...row, "HAYIR"],
    ];
    expect(await faultsIn(lines)).toEqual(["1 E1 unread-column"]);
    expect(await faultsIn(lines, { columns: { [heading]: "ignore" } })).toEqual([]);
  });

  test.each([[["Evet", "HAYIR"]], [["e", "h"]], [["x", ""]], [["1", "0"]], [["✓", "✗"]], [["True", "true"]]])(
    "a column of answers, whatever its heading: %j",
    async (cells) => {
      const lines = [[...headings, "Liste"], ...cells.map((cell) => [...row, cell]), ["", "", "", "", "buraya kadar"]];
      expect(await faultsIn(lines)).toEqual(["1 E1 unread-column"]);
      expect(await faultsIn(lines, { columns: { Liste: "ignore" } })).toEqual([]);
    },
  );

  test.each([
    ["Sıra", ["1", "2"]],
    ["Sıra No", ["1"]],
    ["Cinsiyet", ["E", "K"]],
    ["Cinsiyet", ["E", "E"]],
    ["Cinsiyet", ["Erkek", "Kadın"]],
    ["Şube", ["IST", "ANK"]],
    ["Ünvanı Kodu", ["", ""]],
    ["Görev", ["Müdür", "Hayır işleri"]],
    ["Para Cinsi Notu", ["USD", "nakit"]],
  ])("and a usual column of a list of people is not read: %s", async (heading, cells) => {
    expect(await faultsIn([[...headings, heading], ...cells.map((cell) => [...row, cell])])).toEqual([]);
  });

  test("and others are not read, and named", async () => {
    const reading = await read([
      [...headings, "Departman", "Şube Kodu"],
      [...row, "Satış", "42"],
    ]);
    expect(reading).toMatchObject({ faults: [], ignoredColumns: ["Departman", "Şube Kodu"] });
  });

  test("unless the call says what it is", async () => {
    const lines = [
      ["Hakediş", "Durum", ...headings],
      ["7", "x", ...row],
    ];
    expect(await faultsIn(lines, { columns: { hakediş: "amount", durum: "ignore" } })).toEqual([
      "1 E1 duplicate-field",
    ]);
    const columns = { hakediş: "amount", durum: "ignore", tutar: "ignore" } as const;
    const { plan, ignoredColumns } = await read(lines, { columns });
    expect(plan?.items[0]?.amount.value).toBe("7");
    expect(ignoredColumns).toEqual(["Durum", "Tutar"]);
    const { faults } = await read([headings, row], { columns: { Prim: "amount" } });
    expect(faults).toMatchObject([{ code: "unknown-mapped-column" }]);
    expect(faults[0]?.message).toContain("Prim");
  });

  test("a heading of more than 200 characters means nothing, unless the call says what it is", async () => {
    const long = `Tutar${"(".repeat(30_000)}`;
    const lines = [
      ["Ad Soyad", "IBAN", `Hakediş ${"(".repeat(30_000)}`, "Açıklama"],
      [...row.slice(0, 2), "5", "x"],
    ];
    expect(await faultsIn([["Ad Soyad", "IBAN", long, "Açıklama"], row])).toEqual([
      "1 missing-column",
      "1 C1 similar-heading",
    ]);
    expect(await faultsIn(lines, { columns: { Hakediş: "amount" } })).toEqual([]);
  });

  test("a repeated heading that is not read is no fault", async () => {
    expect(await faultsIn([[...headings, "Not", "Not"], row], { columns: { Not: "ignore" } })).toEqual([]);
  });
});

describe("what is above the headings", () => {
  test.each([
    [["Ali", ibans[1], "100", "x"], "1 B1 row-above-headings"],
    [["Ali", ` tr53 9999 9000 0000 0000 0000 02 `, "", ""], "1 B1 row-above-headings"],
    [["", "", "1.234", ""], "1 C1 row-above-headings"],
    [["Ali", "", "100,50", "x"], "1 C1 row-above-headings"],
  ])("must be no recipient and no amount: %j", async (cells, fault) => {
    expect(await faultsIn([cells, headings, row])).toEqual([fault]);
    const { faults } = await read([cells, headings, row], { locale: "tr" });
    expect(faults[0]?.message).toContain("başlıkların üstünde olmamalı");
  });

  test("may be titles, with dates, texts and sums elsewhere", async () => {
    const titles = [["Kasım 2026 maaşları"], ["Gönderen:", "Örnek A.Ş.", "26.11.2026", ""], ["", "", "", "100"], []];
    expect(await faultsIn([...titles, headings, row])).toEqual([]);
  });
});

describe("columns that are missing are named once", () => {
  test.each([
    ["the amount", ["Ad Soyad", "IBAN", "Açıklama"], ["Alıcı", ibans[0], "x"], "Amount"],
    [
      "the recipient",
      ["Ad Soyad", "Tutar", "Açıklama"],
      ["Alıcı", "5", "x"],
      "IBAN or Identity Number or Phone or Member ID",
    ],
    ["the name", ["IBAN", "Tutar", "Açıklama"], [ibans[0], "5", "x"], "Name"],
    ["the description", ["Ad Soyad", "IBAN", "Tutar"], ["Alıcı", ibans[0], "5"], "Description"],
    ["the type of a recipient", ["Alıcı Bilgisi", "Tutar", "Açıklama"], ["x", "5", "x"], "recipientType"],
  ])("%s", async (_, line, cells, name) => {
    const { faults } = await read([line, cells, cells]);
    const missing = faults.filter(({ code }) => code === "missing-column");
    expect(missing.map(({ message }) => message)).toEqual([`row 1: a column is required: ${name}`]);
    expect(faults.filter(({ code }) => code === "missing" || code === "recipient-missing")).toEqual([]);
  });

  test("but a description is not, where its check is off", async () => {
    expect(
      await faultsIn(
        [
          ["Ad Soyad", "IBAN", "Tutar"],
          ["Alıcı", ibans[0], "5"],
        ],
        { checks: { description: false } },
      ),
    ).toEqual([]);
  });
});

describe("the recipient", () => {
  const columns = ["Ad Soyad", "IBAN", "TCKN", "Telefon", "Üye No", "Tutar", "Açıklama"];

  test.each([
    ["IBAN", "TR809999900000000000000001", ["Alıcı", " tr80 9999\u00a09000 0000 0000 0000 01 ", "", "", ""]],
    ["IDENTITY_NUMBER", "10000000146", ["", "", "100 000 001 46", "", ""]],
    ["PHONE", "+905555555555", ["", "", "", "0555 555 55 55", ""]],
    ["PHONE", "+905555555555", ["", "", "", "+90 (555) 555-55-55", ""]],
    ["PHONE", "+905555555555", ["", "", "", "\u202a0090 555 555 55 55\u202c", ""]],
    ["PHONE", "+905555555555", ["", "", "", "905555555555", ""]],
    ["PHONE", "+905555555555", ["", "", "", "5555555555", ""]],
    ["MEMBER_ID", "a b 1", ["", "", "", "", " a b 1 "]],
  ])("is in the column that is filled: %s %s", async (recipientType, recipientInfo, cells) => {
    const { plan, faults } = await read([columns, [...cells, "5", "x"]]);
    expect(faults).toEqual([]);
    expect(plan?.items[0]).toMatchObject({ recipientType, recipientInfo });
  });

  test.each([
    ["2 B2 several-recipients", ["Alıcı", ibans[0], "", "0555 555 55 55", ""]],
    ["2 recipient-missing", ["Alıcı", "", "", "", ""]],
    ["2 B2 iban-checksum", ["Alıcı", "TR819999900000000000000001", "", "", ""]],
    ["2 B2 iban-format", ["Alıcı", "IBAN: TR80", "", "", ""]],
    ["2 C2 identity-number", ["", "", "10000000147", "", ""]],
    ["2 D2 phone", ["", "", "", "+49 170 1234567", ""]],
    ["2 D2 phone", ["", "", "", "9055512345", ""]],
    ["2 D2 phone", ["", "", "", "+90 905 551 23 45", ""]],
    ["2 A2 missing", ["", ibans[0], "", "", ""]],
    ["2 B2 missing", ["Alıcı", "\u200b", "", "", ""]],
  ])("%s", async (fault, cells) => expect(await faultsIn([columns, [...cells, "5", "x"]])).toEqual([fault]));

  test("may be in one column, beside its type", async () => {
    const lines = ["IBAN", "Telefon", "T.C. Kimlik No", "Üye No"].map((type, index) => [
      type,
      [ibans[0], "0555 555 55 55", "10000000146", "m"][index] as string,
      "Alıcı",
      "5",
      "x",
    ]);
    const { plan } = await read([["Alıcı Tipi", "Alıcı Bilgisi", "Ad Soyad", "Tutar", "Açıklama"], ...lines]);
    expect(plan?.items.map(({ recipientType }) => recipientType)).toEqual([
      "IBAN",
      "PHONE",
      "IDENTITY_NUMBER",
      "MEMBER_ID",
    ]);
  });

  test.each([
    ["2 A2 missing", ["", ibans[0], ""]],
    ["2 A2 unknown-value", ["Kripto", ibans[0], ""]],
    ["2 A2 recipient-type-mismatch", ["IBAN", "", "0555 555 55 55"]],
    ["2 B2 several-recipients", ["IBAN", ibans[0], "0555 555 55 55"].map((_, index, cells) => cells[index] as string)],
  ])("and its type must be clear: %s", async (fault, cells) => {
    const line = ["Alıcı Tipi", "Alıcı Bilgisi", "Telefon", "Ad Soyad", "Tutar", "Açıklama"];
    const [found = ""] = await faultsIn([line, [...cells, "Alıcı", "5", "x"]]);
    expect(found.replace("C2", "B2")).toBe(fault);
  });
});

describe("the currency", () => {
  const line = [...headings, "Para Birimi"];

  test.each([
    ["TRY", headings, "", {}],
    ["USD", headings, "", { currency: "USD" }],
    ["EUR", line, "€", {}],
    ["TRY", line, "Türk Lirası", {}],
    ["USD", line, "", { currency: "USD" }],
    ["USD", ["Ad Soyad", "IBAN", "Tutar (USD)", "Açıklama"], "", {}],
  ] as const)("is %s", async (currency, columns, cell, options) => {
    const { plan, faults } = await read([columns, [...row, ...(columns.length > 4 ? [cell] : [])]], options);
    expect(faults).toEqual([]);
    expect(plan?.items[0]?.amount.currency).toBe(currency);
  });

  test.each([
    ["2 E2 currency-missing", line, [...row, ""], {}],
    ["2 E2 unknown-value", line, [...row, "GBP"], {}],
    ["2 C2 unknown-value", headings, row, { currency: "GBP" as "TRY" }],
    ["2 E2 currency-mismatch", line, [...row, "USD"], { currency: "TRY" }],
    ["2 E2 currency-mismatch", ["Ad Soyad", "IBAN", "Tutar (TL)", "Açıklama", "Döviz Cinsi"], [...row, "USD"], {}],
    ["2 C2 currency-mismatch", ["Ad Soyad", "IBAN", "Tutar (TL)", "Açıklama"], row, { currency: "EUR" }],
  ] as const)("%s", async (fault, columns, cells, options) => {
    expect(await faultsIn([columns, cells], options)).toEqual([fault]);
  });

  test("must be the same in every row, unless the check is off", async () => {
    const lines = [line, [...row, "TL"], [...row, "USD"]];
    expect(await faultsIn(lines)).toEqual(["3 E3 several-currencies"]);
    expect(await faultsIn(lines, { checks: { currency: false } })).toEqual([]);
  });
});

test("all faults of all rows come at once, in the order of the sheet, and say nothing of what the cells have", async () => {
  const lines = [
    ["Ödeme No", ...headings],
    ["1", "CANARY", "TR00CANARY", "1.234", "CANARY"],
    ["", "CANARY", ibans[0], "CANARY", ""],
    ["1", "CANARY", ibans[1], "0", "x", "", "CANARY"],
    ["2", "", "", "5.0001", ""],
  ];
  for (const locale of ["tr", "en"] as const) {
    const { faults } = await read(lines, { locale });
    expect(JSON.stringify(faults)).not.toContain("CANARY");
    expect(faults.map(({ row: number, cell, code }) => `${number} ${cell ?? ""} ${code}`)).toEqual([
      "2 C2 iban-format",
      "2 D2 ambiguous-amount",
      "3 A3 missing",
      "3 D3 unit-in-amount",
      "3 E3 missing",
      "4 A4 repeated",
      "4 D4 not-above-zero",
      "4 G4 cell-without-heading",
      "5  recipient-missing",
      "5 D5 too-many-decimals",
      "5 E5 missing",
    ]);
    expect(faults[0]?.message).toMatch(
      locale === "tr" ? /^satır 2, sütun IBAN \(C2\): IBAN olmalı/ : /^row 2, column IBAN \(C2\): must be an IBAN/,
    );
  }
});

test("a row that is a total, and one that has cells only in columns that are not read", async () => {
  const lines = [
    ["Sıra", ...headings],
    ["1", ...row],
    ["2", "", "", "", ""],
    ["", "TOPLAM", "", "5", ""],
  ];
  const { faults } = await read(lines);
  expect(faults.map(({ row: number, code }) => `${number} ${code}`)).toEqual(["4 recipient-missing", "4 missing"]);
  expect(faults[0]?.message).toContain("--expect-total");
});

describe("control totals", () => {
  const lines = [headings, row, ["Cem", ibans[1], "1.234,50", "x"]];

  test.each([
    [{ expectCount: 2, expectTotal: "1239.5" }, []],
    [{ expectTotal: { TRY: "1239.50" } }, []],
    [{ expectCount: 3 }, ["count-mismatch"]],
    [{ expectTotal: "1239.49" }, ["total-mismatch"]],
    [{ expectTotal: { USD: "1239.50" } }, ["total-mismatch"]],
    [{ expectTotal: { TRY: "1239.50", USD: "1" } }, ["total-mismatch"]],
  ])("%j", async (options, faults) => expect(await faultsIn(lines, options)).toEqual(faults));

  test("are exact, and named in the message", async () => {
    const { faults } = await read(lines, { expectTotal: "1239.49", locale: "tr" });
    expect(faults[0]?.message).toContain("beklenen 1239.49 TRY, bulunan 1239.50 TRY");
    const empty = await read([headings], { expectTotal: "1", expectCount: 1 });
    expect(empty.faults.map(({ code }) => code)).toEqual(["no-rows", "count-mismatch", "total-mismatch"]);
  });

  test("are not compared with a sum that lacks an amount", async () => {
    expect(await faultsIn([...lines, ["Alıcı", ibans[2], "x", "x"]], { expectTotal: "1" })).toEqual([
      "4 C4 unit-in-amount",
    ]);
  });
});

test("the key and the purpose are checked as the client does it", async () => {
  expect(await faultsIn([headings, row], { key: " maas" })).toContain("key not-normalised");
  expect((await read([headings, row], { key: "", locale: "tr" })).faults[0]?.message).toMatch(/^key: /);
  const { plan, faults } = await read([headings, row], { purpose: "LOTTERY" as "SALARY" });
  expect(plan).toBeUndefined();
  expect(faults).toMatchObject([{ code: "unknown-value", column: "purpose" }]);
  expect((await read([headings, row], { purpose: "SALARY" })).plan).toMatchObject({ key: "maas", purpose: "SALARY" });
  await expect(read([headings, row], { checks: { ibn: false } as object })).rejects.toThrow("checks");
});

const people = fc.record({
  // write-excel-file looks its texts up in an object that has a prototype: a cell with "constructor" is damaged.
  name: fc
    .stringMatching(/^[A-Za-zÇĞİÖŞÜçğıöşü]{1,12}( [A-Za-zÇĞİÖŞÜçğıöşü;,"'=+@-]{1,12}){0,2}$/)
    .filter((text) => !(text in {})),
  iban: fc.constantFrom(...ibans),
  cents: fc.bigInt({ min: 1n, max: 10n ** 11n }),
  description: fc.stringMatching(/^[a-zçğıöşü0-9]{1,20}$/).filter((text) => !(text in {})),
});

function quote(cell: string): string {
  return /[;,"\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

test("the same rows give the same plan, as CSV of Turkish and English Excel and as XLSX", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(people, { minLength: 1, maxLength: 5 }), async (list) => {
      const rowsWith = (point: string, separator: string) =>
        list.map(({ name, iban, cents, description }) => {
          const whole = String(cents / 100n).replace(/\B(?=(\d{3})+$)/g, separator);
          return [name, iban, `${whole}${point}${String(cents % 100n).padStart(2, "0")}`, description];
        });
      const csv = (rows: string[][], delimiter: string) =>
        [headings, ...rows].map((cells) => `${cells.map(quote).join(delimiter)}\r\n`).join("");
      const turkish = csv(rowsWith(",", "."), ";");
      const numbers = list.map(({ name, iban, cents, description }) => [name, iban, Number(cents) / 100, description]);
      const files = [
        encodeUtf8(`\ufeff${turkish}`),
        encodeWindows1254(turkish),
        encodeUtf8(csv(rowsWith(".", ","), ",")),
        await writeXlsx([headings, ...rowsWith(",", ".")]),
        await writeXlsx([headings, ...numbers]),
      ];
      const readings = await Promise.all(files.map((bytes) => readSheet(bytes, { key: "k" })));
      for (const { plan, faults } of readings) {
        expect(faults).toEqual([]);
        expect(plan).toEqual(readings[0]?.plan);
      }
      expect(readings[0]?.plan?.items).toHaveLength(list.length);
    }),
    { numRuns: 25 },
  );
});

test("whatever bytes a file has, reading it ends with a plan or with faults", async () => {
  const beginnings = ["", "Ad Soyad;IBAN;Tutar;Açıklama\n", "PK\u0003\u0004", "\ufeff", "sep=,\n"];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...beginnings), fc.uint8Array({ maxLength: 300 }), async (beginning, bytes) => {
      const { plan, faults } = await readSheet(Buffer.concat([Buffer.from(beginning), bytes]), { key: "k" });
      expect(plan === undefined).toBe(faults.length > 0);
    }),
  );
});
