import type { Simulator } from "@iyzico-mass-payout/simulator";
import { createDurablePayouts } from "../../src/index.ts";
import type { PeopleLine } from "../support/people-process.ts";
import { createBooks, readBooks, readPayouts } from "./books.ts";
import { makeTrouble, type Troubles } from "./chaos.ts";
import { type Cluster, startCluster } from "./cluster.ts";
import { countOutcomes, createEndJudge } from "./end.ts";
import { type SentRequest, startMachine } from "./fleet.ts";
import { checkBooks, checkCrashes, checkRate, checkWire, keysByRequestId, Violation } from "./invariants.ts";
import { startPeople } from "./people.ts";
import { randomOf } from "./random.ts";
import { createVendor } from "./vendor.ts";

/** What is simulated. */
export interface SimulationOptions {
  seed: number;
  payouts: number;
  workers: number;
  concurrency: number;
  /** How many requests may reach the vendor in any minute. */
  perMinute: number;
  troubles: Troubles;
  /** How many times a replica may take over. */
  failOvers: number;
  /** The mean pause between two troubles, in milliseconds. */
  troubleEveryMs: number;
  /** How long troubles come, in milliseconds from the first submission. */
  troubleMs: number;
  notFoundGraceMs: number;
  submitEveryMs: number;
  /** Whether people approve another auth after one whose effect is unknown: not if a fault may last for `notFoundGraceMs`. */
  approveAgain: boolean;
  /** When what has not ended by then fails the run, in milliseconds from its begin. */
  maxMs: number;
  /** Told what happens. */
  onNote?: (note: string) => void;
}

