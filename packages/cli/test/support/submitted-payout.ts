import { createTestDatabase } from "@iyzico-mass-payout/postgres/test-database";
import type { SimulatorOptions } from "@iyzico-mass-payout/simulator";
import { type CliResult, runCli } from "./run-cli.ts";
import { itemsOf, type SimulatedMerchant, simulateMerchant } from "./simulated-merchant.ts";

/** A merchant of a simulated iyzico whose payouts are in an empty database, with the environment of all commands. */
export interface DatabaseMerchant extends SimulatedMerchant {
  /** Has a password, which no command may print. */
  database: string;
  /** Submits a plan with items of 10.50 lira. */
  submit(key: string, count: number, ...moreArgs: string[]): Promise<CliResult>;
  /** Runs a worker in this process until the condition holds. */
  workUntil(isEnough: () => Promise<boolean>, ...moreArgs: string[]): Promise<CliResult>;
  /** The report of a payout, from `status --json`. */
  read(key: string): Promise<ReadPayout>;
}

/** What the tests read of `status --json`. */
interface ReadPayout {
  outcome: string;
  paid: string;
  review?: { digest: string };
  action?: { reason: string };
  requiredApprovals?: number;
  approvals: { by: string }[];
  parts: { key: string; requestId?: string }[];
}

/** More than a slow machine needs. */
const maxWaitMs = 60_000;

/** The tables are there. */
export async function merchantWithDatabase(options: SimulatorOptions = {}): Promise<DatabaseMerchant> {
  const merchant = await simulateMerchant(options);
  const address = new URL(await createTestDatabase());
  address.password = "CANARY-password";
  const database = address.href;
  const { environment } = merchant;
  environment["MASS_PAYOUT_DATABASE"] = database;
  const run = (args: readonly string[], runOptions?: Parameters<typeof runCli>[2]) =>
    runCli(args, environment, runOptions);
  await run(["migrate"]);
  const read = async (key: string) => JSON.parse((await run(["status", key, "--json"])).stdout) as ReadPayout;
  return {
    ...merchant,
    database,
    read,
    submit(key, count, ...moreArgs) {
      const file = merchant.write(`${key}.json`, JSON.stringify({ key, items: itemsOf(key, count) }));
      return run(["submit", file, "--by", "finance-1", ...moreArgs]);
    },
    async workUntil(isEnough, ...moreArgs) {
      const stop = new AbortController();
      const working = run(
        ["worker", "--poll-every", "0.2", "--not-found-grace", "1", "--rate-limit", "6000", ...moreArgs],
        {
          signal: stop.signal,
        },
      );
      const begin = Date.now();
      while (!(await isEnough())) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        if (Date.now() - begin > maxWaitMs) {
          stop.abort();
          const { stderr } = await working;
          const { stdout } = await run(["list"]);
          throw new Error(`It did not come to that:\n${stdout}\n${stderr}`);
        }
      }
      stop.abort();
      return working;
    },
  };
}
