// A worker in a process of its own: brings the tables to their version, works until SIGTERM, and ends with its parent.
import { writeSync } from "node:fs";
import { createMassPayoutClient } from "@iyzico-mass-payout/client";
import { createDurablePayouts, createPostgresRateLimiter } from "../../src/index.ts";
import { clientOptions, type ProcessConfig, payoutsOptions } from "./process-config.ts";

/** What a worker is started with. */
export interface WorkerConfig extends ProcessConfig {
  concurrency: number;
  /** How many requests all workers together may send in any minute. */
  perMinute: number;
  /** How often the caller's own books refuse entries: 0 to 1. */
  listenerFailures: number;
}

const config: WorkerConfig = JSON.parse(process.argv[2] as string);
const say = (line: object) => writeSync(1, `${JSON.stringify(line)}\n`);

// Which worker has sent a request is not on the wire.
const loggingFetch: typeof fetch = async (input, init) => {
  const request = new Request(input, init);
  const operation = /\/(init|auth|cancel|balance|retrieve)\b/.exec(new URL(request.url).pathname)?.[1];
  const { requestId } = operation === "auth" ? await request.clone().json() : {};
  // This clock is right, also if Date is not.
  say({ type: "request", operation, requestId, at: Math.round(performance.timeOrigin + performance.now()) });
  return fetch(request);
};

const payouts = createDurablePayouts({
  ...payoutsOptions(config),
  client: createMassPayoutClient({
    ...clientOptions(config),
    fetch: loggingFetch,
    rateLimit: createPostgresRateLimiter(config.database, { perMinute: config.perMinute }),
  }),
  async onLedgerEntries(entries, tx) {
    for (const { key, itemExternalId, kind, amount } of entries) {
      await tx.query("insert into book (entry_key, item, kind, amount) values ($1, $2, $3, $4)", [
        key,
        itemExternalId,
        kind,
        amount,
      ]);
    }
    if (Math.random() < config.listenerFailures) throw new Error("The books are closed.");
  },
});

process.stdin.on("end", () => process.exit(0)).resume();
process.on("SIGTERM", () => {
  payouts.stop().then(
    () => process.exit(0),
    (error) => {
      console.error("stop:", error);
      process.exit(1);
    },
  );
});

await payouts.migrate();
await payouts.start({ concurrency: config.concurrency });
say({ type: "started" });
