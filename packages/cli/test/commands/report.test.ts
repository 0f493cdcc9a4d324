import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { parse } from "csv-parse/sync";
import { describe, expect, onTestFinished, test } from "vitest";
import { createRecorder, joinLines, runCli, withPlainSpaces } from "../support/run-cli.ts";
import { simulatePayment } from "../support/simulated-payment.ts";
import { confirmedItem, createdAt, paymentOfPlan, reportedPlan, storePayment } from "../support/stored-payment.ts";

/** Two recipients are paid, one is rejected, and one is refunded. */
const shownItems = [
  confirmedItem("SUCCESS", { referenceCode: "reference-1", commissionAmount: "1.25" }),
  confirmedItem("INVALID", { errorCode: "2030" }),
  confirmedItem("DEPOSIT_SUCCESS", { referenceCode: "reference-3", commissionAmount: "1.25" }),
  confirmedItem("SUCCESS", { referenceCode: "reference-4", commissionAmount: "1.25000000" }),
];

const accounts = {
  paid: { debit: "335.01", credit: "102.09" },
  commission: { debit: "653.01", credit: "102.09" },
  refund: { debit: "102.09", credit: "102.09" },
  receivable: { debit: "136.01", credit: "102.09" },
};

async function storeReported() {
  const stored = await storePayment(reportedPlan, await paymentOfPlan(reportedPlan, shownItems));
  const accountsFile = join(stored.folder, "accounts.json");
  writeFileSync(accountsFile, JSON.stringify(accounts));
  const report = (...args: readonly string[]) => runCli(["report", "salaries", "--store", stored.store, ...args], {});
  return { ...stored, accountsFile, report };
}

/** The records of a CSV, read as a program for English or Turkish reads it. */
function recordsOf(csv: string, delimiter: string): Record<string, string>[] {
  return parse(csv, { columns: true, bom: true, delimiter, record_delimiter: "\r\n" });
}

