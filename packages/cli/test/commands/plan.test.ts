import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CommandContext } from "../../src/commands/command.ts";
import { runTemplate } from "../../src/commands/template.ts";
import { readSheet } from "../../src/sheets.ts";
import { readUntil, startCli, waitForExit } from "../support/process.ts";
import { runCli } from "../support/run-cli.ts";
import { simulatePayment, timesPaid } from "../support/simulated-payment.ts";

let folder = "";
let file = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mass-payout-sheet-"));
  file = join(folder, "list.csv");
  writeFileSync(file, csv);
});
afterEach(() => rmSync(folder, { recursive: true }));

const csv =
  "Ad Soyad;IBAN;Tutar;Açıklama\r\n" +
  "Alıcı;TR809999900000000000000001;1.000,50;Kasım\r\n" +
  "Cem;TR539999900000000000000002;200;Kasım\r\n";

describe("plan", () => {
  test("prints a spreadsheet as a plan, which pay takes", async () => {
    const { exitCode, stdout, stderr } = await runCli(["plan", file, "--key", "salaries", "--purpose", "SALARY"], {});
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(JSON.parse(stdout)).toMatchObject({
      key: "salaries",
      purpose: "SALARY",
      items: [{ amount: { value: "1000.50", currency: "TRY" } }, { recipientName: "Cem" }],
    });
    const { pay, planFile, simulator } = await simulatePayment();
    writeFileSync(planFile, stdout);
    expect((await pay()).exitCode).toBe(0);
    expect(timesPaid(simulator)).toEqual([1, 1]);
  });

  test("prints every fault to stderr, and nothing to stdout", async () => {
    writeFileSync(file, csv.replace("200", "CANARY").replace("TR80", "TR81"));
    const { exitCode, stdout, stderr } = await runCli(["plan", file, "--key", "k", "--locale", "tr"], {});
    expect(exitCode).toBe(2);
    expect(stdout).toBe("");
    expect(stderr.split("\n")).toEqual([
      `mass-payout: ${file} dosyasında 2 hata var, hiçbir şey gönderilmedi:`,
      "- satır 2, sütun IBAN (B2): kontrol basamakları doğru bir IBAN olmalı: yanlış yazılmış",
      "- satır 3, sütun Tutar (C3): para birimi, birim ya da metin olmadan yalnızca rakam içermeli: para biriminin kendi sütunu var",
      "",
    ]);
  });
});

describe("pay", () => {
  test("takes a spreadsheet, and again as JSON the same payment", async () => {
    const { environment, args, simulator, clock } = await simulatePayment();
    const [, , ...others] = args;
    const sheetArgs = ["pay", file, ...others, "--key", "salaries"];
    expect((await runCli(sheetArgs, environment, { clock })).exitCode).toBe(0);
    const { stdout: json } = await runCli(["plan", file, "--key", "salaries"], {});
    const planFile = join(folder, "plan.json");
    writeFileSync(planFile, json);
    const again = await runCli(["pay", planFile, ...others, "--locale", "en"], environment, { clock });
    expect(again.stdout).toContain("Nothing was sent now");
    expect(timesPaid(simulator)).toEqual([1, 1]);
  });

  test("sends nothing for a spreadsheet with a fault, and prints its faults also as JSON", async () => {
    writeFileSync(file, csv.replace("200", "1.200"));
    const { environment, args, simulator } = await simulatePayment();
    const call = ["pay", file, ...args.slice(2), "--key", "salaries", "--json"];
    const { exitCode, stdout } = await runCli(call, environment);
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      error: { code: "invalid_request", exitCode: 2, faults: [{ code: "ambiguous-amount", row: 3, cell: "C3" }] },
    });
    expect(simulator.history).toEqual([]);
  });
});

describe("template", () => {
  test("is CSV as Turkish Excel opens it, in either language", async () => {
    const { exitCode, stdout } = await runCli(["template", "--format", "csv", "--locale", "tr"], {});
    expect(exitCode).toBe(0);
    expect(stdout).toBe("\ufeffAd Soyad;IBAN;TCKN;Telefon;Üye No;Tutar;Para Birimi;Açıklama\r\n");
    const english = await runCli(["template", "--format", "csv", "--locale", "en"], {});
    expect(english.stdout).toBe("\ufeffName;IBAN;Identity Number;Phone;Member ID;Amount;Currency;Description\r\n");
  });

  test.each(["tr", "en"] as const)("can be filled and read, and pays no recipient as it is (%s)", async (locale) => {
    const { stdout } = await runCli(["template", "--format", "csv", "--locale", locale], {});
    const empty = await readSheet(Buffer.from(stdout), { key: "k" });
    expect(empty.faults.map(({ code }) => code)).toEqual(["no-rows"]);
    const filled = await readSheet(Buffer.from(`${stdout}Alıcı;;;0555 555 55 55;;5;TL;x\r\n`), { key: "k" });
    expect(filled.plan?.items).toHaveLength(1);
  });

  test("is written to stdout as bytes", async () => {
    const written: (string | Uint8Array)[] = [];
    const stdout = { write: (chunk: string | Uint8Array) => written.push(chunk) > 0 };
    await runTemplate({ format: "xlsx" }, { stdout, locale: "en" } as unknown as CommandContext);
    const [bytes] = written;
    expect((await readSheet(bytes as Uint8Array, { key: "k" })).faults.map(({ code }) => code)).toEqual(["no-rows"]);
  });

  test("is an XLSX whose cells are texts, so that they keep digits and leading zeros", async () => {
    const child = startCli(["template", "--format", "xlsx", "--locale", "tr"]);
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    const { exitCode } = await waitForExit(child);
    expect(exitCode).toBe(0);
    const bytes = Buffer.concat(chunks);
    expect((await readSheet(bytes, { key: "k" })).faults.map(({ code }) => code)).toEqual(["no-rows"]);
    const parts = unzipSync(bytes);
    expect(Buffer.from(parts["xl/styles.xml"] as Uint8Array).toString()).toMatch(/numFmtId="49"|formatCode="@"/);
    expect(Buffer.from(parts["xl/worksheets/sheet1.xml"] as Uint8Array).toString()).toContain('r="H1001"');
  });
});

test("check reads standard input of a process", async () => {
  const child = startCli(["check", "-", "--key", "salaries", "--locale", "en"]);
  child.stdin.end(csv);
  expect(await readUntil(child.stdout, "pay would send one payout of 2 items")).toContain("standard input: no fault");
  expect((await waitForExit(child)).exitCode).toBe(0);
});