/** What came of it, for the report of the test. */
export interface SimulationResult {
  outcomes: Record<string, number>;
  inits: number;
  auths: number;
  requests: number;
  /** The most requests in any 60 s. */
  maxInMinute: number;
  entries: number;
  seconds: number;
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const approvals = { approvers: 2, notTheSubmitter: true };

/**
 * Pays plans by worker processes on a Postgres and a network that fail, with people who decide in between. Rejects with the
 * first violation of what must be true, and with the history of its payout.
 */
export async function runSimulation(options: SimulationOptions): Promise<SimulationResult> {
  const { seed, payouts, workers, concurrency, perMinute, notFoundGraceMs } = options;
  const { submitEveryMs, approveAgain } = options;
  const began = performance.now();
  const random = randomOf(seed, "chaos");
  const cluster = await startCluster();
  // Too little at first: some payouts wait for money.
  const vendor = createVendor(seed, String(payouts * 300));
  const server = await vendor.listen();
  const lines: PeopleLine[] = [];
  const sent: SentRequest[] = [];
  const notes: string[] = [];
  const note = (event: string) => {
    const line = `${((performance.now() - began) / 1_000).toFixed(1)} s: ${event}`;
    notes.push(line);
    options.onNote?.(line);
  };
  await createBooks(cluster.connectionString());
  const common = { baseUrl: server.url, pollEveryMs: 500, notFoundGraceMs, approvals };
  const portOf = () => cluster.port();
  const { database } = cluster;
  const machines = await Promise.all(
    Array.from({ length: workers }, (_, index) => {
      const config = { ...common, concurrency, perMinute, listenerFailures: 0.02 };
      // One clock is a day ahead, and one a day behind.
      const clockOffsetMs = ([0, 86_400_000, -86_400_000][index] ?? 0) as number;
      return startMachine(`machine-${index + 1}`, config, { portOf, database, clockOffsetMs, requests: sent });
    }),
  );
  const people = await Promise.all(
    ["people-1", "people-2"].map((name, index) => {
      const submits = index === 0 ? payouts : 0;
      return startPeople({ ...common, seed, name, submits, submitEveryMs, approveAgain }, { portOf, database, lines });
    }),
  );
  const stop = async () => {
    await Promise.all([...machines, ...people].map((process) => process.stop()));
    await server.close();
    await cluster.stop();
  };
  try {
    const check = () => checkWire(vendor, { sent, lines, approvers: approvals.approvers });
    let violation: unknown;
    const watch = setInterval(() => {
      try {
        check();
      } catch (error) {
        violation ??= error;
      }
    }, 1_000);
    try {
      const scene = {
        random,
        vendor,
        cluster,
        machines,
        note,
        failOversLeft: options.failOvers,
        onFailOver: () => people[0]?.tell({ type: "submit-again" }),
      };
      const hasSubmitted = () => lines.some(({ action, state }) => action === "submit" && state === "done");
      while (!hasSubmitted()) await sleep(100);
      const troublesUntil = performance.now() + options.troubleMs;
      const isOver = () => violation !== undefined || performance.now() > troublesUntil;
      await makeTrouble(scene, options.troubles, { everyMs: options.troubleEveryMs, isOver });
      note("no more trouble");
      vendor.topUp(String(payouts * 5_000));
      for (const each of people) each.tell({ type: "finish" });
      const resume = (keys: readonly string[]) => people[1]?.tell({ type: "resume", keys });
      const isAtEnd = createEndJudge({ vendor, count: payouts, quietMs: 12_000 + notFoundGraceMs, resume });
      while (violation === undefined && !isAtEnd(await readPayouts(cluster.connectionString()))) {
        await sleep(2_000);
        if (performance.now() - began > options.maxMs) throw await findUnended(cluster);
      }
      if (violation !== undefined) throw violation;
    } finally {
      clearInterval(watch);
    }
    check();
    const books = await readBooks(cluster.connectionString());
    checkBooks(vendor, books, payouts);
    checkCrashes([...machines, ...people].flatMap(({ errors }) => errors));
    const maxInMinute = checkRate(vendor, perMinute);
    return {
      outcomes: countOutcomes(books.payouts),
      inits: vendor.history.filter(({ operation }) => operation === "init").length,
      auths: vendor.history.filter(({ operation }) => operation === "auth").length,
      requests: vendor.history.length,
      maxInMinute,
      entries: books.ledger.length,
      seconds: Math.round((performance.now() - began) / 1_000),
    };
  } catch (error) {
    const key = error instanceof Violation ? error.key : undefined;
    const details = [
      `seed ${seed}`,
      ...notes.slice(-60),
      ...(key === undefined ? [] : await describe(cluster, vendor, { lines, sent, key })),
      ...[...machines, ...people].flatMap(({ errors }) => errors.slice(-2).map((text) => text.slice(-600))),
    ];
    throw new Error(`${(error as Error).message}\n${details.join("\n")}`, { cause: error });
  } finally {
    await stop();
  }
}

async function findUnended(cluster: Cluster): Promise<Violation> {
  const payouts = await readPayouts(cluster.connectionString());
  const open = payouts.filter(({ outcome }) => outcome === "in-progress");
  const shown = JSON.stringify([countOutcomes(payouts), open.slice(0, 10)]);
  return new Violation(`it has not ended: ${shown}`, open[0]?.key ?? payouts.find((p) => p.outcome !== "settled")?.key);
}

/** What is known of a payout: its history, what people did, and the wire. */
async function describe(
  cluster: Cluster,
  vendor: Simulator,
  { lines, sent, key }: { lines: readonly PeopleLine[]; sent: readonly SentRequest[]; key: string },
): Promise<string[]> {
  const payouts = createDurablePayouts({ database: cluster.connectionString() });
  const history = await payouts.history(key).catch(() => []);
  const report = await payouts.get(key).catch(() => undefined);
  await payouts.stop();
  const keys = keysByRequestId(vendor);
  const isOfIt = ({ externalId, requestId = "" }: { externalId?: string; requestId?: string }) =>
    externalId?.startsWith(key) === true || keys.get(requestId) === key;
  const entries = [
    ...history.map((entry) => ({ ...entry, from: "history" })),
    ...lines.filter((line) => line.key === key).map((line) => ({ ...line, from: "people" })),
    ...sent.filter(({ requestId }) => keys.get(requestId) === key).map((write) => ({ ...write, from: "worker" })),
    ...vendor.history.filter(isOfIt).map((call) => ({ ...call, from: "wire" })),
  ];
  return [
    ...entries.sort((one, other) => one.at - other.at).map((entry) => JSON.stringify(entry)),
    JSON.stringify(report?.action ?? report?.outcome),
    ...vendor.payouts
      .filter(({ requestId }) => keys.get(requestId) === key)
      .map((payout) =>
        JSON.stringify({
          ...payout,
          items: payout.items.map((item) => [item.itemExternalId, item.status, item.timesPaid]),
        }),
      ),
  ];
}
