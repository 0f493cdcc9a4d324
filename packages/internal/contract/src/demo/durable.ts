import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Postgres, startPostgres } from "@iyzico-mass-payout/postgres";
import { createSimulator } from "@iyzico-mass-payout/simulator";
import { runTool, type ToolOptions, toolPath } from "./run-tool.ts";

const credentials = { apiKey: "sandbox-demo", secretKey: "sandbox-demo-secret" };

const key = "maas-2026-11";

/** Recipients who don't exist: no bank has the code 99999. The bank does not pay the third one. */
const sheet = `\ufeffAd Soyad;IBAN;Tutar;Açıklama\r
Alıcı Bir;TR80 9999 9000 0000 0000 0000 01;42.150,75;Kasım maaşı\r
Alıcı İki;TR53 9999 9000 0000 0000 0000 02;38.000,00;Kasım maaşı\r
Alıcı Üç;TR26 9999 9000 0000 0000 0000 03;51.250,40;Kasım maaşı\r
`;

const workerFlags = ["worker", "--poll-every", "0.5"];

/**
 * Pays a spreadsheet with three workers on a Postgres of its own: two people approve, the first worker is killed when it has sent
 * the auth, the others go on, and the ledger adds up. Returns the exit code: 0 when the payout went that way.
 */
export async function runDurableDemo(args: readonly string[]): Promise<number> {
  // A signal to the demo stops what it has started, so that no process and no file is left.
  const stopping = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stopping.abort());
  const folder = await mkdtemp(join(tmpdir(), "mass-payout-demo-"));
  const simulator = createSimulator({
    credentials,
    clock: Date,
    outcomeOf: ({ itemExternalId }) => (itemExternalId === `${key}-3` ? "failed-refunded" : "paid"),
    commissionOf: () => "2.50",
    delays: { authorised: 100, queued: 100, itemsQueued: 100, sent: 100, processing: 2_000, refund: 300 },
  });
  const server = await simulator.listen();
  let postgres: Postgres | undefined;
  const workers: ChildProcess[] = [];
  const environment: NodeJS.ProcessEnv = { IYZICO_API_KEY: credentials.apiKey };
  const { signal } = stopping;
  const call: ToolOptions = { url: server.url, credentials, folder, signal, environment, stdout: "pipe" };
  const run = async (...words: string[]) => {
    tell(words);
    const { exitCode, printed } = await runTool([...words, ...args], call);
    process.stdout.write(printed);
    return { exitCode, printed };
  };
  const startWorker = () => {
    tell([...workerFlags, "&"]);
    workers.push(spawnWorker(call));
  };
  try {
    postgres = await startPostgres();
    environment["MASS_PAYOUT_DATABASE"] = await postgres.createDatabase();
    await writeFile(join(folder, "maas.csv"), sheet);
    await run("migrate");
    await run("policy", "--approvers", "2", "--not-the-submitter", "--by", "denetim");
    const submitted = await run("submit", "maas.csv", "--key", key, "--purpose", "SALARY", "--by", "finans-1");
    if (submitted.exitCode !== 0) return submitted.exitCode;
    startWorker();
    const digest = await until(signal, async () => {
      const { printed } = await runTool(["status", key, "--json"], call);
      return (JSON.parse(printed) as { review?: { digest: string } }).review?.digest;
    });
    await run("status", key);
    for (const by of ["finans-2", "finans-3"]) await run("approve", key, "--digest", digest.slice(0, 12), "--by", by);
    // The worst moment: the auth has left, and its answer is not stored yet.
    await until(signal, () => simulator.history.some(({ operation }) => operation === "auth"));
    tell(["kill -9 %1"], "");
    workers[0]?.kill("SIGKILL");
    startWorker();
    startWorker();
    await until(signal, async () => {
      const { printed } = await runTool(["status", key, "--json"], call);
      return (JSON.parse(printed) as { outcome: string }).outcome === "settled";
    });
    await run("status", key);
    const { exitCode } = await run("ledger");
    return exitCode;
  } catch (error) {
    if (signal.aborted) return 1;
    throw error;
  } finally {
    for (const worker of workers) worker.kill("SIGTERM");
    await Promise.all(workers.map((worker) => ended(worker)));
    await postgres?.stop();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Shows what is run, as in a shell. */
function tell(words: readonly string[], tool = "mass-payout "): void {
  process.stderr.write(`\n$ ${tool}${words.join(" ")}\n`);
}

/** A worker in the background. It says nothing here: what it does, the other commands show. */
function spawnWorker({ url, folder, environment }: ToolOptions): ChildProcess {
  return spawn(process.execPath, [toolPath, ...workerFlags], {
    cwd: folder,
    stdio: "ignore",
    env: {
      ...process.env,
      ...environment,
      IYZICO_SECRET_KEY: credentials.secretKey,
      IYZICO_BASE_URL: url,
    },
  });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
}

/** Asks again until there is an answer, or the demo is stopped. */
async function until<Answer>(
  signal: AbortSignal,
  ask: () => Answer | undefined | false | Promise<Answer | undefined | false>,
): Promise<Answer> {
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    signal.throwIfAborted();
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
