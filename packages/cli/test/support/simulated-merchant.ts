import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Clock, createMassPayoutClient, type InitItem, type MassPayoutClient } from "@iyzico-mass-payout/client";
import { createFileStore } from "@iyzico-mass-payout/client/file-store";
import { createSimulator, type Simulator, type SimulatorOptions } from "@iyzico-mass-payout/simulator";
import { onTestFinished } from "vitest";
import { startRelay } from "./relay.ts";
import { type CliResult, keys, runCli } from "./run-cli.ts";

const credentials = { apiKey: keys.IYZICO_API_KEY, secretKey: keys.IYZICO_SECRET_KEY };

/** Every step is over by the next request. */
export const noDelays = { authorised: 0, queued: 0, itemsQueued: 0, sent: 0, processing: 0, refund: 0 };

/** A merchant of a simulated iyzico on a port, with a folder that has a payment store. Its language is English. */
export interface SimulatedMerchant {
  simulator: Simulator;
  iyzico: MassPayoutClient;
  environment: NodeJS.ProcessEnv;
  folder: string;
  store: string;
  /** Runs a command line in this process. */
  run(args: readonly string[], options?: Parameters<typeof runCli>[2]): Promise<CliResult>;
  /** Writes a file into the folder. Returns its path. */
  write(name: string, content: string): string;
}

/** Items of a payout whose recipients do not exist: no bank has the code 99999. */
export function itemsOf(externalId: string, count: number): InitItem[] {
  return Array.from({ length: count }, (_, index) => ({
    itemExternalId: `${externalId}-${index + 1}`,
    recipientType: "MEMBER_ID",
    recipientInfo: `member-secret-${index + 1}`,
    amount: { value: "10.50", currency: "TRY" },
    description: "November",
  }));
}

/** Answers a request in place of the simulator, with JSON; `undefined` leaves it to the simulator. */
export type Intercept = (request: { target: string; body: string }) => object | undefined | Promise<undefined>;

/** @param intercept stands between the merchant and iyzico, as a proxy does. */
export async function simulateMerchant(
  options: SimulatorOptions = {},
  intercept?: Intercept,
): Promise<SimulatedMerchant> {
  const simulator = createSimulator({ credentials, clock: Date, delays: noDelays, ...options });
  const url =
    intercept === undefined
      ? await listen(simulator)
      : await startRelay(simulator, async (request, when) => {
          const own = when === "before" ? await intercept(request) : undefined;
          return own && { status: 200, body: JSON.stringify(own) };
        });
  const folder = mkdtempSync(join(tmpdir(), "mass-payout-cli-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const store = join(folder, "payments");
  await createFileStore(store, { create: true }).load("any");
  const environment = { ...keys, LANG: "en_US.UTF-8", IYZICO_BASE_URL: url };
  return {
    simulator,
    iyzico: createMassPayoutClient({ credentials, baseUrl: url }),
    environment,
    folder,
    store,
    run: (args, runOptions) => runCli(args, environment, runOptions),
    write(name, content) {
      const file = join(folder, name);
      writeFileSync(file, content);
      return file;
    },
  };
}

async function listen(simulator: Simulator): Promise<string> {
  const server = await simulator.listen();
  onTestFinished(() => server.close());
  return server.url;
}

/** A clock whose pauses take no time, and whose date the test sets. */
export function createSettableClock(): Clock & { advance(milliseconds: number): void } {
  let time = Date.UTC(2026, 10, 26, 9, 30);
  return {
    now: () => time,
    date: () => time,
    async sleep(milliseconds, signal) {
      signal?.throwIfAborted();
      time += milliseconds;
    },
    advance(milliseconds) {
      time += milliseconds;
    },
  };
}

/** A date that jumps by a minute after its first calls, as that of a machine that was asleep. */
export function createJumpingDate(date: number, calls: number): () => number {
  let called = 0;
  return () => {
    called += 1;
    return called > calls ? date + 60_000 : date;
  };
}
