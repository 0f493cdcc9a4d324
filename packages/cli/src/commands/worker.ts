import { createMassPayoutClient } from "@iyzico-mass-payout/client";
import type { DurableEvent } from "@iyzico-mass-payout/durable";
import { durableMessages, payoutsMessages, usageMessages } from "../messages/catalogs.js";
import { formatTime } from "../terminal/time.js";
import { eventToJson, formatEvent } from "../views/durable/event.js";
import type { CommandContext } from "./command.js";
import { announceDestination } from "./confirm.js";
import { requireDatabase, withPayouts } from "./database.js";
import type { DatabaseFlags } from "./database-flags.js";
import { nameDestination } from "./destination.js";
import { connectionOf } from "./environment.js";
import { exitCodes } from "./exit-codes.js";
import type { ConnectionFlags } from "./flags.js";
import { loadDurable } from "./load-durable.js";
import { watchQueue } from "./queue-watch.js";
import { UsageError } from "./usage-error.js";
import { dateOf } from "./wall-time.js";

/** What `mass-payout worker` takes. Times are in milliseconds. */
export interface WorkerFlags extends DatabaseFlags, ConnectionFlags {
  /** How many payouts it advances at once. */
  concurrency?: number;
  /** The maximum of requests in any minute, of all workers together. */
  rateLimit?: number;
  restart: boolean;
  pageSize?: number;
  pollEvery?: number;
  notFoundGrace?: number;
  stuckAfter?: number;
  json: boolean;
}

/** Two connections for each payout and four more: what the pool of one process has. */
const maxConcurrency = 8;

/** `mass-payout worker`: pays what is submitted, until a signal stops it. */
export async function runWorker(flags: WorkerFlags, context: CommandContext): Promise<number> {
  const { stdout, stderr, locale, stopSignal, clock } = context;
  const { concurrency = 4, rateLimit: perMinute = 50, json } = flags;
  await Promise.all([durableMessages, payoutsMessages].map((messages) => messages.load(locale)));
  const { worker: text } = durableMessages.in(locale);
  if (concurrency > maxConcurrency) {
    throw new UsageError(`--concurrency ${usageMessages.in(locale).mustBe.atMost(maxConcurrency)}.`);
  }
  const connection = connectionOf(flags, context);
  await announceDestination(nameDestination(connection), context);
  const { database, schema } = requireDatabase(flags, context);
  const { createPostgresRateLimiter } = await loadDurable(locale);
  // Also while it starts.
  const signal = stopSignal();
  const rateLimit = createPostgresRateLimiter(database, { perMinute, schema });
  const say = (type: "started" | "queue-recovered" | "stopping" | "stopped", sentence: string) => {
    if (json) stdout.write(`${JSON.stringify({ at: dateOf(clock), type })}\n`);
    else stderr.write(`${sentence}\n`);
  };
  const print = (event: DurableEvent) => {
    const at = dateOf(clock);
    if (json) stdout.write(eventToJson(event, at));
    else stderr.write(formatEvent(event, at, locale));
  };
  let probe = async (): Promise<unknown> => undefined;
  const onQueueFailed = watchQueue({
    clock,
    signal,
    probe: () => probe(),
    onFailed: print,
    onRecovered: () => say("queue-recovered", `${formatTime(dateOf(clock))} ${text.queueRecovered}`),
  });
  const onEvent = (event: DurableEvent) => (event.type === "queue-failed" ? onQueueFailed(event) : print(event));
  const options = {
    client: createMassPayoutClient({ ...connection, locale, rateLimit }),
    onEvent,
    restart: flags.restart,
    pageSize: flags.pageSize,
    pollEveryMs: flags.pollEvery,
    notFoundGraceMs: flags.notFoundGrace,
    stuckAfterMs: flags.stuckAfter,
  };
  try {
    return await withPayouts(
      flags,
      context,
      async (payouts) => {
        probe = () => payouts.policy();
        await payouts.start({ concurrency });
        say("started", text.started(concurrency, perMinute));
        await waitForAbort(signal);
        say("stopping", text.stopping);
        await payouts.stop();
        say("stopped", text.stopped);
        return exitCodes.success;
      },
      options,
    );
  } finally {
    await rateLimit.close();
  }
}

function waitForAbort(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
