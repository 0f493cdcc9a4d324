import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { joinLines, runCli, withPlainSpaces } from "../support/run-cli.ts";

const english = { LANG: "en_US.UTF-8" };

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mass-payout-check-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const headings = "Ad Soyad;IBAN;Telefon;Tutar;Açıklama;Şube";
const list = [
  headings,
  "CANARY;TR330006200000000000000001;;100,50;CANARY;CANARY",
  "CANARY;TR809999900000000000000001;;200;CANARY;",
  "CANARY;;0555 555 55 55;10;CANARY;",
  "CANARY;TR809999900000000000000001;;200,00;CANARY;",
  "CANARY;GB33BUKB20201555555555;;1;CANARY;",
  "canary;TR809999900000000000000001;;300;CANARY;",
];

async function check(rows: readonly string[], ...args: string[]) {
  const file = join(folder, "list.csv");
  writeFileSync(file, `${rows.join("\r\n")}\r\n`);
  const result = await runCli(["check", file, "--key", "salaries", "--skip-check", "iban", ...args], english);
  expect(result.stdout + result.stderr).not.toMatch(/canary|TR\d{20}|55555/i);
  return { ...result, stdout: withPlainSpaces(result.stdout).replace(file, "list.csv") };
}

test("a list without a fault has sums, banks, repeated recipients, and what pay would do", async () => {
  const { exitCode, stdout, stderr } = await check(list, "--purpose", "SALARY");
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  const [summary] = stdout.split("\n\npay would");
  expect(summary?.split("\n")).toEqual([
    "list.csv: no fault",
    "",
    "Key      salaries",
    "Purpose  SALARY",
    "Sum      TRY 811.50, 6 recipients",
    "",
    "Banks:",
    "  bank 99999            3 recipients  TRY 700.00",
    "  Garanti BBVA (00062)   1 recipient  TRY 100.50",
    "  no IBAN                1 recipient   TRY 10.00",
    "  another country        1 recipient    TRY 1.00",
    "",
    "Repeated recipients:",
    "  rows 3, 5, 7 (the same amount and description: paid more than once)",
    "",
    "Columns that are not read: Şube.",
  ]);
  const forecast = joinLines(stdout);
  expect(forecast).toContain("pay would send one payout of 6 items to iyzico (init), with the externalId salaries.");
  expect(forecast).toContain("would then print a review, to be approved by its digest: recipients are repeated");
});

test("without repeated items, pay would authorise the payout without asking", async () => {
  const { stdout } = await check([...list.slice(0, 3), list[6] as string], "--locale", "tr");
  const text = joinLines(stdout);
  expect(text).toContain("Amaç yok");
  expect(text).toContain("Yinelenen alıcılar: satır 3, 4 ");
  expect(text).not.toContain("birden çok kez");
  expect(text).toContain("bakiye komisyon hariç ₺600,50 tutarını karşılıyorsa");
  expect(joinLines((await check(list.slice(0, 2))).stdout)).toContain("one payout of 1 item to iyzico");
});

test("a plan in JSON is checked with its lines and its own externalId", async () => {
  const file = join(folder, "plan.json");
  const item = {
    recipientType: "MEMBER_ID",
    recipientInfo: "m",
    amount: { value: "5", currency: "USD" },
    description: "x",
  };
  const plan = {
    key: "k",
    externalId: "e",
    allowRepeatedRecipients: true,
    items: [item, { ...item, description: " x" }],
  };
  writeFileSync(file, JSON.stringify(plan, null, 1));
  const { stdout } = await runCli(["check", file], english);
  expect(stdout).toContain("  lines 6, 15 (the same amount and description");
  expect(joinLines(stdout)).toContain("with the externalId e. It would authorise it (auth) without asking");
});

