import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { Locale, PayoutPlan } from "@iyzico-mass-payout/client";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type PlanFlags, readPlan } from "../../src/commands/plan-file.ts";
import { InputError, UsageError } from "../../src/commands/usage-error.ts";
import { createRecorder } from "../support/run-cli.ts";
import { encodeUtf16, writeXlsx } from "../support/spreadsheets.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mass-payout-plan-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const iban = "TR809999900000000000000001";
const csv = `Ad Soyad;IBAN;Tutar;Açıklama;Şube\nCANARY;${iban};1.250,50;CANARY;CANARY\n`;
const plan: PayoutPlan = {
  key: "salaries",
  items: [
    {
      recipientType: "IBAN",
      recipientInfo: iban,
      recipientName: "CANARY",
      amount: { value: "1250.50", currency: "TRY" },
      description: "CANARY",
    },
  ],
};

function write(name: string, content: string | Uint8Array): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

interface Reading {
  plan: PayoutPlan;
  stderr: string;
}

async function read(
  file: string,
  flags: PlanFlags & { checks?: object } = {},
  stdin: Iterable<string | Uint8Array> = [],
  locale: Locale = "en",
): Promise<Reading> {
  const { output, read: readOutput } = createRecorder();
  const found = await readPlan(
    { file, ...flags },
    {
      args: [],
      commandLine: [],
      environment: {},
      stdin: Readable.from(stdin, { objectMode: false }),
      stdout: output,
      stderr: output,
      locale,
      stopSignal: () => new AbortController().signal,
    },
  );
  return { plan: found, stderr: readOutput() };
}

/** The error of a call, whose message must not quote the plan. */
async function errorOf(...args: Parameters<typeof read>): Promise<UsageError> {
  const error = await read(...args).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(UsageError);
  expect(JSON.stringify([(error as UsageError).message, (error as InputError).faults])).not.toContain("CANARY");
  return error as UsageError;
}

describe("a file is read by its name, or else by its content", () => {
  test("a spreadsheet and its plan give the same plan", async () => {
    const flags = { key: "salaries" };
    const note = "Columns that are not read: Şube.\n";
    expect(await read(write("list.csv", csv), flags)).toEqual({ plan, stderr: note });
    expect(await read(write("list.txt", csv), flags)).toEqual({ plan, stderr: note });
    const xlsx = await writeXlsx([
      ["Ad Soyad", "IBAN", "Tutar", "Açıklama"],
      ["CANARY", iban, 1250.5, "CANARY"],
    ]);
    expect(await read(write("list.xlsx", xlsx), flags)).toEqual({ plan, stderr: "" });
    expect(await read(write("list", xlsx), flags)).toEqual({ plan, stderr: "" });
    expect(await read(write("plan.json", JSON.stringify(plan)))).toEqual({ plan, stderr: "" });
    expect(await read(write("plan", `\ufeff\n ${JSON.stringify(plan)}`), flags)).toEqual({ plan, stderr: "" });
  });

  test("so is standard input", async () => {
    const json = JSON.stringify(plan);
    expect((await read("-", {}, [json.slice(0, 9), json.slice(9)])).plan).toEqual(plan);
    expect((await read("-", { key: "salaries" }, [Buffer.from(csv)])).plan).toEqual(plan);
    expect((await errorOf("-", {}, [encodeUtf16(json, false)])).message).toBe(
      "standard input must be UTF-8. It looks like UTF-16: save it as UTF-8.",
    );
  });
});

test("a file that cannot be read is refused with the system's code, and one that is too large with the limit", async () => {
  mkdirSync(join(folder, "folder"));
  expect((await errorOf(join(folder, "nowhere.json"))).message).toMatch(/nowhere\.json cannot be read \(ENOENT\)\.$/);
  expect((await errorOf(join(folder, "folder"))).message).toMatch(/folder cannot be read \(EISDIR\)\.$/);
  const large = write("large.csv", Buffer.alloc(20 * 2 ** 20 + 1, " "));
  expect((await errorOf(large, { key: "k" })).message).toMatch(/large\.csv: the file must not be larger than 20 MB\.$/);
  const stdin = [Buffer.alloc(11 * 2 ** 20, " "), Buffer.alloc(11 * 2 ** 20, " ")];
  expect((await errorOf("-", {}, stdin)).message).toContain("standard input: the file must not be larger");
});

