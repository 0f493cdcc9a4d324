import { setTimeout as sleep } from "node:timers/promises";
import type { RateLimiter } from "@iyzico-mass-payout/client";
import { type Database, openPool } from "../database/pool.js";
import { checkSchemaName } from "../database/schema-name.js";
import { invalidOption } from "../errors/invalid-option.js";
import { openSlotTable, type SlotRate } from "./slot-table.js";

/** Options of a rate limiter in Postgres. */
export interface PostgresRateLimiterOptions {
  /** The maximum of requests in any minute, for all machines together. iyzico publishes none for mass payout. */
  perMinute: number;
  /** Names the merchant whose requests are counted together. Not an API key: it is stored. Default: `"default"`. */
  merchant?: string | undefined;
  /** The schema of the tables. Default: `"mass_payout"`. */
  schema?: string | undefined;
}

/** A rate limiter in Postgres. */
export interface PostgresRateLimiter extends RateLimiter {
  /** Ends the connections, if the limiter was given a connection string. */
  close(): Promise<void>;
}

/**
 * Shares a rate limit between all machines that use one database: for the client's option `rateLimit`. The tables must be
 * there.
 *
 * Never more than `perMinute` requests leave in any 60 seconds, as long as each leaves within 6 seconds of its slot. So a
 * slot is given every `66 / (perMinute - burst + 1)` seconds, 9 to 12 % below the number; `burst` slots can be taken at once
 * after a pause, one for each 25 of `perMinute` and at least one. With 50: two at once, then one every 1.35 s. Times are
 * those of the database, so that the clocks of the machines do not matter. A slot that is more than 3 seconds old when its
 * process learns of it, because the process was paused, is not used.
 *
 * Calls of one process are served in their order; processes have equal chances. If limiters of a merchant differ, the
 * strictest holds for all of them, until it has not been used for 10 minutes. `acquire` rejects if the database fails.
 *
 * @throws {MassPayoutError} `invalid_configuration` if an option cannot be used.
 *
 * @example
 * ```ts
 * import { createMassPayoutClient } from "@iyzico-mass-payout/client";
 * import { createPostgresRateLimiter } from "@iyzico-mass-payout/durable";
 *
 * const iyzico = createMassPayoutClient({
 *   credentials: { apiKey: "sandbox-key", secretKey: "sandbox-secret" },
 *   environment: "sandbox",
 *   rateLimit: createPostgresRateLimiter("postgres://localhost/payouts", { perMinute: 50 }),
 * });
 * ```
 */
export function createPostgresRateLimiter(
  database: Database,
  options: PostgresRateLimiterOptions,
): PostgresRateLimiter {
  return createRateLimiter(database, options, 60_000);
}

interface Waiter {
  since: number;
  resolve(): void;
  reject(error: unknown): void;
}

/** How many slots in a row may come too late before the wait fails: each is lost for the other machines too. */
const maxOutdated = 5;

/** The longest pause before the database is asked again, in milliseconds. */
const maxPauseMs = 10_000;

/** The longest random part of a pause, in milliseconds. */
const maxJitterMs = 100;

/** As {@link createPostgresRateLimiter}, with another period than a minute. */
export function createRateLimiter(
  database: Database,
  options: PostgresRateLimiterOptions,
  periodMs: number,
): PostgresRateLimiter {
  const { perMinute, merchant = "default", schema } = Object(options) as PostgresRateLimiterOptions;
  if (!Number.isSafeInteger(perMinute) || perMinute < 1) throw invalidOption("perMinute must be a positive integer.");
  if (typeof merchant !== "string" || merchant === "") throw invalidOption("merchant must be a non-empty string.");
  const schemaName = checkSchemaName(schema);
  const rate = rateOf(perMinute, periodMs);
  const { pool, close } = openPool(database, 1);
  const table = openSlotTable(pool, schemaName, merchant, rate);

  const waiting: Waiter[] = [];
  let isServing = false;
  let outdated = 0;
  let pause = new AbortController();

  /** Takes one slot for the first call, or waits. */
  const serveOnce = async (first: Waiter) => {
    const begin = now();
    const answer = await table.take(begin.monotonic - first.since);
    if (answer.grant === undefined) {
      if (waiting.length === 0) return;
      // Not all processes at the same moment, in which always the same one might win.
      const pauseMs = answer.waitMs + Math.random() * Math.min(rate.intervalMs / 10, maxJitterMs);
      pause = new AbortController();
      // Only the abort of the last call ends it early.
      await sleep(Math.min(pauseMs, maxPauseMs), undefined, { signal: pause.signal }).catch(() => undefined);
    } else if (ageMsOf(begin) > periodMs / 20) {
      outdated += 1;
      if (outdated === maxOutdated) throw new Error("The database or this process was too slow to use a slot in time.");
    } else {
      outdated = 0;
      const next = waiting.shift();
      if (next === undefined) await table.giveBack(answer.grant);
      else next.resolve();
    }
  };
  /** Serves the calls in order, one statement at a time. */
  const serve = async () => {
    isServing = true;
    for (let first = waiting[0]; first !== undefined; first = waiting[0]) {
      try {
        await serveOnce(first);
      } catch (error) {
        outdated = 0;
        for (const { reject } of waiting.splice(0)) reject(error);
      }
    }
    isServing = false;
  };

  return {
    acquire({ signal }) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const onAbort = () => {
          waiting.splice(waiting.indexOf(waiter), 1);
          // With no call left waiting, the timer must not keep the process alive.
          if (waiting.length === 0) pause.abort();
          reject(signal?.reason);
        };
        const settle = (end: () => void) => {
          signal?.removeEventListener("abort", onAbort);
          end();
        };
        const waiter: Waiter = {
          since: performance.now(),
          resolve: () => settle(resolve),
          reject: (error) => settle(() => reject(error)),
        };
        waiting.push(waiter);
        signal?.addEventListener("abort", onAbort, { once: true });
        if (!isServing) void serve();
      });
    },
    close,
  };
}

/**
 * A rate that keeps the number in any period, if each request leaves within a tenth of a period of its slot: all requests in
 * a period have their slots within 1.1 periods, and in a time t there are at most `burst + t / intervalMs` slots.
 */
function rateOf(perPeriod: number, periodMs: number): SlotRate {
  const burst = Math.max(1, Math.floor(perPeriod / 25));
  return { intervalMs: (1.1 * periodMs) / (perPeriod - burst + 1), burst };
}

interface Moment {
  monotonic: number;
  wall: number;
}

const now = (): Moment => ({ monotonic: performance.now(), wall: Date.now() });

/** By both clocks: one may stand still while the process is paused, and the other may be set. */
function ageMsOf({ monotonic, wall }: Moment): number {
  return Math.max(performance.now() - monotonic, Math.abs(Date.now() - wall));
}