describe("report --format csv", () => {
  test("has the columns of the books in their order, and the values of plan and store", async () => {
    const { report, planFile, accountsFile } = await storeReported();
    const result = await report("--format", "csv", "--plan", planFile, "--accounts", accountsFile, "--locale", "en");
    expect(result).toMatchObject({ exitCode: 0, stderr: "" });
    expect(result.stdout.split("\r\n")[0]).toBe(
      "\uFEFFpayout_key,external_id,request_id,item_external_id,reference_code,recipient_type,recipient_masked,description," +
        "purpose,currency,amount,commission,item_status,state,reason,initiated_at,authorised_at,final_at,approved_by," +
        "entry_key,entry_kind,debit,credit,account_code,supersedes",
    );
    const records = recordsOf(result.stdout, ",");
    expect(records).toHaveLength(2 + 2 + 1 + 2 + 2 + 2 + 2);
    expect(records[1]).toEqual({
      payout_key: "salaries",
      external_id: "salaries",
      request_id: "request-1",
      item_external_id: "salaries-1",
      reference_code: "reference-1",
      recipient_type: "IBAN",
      recipient_masked: "…0001",
      description: "Kasım maaşı",
      purpose: "SALARY",
      currency: "TRY",
      amount: "1000.50",
      commission: "1.25",
      item_status: "SUCCESS",
      state: "paid",
      reason: "",
      initiated_at: "2026-11-26T09:30:01Z",
      authorised_at: "2026-11-26T09:31:01Z",
      final_at: "2026-11-26T09:32:00Z",
      approved_by: "Muhasebe Şefi",
      entry_key: '["salaries","salaries-1","paid","amount"]',
      entry_kind: "paid",
      debit: "",
      credit: "1000.50",
      account_code: "102.09",
      supersedes: "",
    });
    const rejected = records.find(({ item_external_id }) => item_external_id === "salaries-2");
    expect(rejected).toMatchObject({
      state: "rejected",
      reason: "iyzico rejected the item with error code 2030. Nothing was sent to the bank.",
      entry_key: "",
    });
  });

  test("is what a Turkish spreadsheet program reads: semicolons, decimal commas, a byte order mark and CRLF", async () => {
    const { report, planFile } = await storeReported();
    const { stdout } = await report("--format", "csv", "--plan", planFile, "--locale", "tr");
    expect(stdout).toMatch(/^\uFEFFpayout_key;external_id;/);
    expect(stdout).not.toMatch(/[^\r]\n/);
    const records = recordsOf(stdout, ";");
    expect(records[0]).toMatchObject({ amount: "1000,50", commission: "1,25", debit: "1000,50", account_code: "" });
    expect(records.at(-1)).toMatchObject({ amount: "7,00", commission: "1,25", credit: "1,25" });
  });

  test("has neither names nor accounts without a plan, because the store has none", async () => {
    const { report } = await storeReported();
    const { stdout } = await report("--format", "csv", "--locale", "en");
    for (const record of recordsOf(stdout, ",")) {
      expect(record).toMatchObject({ recipient_type: "IBAN", recipient_masked: "", description: "", purpose: "" });
    }
  });

  test("never has a name or a whole account, also with a plan", async () => {
    const { report, planFile } = await storeReported();
    const { stdout } = await report("--format", "csv", "--plan", planFile);
    expect(stdout).not.toMatch(/Alıcı (Bir|İki)|TR\d\d9/);
  });

  test("says on stderr how many entries are not final and left out", async () => {
    const shown = { itemStatus: "SUCCESS", statusAt: createdAt + 120_000 };
    const payment = await paymentOfPlan(reportedPlan, [shown, {}, {}, {}], { phase: "authorised" });
    const { store } = await storePayment(reportedPlan, payment);
    const args = ["report", "salaries", "--store", store, "--format", "csv"];
    const { stdout, stderr } = await runCli([...args, "--locale", "en"], {});
    expect(joinLines(stderr)).toMatch(/^1 ledger entry is not final yet and left out: do not book it\./);
    expect(recordsOf(stdout, ",")).toHaveLength(4);
    expect((await runCli([...args, "--locale", "tr"], {})).stderr).toMatch(/^1 muhasebe kaydı kesinleşmediği için/);
  });

  test("--split-rows writes numbered files, and no file has one row of an entry without the other", async () => {
    const { report, folder } = await storeReported();
    const out = join(folder, "books.csv");
    const { exitCode, stdout, stderr } = await report(
      "--format",
      "csv",
      "--split-rows",
      "5",
      "--out",
      out,
      "--locale",
      "en",
    );
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "" });
    const parts = [1, 2, 3].map((part) => join(folder, `books-${part}.csv`));
    expect(stderr).toBe(`Written: ${parts.join(", ")}\n`);
    const records = parts.map((part) => recordsOf(readFileSync(part, "utf8"), ","));
    expect(records.map(({ length }) => length)).toEqual([5, 4, 4]);
    for (const part of records) {
      const keys = part.map(({ entry_key }) => entry_key).filter(Boolean);
      for (const key of keys) expect(keys.filter((other) => other === key)).toHaveLength(2);
    }
  });

  test("--split-rows refuses to leave a part of a longer report beside the new ones", async () => {
    const { report, folder } = await storeReported();
    const out = ["--out", join(folder, "books.csv")];
    await report("--format", "csv", "--split-rows", "2", ...out);
    const { exitCode, stderr } = await report(
      "--format",
      "csv",
      "--split-rows",
      "5",
      "--force",
      "--locale",
      "en",
      ...out,
    );
    expect(exitCode).toBe(2);
    expect(stderr).toContain(
      "books-4.csv is a part of an earlier report, which has more files: it must be removed first.",
    );
  });
});