test("faults are all printed, nothing would be sent, and the exit code is 2", async () => {
  const rows = [...list.slice(0, 2), "CANARY;;;x;CANARY;", "CANARY;;CANARY;1.000;;"];
  const { exitCode, stdout } = await check(rows, "--expect-count", "9");
  expect(exitCode).toBe(2);
  expect(stdout.split("\n")).toEqual([
    "list.csv has 6 faults:",
    "- the number of rows must be the one given with --expect-count: 9 expected, 3 found",
    "- row 3: a recipient is required: IBAN or Telefon. If the row is a total, remove it and use --expect-total",
    "- row 3, column Tutar (D3): must have digits only, without currency, unit or text: the currency has a column of its own",
    "- row 4, column Telefon (C4): must be a phone number of Turkey, such as +90 555 555 55 55 or 0555 555 55 55",
    "- row 4, column Tutar (D4): can be read in two ways, such as 1.234 as 1234 or as 1.23: write it with two decimals, or give --decimal comma or --decimal point",
    "- row 4, column Açıklama (E4): is required",
    "pay would send nothing.",
    "",
  ]);
});

test("--json prints the same as JSON", async () => {
  const { exitCode, stdout } = await check(list, "--json");
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    key: "salaries",
    recipients: 6,
    sums: { TRY: "811.50" },
    banks: [
      { kind: "bank", code: "99999", name: null, recipients: 3 },
      { kind: "bank", code: "00062", name: "Garanti BBVA", recipients: 1, sums: { TRY: "100.50" } },
      { kind: "no-iban", code: null },
      { kind: "foreign-iban", code: null },
    ],
    repeated: [{ positions: [3, 5, 7], isIdentical: true }],
    requiresApproval: true,
    ignoredColumns: ["Şube"],
    faults: [],
  });
  const faulty = await check([headings, "CANARY;;;1;x;"], "--json", "--locale", "tr");
  expect(faulty.exitCode).toBe(2);
  expect(JSON.parse(faulty.stdout)).toMatchObject({
    ignoredColumns: ["Şube"],
    faults: [{ code: "recipient-missing", row: 2 }],
  });
});

test("one fault, and a plan in JSON, are described in both languages", async () => {
  const rows = [headings, "CANARY;TR33;;x;x;"];
  expect((await check(rows)).stdout).toContain("list.csv has 1 fault:");
  expect((await check(rows, "--locale", "tr")).stdout).toContain("list.csv dosyasında 1 hata var:");
  const file = join(folder, "plan.json");
  const item = {
    recipientType: "MEMBER_ID",
    recipientInfo: "m",
    amount: { value: "5", currency: "USD" },
    description: "x",
  };
  writeFileSync(file, JSON.stringify({ key: "k", items: [item, item] }));
  const turkish = await runCli(["check", file, "--locale", "tr"], english);
  expect(turkish.stdout).toContain("dosya satırı 1, 1");
  const wrong = async (...args: string[]) => (await runCli(["check", file, ...args, "--locale", "tr"], english)).stderr;
  expect(await wrong("--key", "other")).toContain("planın key'i olmalı");
  expect(await wrong("--sheet", "a")).toContain("--sheet JSON planıyla verilmemeli");
  expect(await wrong("--expect-total", "x\ny")).toContain("--expect-total 1250.50 ya da");
  writeFileSync(join(folder, "a.csv"), `${headings}\nCANARY;TR330006200000000000000001;;1;x;\n`);
  const sheet = async (...args: string[]) =>
    await runCli(["plan", join(folder, "a.csv"), ...args, "--skip-check", "iban", "--locale", "tr"], english);
  expect((await sheet()).stderr).toContain("--key zorunludur");
  expect((await sheet("--key", "k", "--map", "x")).stderr).toContain("--map SÜTUN=ALAN");
  expect((await runCli(["check", join(folder, "b.csv"), "--locale", "tr"], english)).stderr).toContain(
    "okunamıyor (ENOENT).",
  );
});

test("the Turkish note about columns that are not read goes to stderr", async () => {
  const file = join(folder, "a.csv");
  writeFileSync(file, "Ad Soyad;Telefon;Tutar;Açıklama;Şube\nA;0555 555 55 55;1;x;\n");
  const { planned, stderr } = await runCli(["plan", file, "--key", "k", "--locale", "tr"], english).then((result) => ({
    ...result,
    planned: result.exitCode,
  }));
  expect({ planned, stderr }).toEqual({ planned: 0, stderr: "Okunmayan sütunlar: Şube.\n" });
  const input = await runCli(["check", "-", "--locale", "tr"], english);
  expect(input.stderr).toContain("--key zorunludur");
});
