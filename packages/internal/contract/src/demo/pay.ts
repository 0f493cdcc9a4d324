import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSimulator, type ItemOutcome, type SimulatorServer } from "@iyzico-mass-payout/simulator";
import { runTool } from "./run-tool.ts";

const credentials = { apiKey: "sandbox-demo", secretKey: "sandbox-demo-secret" };

const key = "maas-2026-11";

/**
 * Recipients who don't exist, as a Turkish Excel exports them: no bank has the code 99999. The amount in row 4 can be read
 * in two ways.
 */
const sheet = `\ufeffAd Soyad;IBAN;Telefon;TCKN;Tutar;Açıklama\r
Alıcı Bir;TR80 9999 9000 0000 0000 0000 01;;;42.150,75;Kasım maaşı\r
Alıcı İki;TR53 9999 9000 0000 0000 0000 02;;;38.000,00;Kasım maaşı\r
Alıcı Üç;TR26 9999 9000 0000 0000 0000 03;;;51.250;Kasım maaşı\r
Alıcı Dört;;0555 555 55 55;;12.500,10;Kasım maaşı\r
Alıcı Beş;;;10000000146;9400;Kasım maaşı\r
`;
const correctedSheet = sheet.replace(";51.250;", ";51.250,40;");

/** An item has the number of its recipient in the list. All other items are paid. */
const outcomes: Readonly<Record<string, ItemOutcome>> = { [`${key}-3`]: "rejected", [`${key}-4`]: "failed-refunded" };

/**
 * Pays a spreadsheet at the simulator: a row has a fault and is corrected, iyzico rejects a recipient, so that the review
 * requires an approval, and the bank does not pay another. The report stays when the demo ends. Returns the exit code: 0 when
 * the payment went that way.
 */
export async function runPayDemo(args: readonly string[]): Promise<number> {
  // A signal to the demo stops the tool, so that no process and no file is left.
  const stopping = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stopping.abort());
  const server = await startSimulator();
  const folder = await mkdtemp(join(tmpdir(), "mass-payout-demo-"));
  const isJson = args.includes("--json");
  const others = args.filter((arg) => arg !== "--json");
  /** With --json, stdout has the last result of pay alone. */
  const run = async (words: readonly string[], isLastResult = false) => {
    const { signal } = stopping;
    const call = { url: server.url, credentials, folder, signal, environment: isJson ? {} : terminalColours() };
    process.stderr.write(`\n$ mass-payout ${words.join(" ")}\n`);
    const { exitCode, printed } = await runTool([...words, ...(isLastResult ? args : others)], {
      ...call,
      stdout: "pipe",
    });
    (isJson && !isLastResult ? process.stderr : process.stdout).write(printed);
    return { exitCode, printed };
  };
  const pay = ["pay", "maas.csv", "--key", key, "--purpose", "SALARY", "--store", "payments", "--poll-every", "0.2"];
  try {
    await writeFile(join(folder, "maas.csv"), sheet);
    const checked = await run(["check", "maas.csv", "--key", key, "--purpose", "SALARY"]);
    if (checked.exitCode !== 2) return checked.exitCode || 1;

    await writeFile(join(folder, "maas.csv"), correctedSheet);
    const reviewed = await run([...pay, "--new-store"]);
    const [digest] = /\b[0-9a-f]{64}\b/.exec(reviewed.printed) ?? [];
    if (reviewed.exitCode !== 4 || digest === undefined) return reviewed.exitCode || 1;

    const paid = await run([...pay, "--approve", digest.slice(0, 12)], true);
    if (paid.exitCode !== 3) return paid.exitCode || 1;

    const report = ["--plan", "maas.csv", "--purpose", "SALARY", "--format", "html", "--out", "report.html"];
    const { exitCode } = await run(["report", key, "--store", "payments", ...report]);
    if (exitCode === 0) process.stderr.write(`\n${join(folder, "report.html")}\n`);
    return exitCode;
  } finally {
    await server.close();
    await removeAllButReport(folder);
  }
}

/** Removes the folder, or all but the report in it. */
async function removeAllButReport(folder: string): Promise<void> {
  const names = await readdir(folder);
  const isReported = names.includes("report.html");
  const removed = isReported
    ? names.filter((name) => name !== "report.html").map((name) => join(folder, name))
    : [folder];
  await Promise.all(removed.map((path) => rm(path, { recursive: true, force: true })));
}

/** A payout at this simulator takes a second. */
function startSimulator(): Promise<SimulatorServer> {
  const simulator = createSimulator({
    credentials,
    clock: Date,
    outcomeOf: ({ itemExternalId }) => outcomes[itemExternalId] ?? "paid",
    commissionOf: () => "2.50",
    delays: { authorised: 100, queued: 100, itemsQueued: 100, sent: 100, processing: 300, refund: 300 },
  });
  return simulator.listen();
}

/** The output of a pipe is written to this terminal, and has its colours. */
function terminalColours(): NodeJS.ProcessEnv {
  return process.stdout.isTTY && process.stdout.hasColors() ? { FORCE_COLOR: "1" } : {};
}