describe("report --format html", () => {
  test("has every recipient with name, masked account, amount, state and reason", async () => {
    const { report, planFile } = await storeReported();
    const { stdout } = await report("--format", "html", "--plan", planFile, "--locale", "tr");
    const page = withPlainSpaces(stdout);
    expect(page).toMatch(/^<!doctype html>\n<html lang="tr">/);
    for (const text of [
      "Alıcı Bir",
      "IBAN …0001",
      "Kasım maaşı",
      "₺1.000,50",
      "4 alıcıdan 2 alıcıya ödeme yapıldı.",
      "iyzico kalemi 2030 hata koduyla reddetti.",
      "onaylayan: Muhasebe Şefi",
      "Checked.",
      "Bu rapor banka dekontu değildir",
      "Sandbox: deneme ortamı",
      "https://sandbox-api.iyzipay.com",
      "request-1",
      "Maaş",
    ]) {
      expect(page).toContain(text);
    }
    expect(page).not.toMatch(/TR\d\d9999/);
  });

  test("has exact sums of each state, and of the ledger", async () => {
    const { report } = await storeReported();
    const { stdout } = await report("--format", "html", "--locale", "en");
    const text = withPlainSpaces(stdout)
      .replace(/<[^>]+>/g, " ")
      .replace(/\s+/g, " ");
    expect(text).toContain("paid 2 TRY 1,007.50 81.4% refunded 1 TRY 30.25 2.4% rejected 1 TRY 200.00 16.2%");
    expect(text).toContain("Ordered 4 TRY 1,237.75 100.0%");
    expect(text).toContain("Paid TRY 1,007.50 Commission TRY 2.50 Back in the balance, commission included TRY 31.50");
    expect(text).toContain("Made without the plan");
  });

  test("forbids every request and every script but its own", async () => {
    const { report } = await storeReported();
    const { stdout } = await report("--format", "html");
    expect(stdout).toMatch(
      /<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;sha256-[\w+/=]+&#39;; script-src &#39;sha256-[\w+/=]+&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;">/,
    );
    expect(stdout).not.toMatch(/<(link|img|iframe|object|base|form)\b|\b(src|href)="(?!#)|@import|url\(/);
  });

  test("escapes what comes from outside", async () => {
    const hostile = '<script>alert(1)</script>"><img src=x onerror=alert(1)>';
    const plan = {
      ...reportedPlan,
      items: reportedPlan.items.map((item) => ({ ...item, recipientName: hostile, description: hostile })),
    };
    const payment = await paymentOfPlan(plan, [
      { itemStatus: hostile, referenceCode: hostile, errorCode: hostile },
      confirmedItem("INVALID", { errorCode: hostile }),
    ]);
    const approved = { at: createdAt, event: "approved" as const, digest: hostile, by: hostile, note: hostile };
    const abandoned = [
      { externalId: hostile, status: hostile, restart: 0, inits: 1, count: 1, amounts: {}, rejected: [] },
    ];
    const { store, planFile } = await storePayment(plan, {
      ...payment,
      history: [...payment.history, approved],
      requestId: hostile,
      abandoned,
      restart: 1,
    });
    const { stdout } = await runCli(
      ["report", "salaries", "--store", store, "--plan", planFile, "--format", "html"],
      {},
    );
    expect(stdout.match(/<script>/g)).toHaveLength(1);
    expect(stdout).not.toContain("<img");
    expect(stdout).toContain("&#60;script&#62;alert(1)");
  });
});

test("a plan is read from a spreadsheet, with the options that it was paid with", async () => {
  const sheet = [
    "Ad Soyad;IBAN;Tutar;Açıklama",
    ...reportedPlan.items.map(({ recipientName, recipientInfo, amount, description }) =>
      [recipientName, recipientInfo, amount.value.replace(".", ","), description].join(";"),
    ),
  ].join("\r\n");
  const folder = mkdtempSync(join(tmpdir(), "mass-payout-sheet-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "payees.csv");
  writeFileSync(file, sheet);
  const flags = ["--currency", "TRY", "--purpose", "SALARY"];
  const made = await runCli(["plan", file, "--key", "salaries", ...flags], {});
  const plan = JSON.parse(made.stdout);
  const { store } = await storePayment(plan, await paymentOfPlan(plan, shownItems));
  const args = ["report", "salaries", "--store", store, "--plan", file, "--format", "html"];
  const { exitCode, stdout } = await runCli([...args, ...flags], {});
  expect(exitCode).toBe(0);
  expect(stdout).toContain("Alıcı Bir");
  expect(await runCli([...args, "--currency", "USD"], {})).toMatchObject({ exitCode: 2, stdout: "" });
});

test("recipients whom another payment pays again are not to be paid once more", async () => {
  const items = [1, 2, 3, 4].map(() => confirmedItem("DEPOSIT_SUCCESS", { supersededBy: "salaries-2" }));
  const { store } = await storePayment(reportedPlan, await paymentOfPlan(reportedPlan, items));
  const { stdout } = await runCli(["report", "salaries", "--store", store, "--format", "html", "--locale", "en"], {});
  expect(stdout).not.toContain("mass-payout repay KEY");
  expect(stdout).toContain("The payment salaries-2 pays it again: pay it in no other way.");
});

test("an approval without a name says how it was given", async () => {
  const history = ["default", "digest", "function"].map((by) => ({ at: createdAt, event: "approved" as const, by }));
  const { store } = await storePayment(reportedPlan, await paymentOfPlan(reportedPlan, shownItems, { history }));
  const { stdout } = await runCli(["report", "salaries", "--store", store, "--format", "html", "--locale", "en"], {});
  for (const text of ["by default", "by its digest", "by a program"]) expect(stdout).toContain(`<bdi>${text}</bdi>`);
});

describe("what needs action is said first", () => {
  const open = { phase: "authorised" as const };
  const cases: [string, Parameters<typeof paymentOfPlan>[1], Parameters<typeof paymentOfPlan>[2], string[]][] = [
    ["nothing", [1, 2, 3, 4].map(() => confirmedItem("SUCCESS")), {}, ["Nothing. The payment is settled."]],
    ["an open payment", [], open, ["The payment is in progress. Run its pay command again to go on."]],
    [
      "a refund that failed, an unknown status and a refund to come",
      [confirmedItem("DEPOSIT_FAIL"), { itemStatus: "NEW" }, { itemStatus: "FAILED" }, {}],
      open,
      [
        "the money did not come back: ask iyzico for it",
        "count neither as paid nor as unpaid",
        "their money is not back in the balance yet",
      ],
    ],
    [
      "the reason why the last call ended",
      [],
      { ...open, history: [{ at: createdAt, event: "action-required", reason: "stuck" }] },
      [
        "The last run ended because an action is required: iyzico took the authorisation",
        "pay its recipients in no other way",
      ],
    ],
    ["an auth in doubt", [], { phase: "authorising" }, ["Recipients may be paid by it."]],
    [
      "abandoned payouts and several inits",
      [],
      {
        ...open,
        inits: 2,
        restart: 1,
        abandoned: [
          { externalId: "salaries", status: "INIT", restart: 0, inits: 1, count: 4, amounts: {}, rejected: [] },
          { externalId: "salaries-r9", restart: 2, inits: 1, count: 4, amounts: {}, rejected: [] },
        ],
      },
      [
        "Never ask it to cancel salaries-r2: that is this payment's own.",
        "The payout was sent 2 times (init).",
        "salaries-r9",
      ],
    ],
    [
      "entries that are not final",
      [{ itemStatus: "SUCCESS", statusAt: createdAt }],
      open,
      ["book an amount only when it is final", "Of it not final"],
    ],
    [
      "amounts of iyzico",
      [confirmedItem("SUCCESS", { totalAmount: "1001" })],
      { hasVendorAmounts: true },
      ["iyzico pays its own amounts"],
    ],
    [
      "a refund that failed once, although it is the reason too",
      [confirmedItem("DEPOSIT_FAIL"), confirmedItem("SUCCESS"), confirmedItem("SUCCESS"), confirmedItem("SUCCESS")],
      { ...open, history: [{ at: createdAt, event: "action-required", reason: "refund-failed" }] },
      ["What needs action\nThese recipients are not paid, and the money did not come back"],
    ],
    [
      "an unknown status once, although it is the reason too",
      [{ itemStatus: "NEW" }],
      { ...open, history: [{ at: createdAt, event: "action-required", reason: "unknown-status" }] },
      ["What needs action\nThese recipients count neither as paid nor as unpaid"],
    ],
    [
      "recipients who may be paid again",
      [1, 2, 3, 4].map(() => confirmedItem("DEPOSIT_SUCCESS")),
      {},
      ["mass-payout repay KEY"],
    ],
  ];

  test.each(cases)("%s", async (_name, items, others, expected) => {
    const { store } = await storePayment(reportedPlan, await paymentOfPlan(reportedPlan, items, others));
    const { stdout } = await runCli(["report", "salaries", "--store", store, "--format", "html", "--locale", "en"], {});
    const text = stdout.replace(/<[^>]+>/g, "").replaceAll("&#39;", "'");
    for (const part of expected) expect(text).toContain(part);
    expect(stdout.indexOf('id="action"')).toBeLessThan(stdout.indexOf('id="money"'));
  });

  test("of many recipients the first are named, and the table has the others", async () => {
    const items = Array.from({ length: 25 }, (_, index) => ({
      ...reportedPlan.items[0],
      itemExternalId: `item-${index}`,
    }));
    const plan = { ...reportedPlan, items } as typeof reportedPlan;
    const payment = await paymentOfPlan(
      plan,
      items.map(() => confirmedItem("DEPOSIT_FAIL")),
    );
    const { store, planFile } = await storePayment(plan, payment);
    const { stdout } = await runCli(
      ["report", "salaries", "--store", store, "--plan", planFile, "--format", "html"],
      {},
    );
    expect(stdout).toContain('<li><a href="#recipients">+ 5</a></li>');
  });
});

describe("report refuses, with exit code 2,", () => {
  test("a plan that is not the payment's", async () => {
    const { report, folder } = await storeReported();
    const other = join(folder, "other.json");
    for (const plan of [
      { ...reportedPlan, key: "bonus", externalId: "salaries" },
      { ...reportedPlan, items: reportedPlan.items.slice(1) },
    ]) {
      writeFileSync(other, JSON.stringify(plan));
      const { exitCode, stdout, stderr } = await report("--format", "csv", "--plan", other, "--locale", "en");
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
      expect(joinLines(stderr)).toContain(
        "other.json must be the plan that payment salaries was begun with. The options that it was paid with must be given too, such as --purpose",
      );
    }
  });

  test("a key that the store does not have", async () => {
    const { store } = await storeReported();
    const args = ["report", "bonus", "--store", store, "--format", "csv", "--locale", "en"];
    const { exitCode, stderr } = await runCli(args, {});
    expect(exitCode).toBe(2);
    expect(stderr).toContain("The store has no payment with the key bonus.");
  });

  test("a workbook on a terminal", async () => {
    const { store } = await storeReported();
    const args = ["report", "salaries", "--store", store, "--format", "xlsx", "--locale", "en"];
    const { exitCode, stdout, stderr } = await runCli(args, {}, { terminal: { isTTY: true } });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain("--format xlsx must not be written to a terminal: give --out FILE.");
  });

  test.each([
    [["--format", "csv", "--split-rows", "2"], "--split-rows requires --out FILE"],
    [["--format", "html", "--split-rows", "2", "--out", "a"], "--split-rows is for --format csv only"],
    [["--format", "csv", "--split-rows", "1", "--out", "a"], "--split-rows must be at least 2"],
    [["--format", "html", "--accounts", "a"], "--accounts is for --format csv and xlsx only"],
  ])("%s", async (args, message) => {
    const { report } = await storeReported();
    const { exitCode, stderr } = await report(...args, "--locale", "en");
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });

  test.each([
    ["{", "accounts.json must be a JSON object."],
    ["[]", "accounts.json must be a JSON object."],
    [JSON.stringify({ ...accounts, refund: undefined }), "accounts.json: refund.debit is required"],
    [JSON.stringify({ ...accounts, refund: undefined }), "accounts.json: refund.credit is required"],
    [
      JSON.stringify({ ...accounts, paid: { debit: 335, credit: "102" } }),
      "paid.debit is required, and must be an account",
    ],
    [JSON.stringify({ ...accounts, paid: { debit: " ", credit: "102" } }), "accounts.json: paid.debit is required"],
    [JSON.stringify(accounts).replace("{", '{"paid":{},'), "accounts.json must not have a key twice in an object"],
    [JSON.stringify({ ...accounts, fees: accounts.paid }), "accounts.json: fees must not be there."],
    [JSON.stringify({ ...accounts, paid: { ...accounts.paid, vat: "1" } }), "paid.vat must not be there."],
  ])("an accounts file with a fault: %s", async (json, message) => {
    const { report, accountsFile } = await storeReported();
    writeFileSync(accountsFile, json);
    const args = ["--format", "csv", "--accounts", accountsFile, "--locale", "en"];
    const { exitCode, stdout, stderr } = await report(...args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(joinLines(stderr)).toContain(message);
  });

  test("an accounts file that cannot be read", async () => {
    const { report, folder } = await storeReported();
    const { exitCode, stderr } = await report(
      "--format",
      "csv",
      "--accounts",
      join(folder, "missing"),
      "--locale",
      "en",
    );
    expect(exitCode).toBe(2);
    expect(stderr).toContain("missing cannot be read (ENOENT).");
  });
});

test("a payment at another address is matched with its plan by IYZICO_BASE_URL", async () => {
  const address = "http://127.0.0.1:4010";
  const payment = await paymentOfPlan(reportedPlan, shownItems, {}, address);
  const { store, planFile } = await storePayment(reportedPlan, payment);
  const args = ["report", "salaries", "--store", store, "--plan", planFile, "--format", "html", "--locale", "en"];
  expect(await runCli(args, { IYZICO_BASE_URL: "no address" })).toMatchObject({ exitCode: 2 });
  const { exitCode, stdout } = await runCli(args, { IYZICO_BASE_URL: `${address}/` });
  expect(exitCode).toBe(0);
  expect(stdout).toContain(address);
  expect(stdout).toContain("Test: paid at an address of this machine");
});

test("a payment at another address is matched with its plan by the profile that has the address", async () => {
  const address = "https://gateway.example.com";
  const payment = await paymentOfPlan(reportedPlan, shownItems, {}, address);
  const { store, planFile, folder } = await storePayment(reportedPlan, payment);
  const profiles = join(folder, "profiles.json");
  const keys = { apiKey: "a", secretKey: "s" };
  writeFileSync(profiles, JSON.stringify({ gateway: { ...keys, baseUrl: address }, sandbox: keys }), { mode: 0o600 });
  const report = (profile: string, environment = {}) =>
    runCli(
      [
        "report",
        "salaries",
        "--store",
        store,
        "--plan",
        planFile,
        "--profile",
        profile,
        "--format",
        "html",
        "--locale",
        "en",
      ],
      { MASS_PAYOUT_PROFILES: profiles, ...environment },
    );
  const { exitCode, stdout } = await report("gateway");
  expect(exitCode).toBe(0);
  expect(stdout).toContain(address);
  // The environment is not asked beside a profile, as for every other command.
  const other = await report("sandbox", { IYZICO_BASE_URL: address });
  expect(other.exitCode).toBe(2);
  expect(joinLines(other.stderr)).toContain("--profile or IYZICO_BASE_URL must name that address.");
  expect((await report("none")).exitCode).toBe(2);
});

test("a payment at a gateway is not marked as a test, whatever the gateway's name", async () => {
  const address = "https://sandbox-gateway.example.com";
  const payment = await paymentOfPlan(reportedPlan, shownItems, {}, address);
  const { store, planFile } = await storePayment(reportedPlan, payment);
  const args = ["report", "salaries", "--store", store, "--plan", planFile, "--format", "html", "--locale", "en"];
  const { exitCode, stdout } = await runCli(args, { IYZICO_BASE_URL: address });
  expect(exitCode).toBe(0);
  expect(stdout).toContain(address);
  expect(stdout).not.toContain("no real money");
});

test("a payment that was paid is reported with its plan, from the store that pay has written", async () => {
  const { pay, environment, folder, planFile } = await simulatePayment(
    ["paid", "failed-refunded", "rejected"],
    {
      commissionOf: () => "1.25",
    },
    { payoutPlan: { ...reportedPlan, items: reportedPlan.items.slice(0, 3) } },
  );
  const [, digest = ""] = /--approve ([0-9a-f]{64})/.exec((await pay()).stdout) ?? [];
  await pay("--approve", digest, "--by", "Muhasebe Şefi");
  const args = ["report", "salaries", "--store", join(folder, "payments"), "--format", "csv", "--locale", "en"];
  const simulator = { IYZICO_BASE_URL: environment["IYZICO_BASE_URL"] };
  const result = await runCli([...args, "--plan", planFile], simulator);
  expect(result).toMatchObject({ exitCode: 0, stderr: "" });
  const rows = recordsOf(result.stdout, ",").map(
    ({ item_external_id, state, entry_kind, debit, credit, approved_by }) =>
      [item_external_id, state, entry_kind, debit, credit, approved_by].join(" "),
  );
  expect(rows).toEqual([
    "salaries-1 paid paid 1000.50  Muhasebe Şefi",
    "salaries-1 paid paid  1000.50 Muhasebe Şefi",
    "salaries-1 paid commission 1.25  Muhasebe Şefi",
    "salaries-1 paid commission  1.25 Muhasebe Şefi",
    "salaries-2 refunded refund 200.00  Muhasebe Şefi",
    "salaries-2 refunded refund  200.00 Muhasebe Şefi",
    "salaries-2 refunded refund 1.25  Muhasebe Şefi",
    "salaries-2 refunded refund  1.25 Muhasebe Şefi",
    "salaries-3 rejected    Muhasebe Şefi",
  ]);
});

describe("--out", () => {
  test("writes a file that only its owner can read, and leaves nothing else", async () => {
    const { report, folder } = await storeReported();
    mkdirSync(join(folder, "out"));
    const out = join(folder, "out", "report.html");
    expect(await report("--format", "html", "--out", out)).toMatchObject({ exitCode: 0, stdout: "" });
    expect(statSync(out).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, "out"))).toEqual(["report.html"]);
  });

  test("does not replace a file without --force", async () => {
    const { report, folder } = await storeReported();
    const out = join(folder, "books.csv");
    writeFileSync(out, "filed");
    const refused = await report("--format", "csv", "--out", out, "--locale", "en");
    expect(refused).toMatchObject({ exitCode: 2, stdout: "" });
    expect(refused.stderr).toContain("books.csv exists already. Give another --out, or --force to replace it.");
    expect(readFileSync(out, "utf8")).toBe("filed");
    expect(await report("--format", "csv", "--out", out, "--force")).toMatchObject({ exitCode: 0 });
    expect(readFileSync(out, "utf8")).toContain("payout_key");
    expect(statSync(out).mode & 0o777).toBe(0o600);
  });

  test("does not write through a link to a file that is not there", async () => {
    const { report, folder } = await storeReported();
    const out = join(folder, "books.csv");
    symlinkSync(join(folder, "elsewhere.csv"), out);
    const { exitCode, stderr } = await report("--format", "csv", "--out", out, "--locale", "en");
    expect(exitCode).toBe(2);
    expect(stderr).toContain("books.csv exists already.");
    expect(readdirSync(folder)).not.toContain("elsewhere.csv");
  });

  test("says why a file cannot be written, and leaves nothing", async () => {
    const { report, folder } = await storeReported();
    const before = readdirSync(folder);
    const missing = await report("--format", "csv", "--out", join(folder, "missing", "a.csv"), "--locale", "en");
    expect(missing.exitCode).toBe(2);
    expect(missing.stderr).toContain("a.csv cannot be written (ENOENT).");
    mkdirSync(join(folder, "directory"));
    const directory = await report("--format", "csv", "--out", join(folder, "directory"), "--force", "--locale", "en");
    expect(directory.exitCode).toBe(2);
    expect(directory.stderr).toContain("cannot be written (EISDIR)");
    expect(readdirSync(folder)).toEqual([...before, "directory"].sort());
  });
});

test("a workbook is written to a pipe", async () => {
  const { store } = await storeReported();
  const { run } = await import("../../src/run.ts");
  const written: (string | Uint8Array)[] = [];
  const stdout = { write: (chunk: string | Uint8Array) => written.push(chunk) > 0 };
  const context = {
    environment: {},
    stdin: Readable.from([]),
    stdout,
    stderr: createRecorder().output,
    stopSignal: () => new AbortController().signal,
  };
  expect(await run(["report", "salaries", "--store", store, "--format", "xlsx"], context)).toBe(0);
  expect(
    Buffer.concat(written.map((chunk) => Buffer.from(chunk)))
      .subarray(0, 2)
      .toString(),
  ).toBe("PK");
});