describe("the faults of a plan come all at once, with their places", () => {
  test("rows of a spreadsheet", async () => {
    const error = await errorOf(write("list.csv", csv.replace("1.250,50", "1.250").replace(iban, "CANARY")), {
      key: "k",
    });
    expect(error).toBeInstanceOf(InputError);
    expect(error.message).toMatch(/list\.csv has 2 faults, and nothing was sent:$/);
    expect((error as InputError).faults).toMatchObject([
      { code: "iban-format", row: 2, column: "IBAN", cell: "B2" },
      { code: "ambiguous-amount", row: 2, column: "Tutar", cell: "C2" },
    ]);
  });

  test("lines of a JSON file", async () => {
    const [item] = plan.items;
    const faulty = {
      ...plan,
      items: [item, { ...item, amount: { value: "1,5", currency: "TRY" }, recipientInfo: "CANARY" }],
    };
    const error = await errorOf(write("plan.json", JSON.stringify(faulty, null, 1)));
    expect((error as InputError).faults).toEqual([
      {
        code: "iban-format",
        field: "items[1].recipientInfo",
        line: 16,
        message:
          "line 16: items[1].recipientInfo must have the form of an IBAN: capitals and digits as in its country, without blanks",
      },
      {
        code: "not-an-amount",
        field: "items[1].amount.value",
        line: 19,
        message:
          'line 19: items[1].amount.value must be a decimal number, such as "100.50": digits, and a point before the decimals',
      },
    ]);
  });

  test.each(["null", "[]", "1", '{"key": "k"}'])("JSON that is no plan: %s", async (json) => {
    expect((await errorOf(write("plan.json", json))) instanceof InputError).toBe(true);
  });

  test("unless their checks are off", async () => {
    const file = write("list.csv", csv.replace(iban, "TR00"));
    expect((await read(file, { key: "k", checks: { iban: false } })).plan.items[0]?.recipientInfo).toBe("TR00");
    const json = write("plan.json", JSON.stringify(plan).replace(iban, "TR00"));
    expect((await read(json, { checks: { iban: false } })).plan.items[0]?.recipientInfo).toBe("TR00");
    await expect(read(json, { checks: { ibn: false } })).rejects.toThrow("checks must have no other names");
  });
});

describe("flags that do not fit are refused", () => {
  test.each<[string, PlanFlags, string]>([
    ["list.csv", {}, "--key is required for a spreadsheet"],
    ["list.csv", { key: "k", map: ["Hakediş"] }, "--map must be COLUMN=FIELD, and FIELD one of itemExternalId,"],
    ["list.csv", { key: "k", map: ["=amount"] }, "--map must be COLUMN=FIELD"],
    ["list.csv", { key: "k", map: ["Hakediş=money"] }, "--map must be COLUMN=FIELD"],
    ["list.csv", { key: "k", expectTotal: ["1.234"] }, "--expect-total must be an amount"],
    ["list.csv", { key: "k", expectTotal: ["100", "100 USD"] }, "--expect-total must be an amount"],
    ["plan.json", { key: "others" }, "the key that is given must be the key of the plan in the file."],
    ["list.csv", { key: "k", expectTotal: ["100 TRY", "5 USD", "200TRY"] }, "and TRY is given twice"],
    ["list.csv", { key: "k", map: ["Durum=ignore", "DURUM=amount"] }, "and DURUM is given twice"],
    ["plan.json", { decimal: "comma", map: ["a=ignore"] }, "--decimal, --map must not be given with a JSON plan"],
    ["plan.json", { purpose: "SALARY" }, "--purpose must not be given with a JSON plan"],
  ])("%s %j", async (name, flags, message) => {
    const error = await errorOf(write(name, name === "list.csv" ? csv : JSON.stringify(plan)), flags);
    expect(error.message).toContain(message);
  });
});

test("what is given twice is named in Turkish too", async () => {
  const file = write("list.csv", csv);
  const messageOf = async (flags: PlanFlags) => (await errorOf(file, { key: "k", ...flags }, [], "tr")).message;
  expect(await messageOf({ map: ["Şube=ignore", "şube=amount"] })).toContain("şube iki kez verilmiş");
  expect(await messageOf({ expectTotal: ["1 USD", "2 USD"] })).toContain("USD iki kez verilmiş");
});

test("a column is mapped, also one with a sign of equality in its heading", async () => {
  const file = write("list.csv", csv.replace("Tutar", "Brüt=Tutar"));
  const { plan: found, stderr } = await read(file, { key: "salaries", map: ["Brüt=Tutar = amount", "Şube=ignore"] });
  expect(found).toEqual(plan);
  expect(stderr).toContain("Şube");
});

describe("control totals", () => {
  test.each<[PlanFlags, string[]]>([
    [{ expectCount: 1, expectTotal: ["1.250,50"] }, []],
    [{ expectTotal: ["1250.50 TRY"] }, []],
    [{ expectTotal: ["1.250TRY"], decimal: "comma" }, ["total-mismatch"]],
    [{ expectTotal: ["1250.50TRY", "5 USD"] }, ["total-mismatch"]],
    [{ expectCount: 2, expectTotal: ["1"] }, ["count-mismatch", "total-mismatch"]],
  ])("%j", async (flags, codes) => {
    const { decimal: _, ...others } = flags;
    for (const [file, given] of [
      [write("list.csv", csv), { ...flags, key: "salaries" }],
      ...(flags.decimal === undefined ? ([[write("plan.json", JSON.stringify(plan)), others]] as const) : []),
    ] as const) {
      const error = codes.length === 0 ? undefined : await errorOf(file, given);
      expect((error as InputError | undefined)?.faults.map(({ code }) => code) ?? []).toEqual(codes);
      if (codes.length === 0) expect((await read(file, given)).plan).toEqual(plan);
    }
  });
});
