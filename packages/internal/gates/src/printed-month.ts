import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createSimulator, type ItemOutcome } from "@iyzico-mass-payout/simulator";

/** The sheets of the month that docs/cli.md tells of, in each language: a rejected item, one that comes back, one that waits. */
const sheets = {
  en: {
    heading: "Name;IBAN;Amount;Description",
    recipient: "Recipient",
    key: "salaries-2026-11",
    inFlight: "in flight",
  },
  tr: { heading: "Ad Soyad;IBAN;Tutar;Açıklama", recipient: "Alıcı", key: "maas-2026-11", inFlight: "işlemde" },
} as const;
const accounts = [
  "TR400006200000000000000001",
  "TR130006200000000000000002",
  "TR830006200000000000000003",
  "TR560006200000000000000004",
];
const amounts = ["42150,75", "38900,00", "51200,50", "44750,00"];
const outcomes: Readonly<Record<string, ItemOutcome>> = {
  [`${sheets.en.key}-3`]: "rejected",
  [`${sheets.tr.key}-3`]: "rejected",
  [`${sheets.en.key}-4`]: "failed-refunded",
  [`${sheets.tr.key}-4`]: "failed-refunded",
  "slow-1": "stuck-processing",
};

/** What a command printed, and its exit code. */
export interface Printed {
  text: string;
  exitCode: number;
}

/**
 * Runs the month of docs/cli.md with a program and a simulator: refused at production, a review, its approval, the balance, and
 * another payment that is stopped with Ctrl-C and then still in progress.
 */
export async function printMonth(program: string, locale: "en" | "tr", folder: string): Promise<Printed[]> {
  const credentials = { apiKey: "sandbox-month", secretKey: "sandbox-month-secret" };
  const delays = { authorised: 0, queued: 0, itemsQueued: 0, sent: 0, processing: 0, refund: 0 };
  const outcomeOf = ({ itemExternalId }: { itemExternalId: string }) => outcomes[itemExternalId] ?? "paid";
  const simulator = createSimulator({ credentials, clock: Date, delays, commissionOf: () => "5.00", outcomeOf });
  const server = await simulator.listen();
  mkdirSync(folder, { recursive: true });
  const cwd = mkdtempSync(join(folder, "month-"));
  const { heading, recipient, key, inFlight } = sheets[locale];
  const rows = accounts.map((account, index) => `${recipient} ${index + 1};${account};${amounts[index]};11/2026`);
  writeFileSync(join(cwd, "sheet.csv"), `${heading}\n${rows.join("\n")}\n`);
  writeFileSync(join(cwd, "slow.csv"), `${heading}\n${rows[0]}\n`);
  const environment = { IYZICO_API_KEY: credentials.apiKey, IYZICO_SECRET_KEY: credentials.secretKey };
  const run = (url: string, args: readonly string[], stopAt?: string) =>
    new Promise<Printed>((resolve) => {
      const env = { PATH: process.env["PATH"], ...environment, IYZICO_BASE_URL: url };
      const child = execFile(process.execPath, [program, ...args, "--locale", locale], { cwd, env }, (_, out, err) => {
        resolve({ text: out + err, exitCode: child.exitCode ?? -1 });
      });
      child.stdin?.end();
      child.stderr?.on("data", (text: string) => {
        if (stopAt !== undefined && text.includes(stopAt)) child.kill("SIGINT");
      });
    });
  const pay = ["pay", "sheet.csv", "--key", key, "--purpose", "SALARY", "--store", "store"];
  const slow = ["pay", "slow.csv", "--key", "slow", "--store", "store"];
  try {
    const refused = await run("https://api.iyzipay.com", [...pay, "--new-store"]);
    const review = await run(server.url, [...pay, "--new-store"]);
    const [, digest = ""] = /--approve ([0-9a-f]{12})/.exec(review.text) ?? [];
    const result = await run(server.url, [...pay, "--approve", digest, "--by", "finance-2"]);
    const balance = await run(server.url, ["balance"]);
    const stopped = await run(server.url, slow, inFlight);
    // Its item stays at the bank: it is in progress, however soon or late the second is over.
    const inProgress = await run(server.url, [...slow, "--max-wait", "1"]);
    return [refused, review, result, balance, stopped, inProgress];
  } finally {
    await server.close();
  }
}
