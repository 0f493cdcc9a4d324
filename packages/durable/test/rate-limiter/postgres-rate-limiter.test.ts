import { setTimeout } from "node:timers/promises";
import { createMassPayoutClient } from "@iyzico-mass-payout/client";
import { createTestDatabase } from "@iyzico-mass-payout/postgres/test-database";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import type { Pool } from "../../src/database/pool.ts";
import { createPostgresRateLimiter } from "../../src/index.ts";
import { createRateLimiter } from "../../src/rate-limiter/postgres-rate-limiter.ts";
import { openSlotTable } from "../../src/rate-limiter/slot-table.ts";
import { migratedDatabase } from "../support/migrated-database.ts";

afterEach(() => vi.restoreAllMocks());

/** A period in which nothing becomes free during a test. */
const longMs = 3_600_000;

/** The pool, with something that happens after the answer to each statement and before it arrives. */
function withDelay(pool: Pool, delay: () => void | Promise<void>): Pool {
  const query: Pool["query"] = async (text, values) => {
    const answer = await pool.query(text, values);
    await delay();
    return answer;
  };
  return { connect: () => pool.connect(), query };
}

const readRow = async (pool: Pool) => (await pool.query("select *, next_at::text from mass_payout.rate_limit")).rows[0];

/** Creates the row, which otherwise a limiter's first statement does not find. */
const createRow = (pool: Pool) =>
  pool.query(
    `insert into mass_payout.rate_limit (merchant, interval_ms, burst, limited_at, next_at)
     values ('default', 1, 1, now(), now())`,
  );

describe("acquire", () => {
  test("serves calls in their order, and stores how long the last one has waited", async () => {
    const { pool } = await migratedDatabase();
    const limiter = createRateLimiter(pool, { perMinute: 100 }, 10_000);
    const order: number[] = [];
    await Promise.all([1, 2, 3, 4, 5, 6].map(async (n) => limiter.acquire({}).then(() => order.push(n))));
    expect(order).toEqual([1, 2, 3, 4, 5, 6]);
    // Four at once, and two more after one interval each: 113 ms.
    expect((await readRow(pool)).waited_ms).toBeGreaterThan(2 * 100);
  });

  test("an aborted wait takes no slot and rejects with the reason, and the others keep their order", async () => {
    const { pool } = await migratedDatabase();
    let statements = 0;
    const counted = withDelay(pool, () => {
      statements += 1;
    });
    const limiter = createRateLimiter(counted, { perMinute: 1 }, longMs);
    // Three statements: the first one finds no row, the second one creates it.
    await limiter.acquire({});
    const before = await readRow(pool);
    const [first, second] = [new AbortController(), new AbortController()];
    const waits = [first, second].map(({ signal }) => limiter.acquire({ signal }));
    // Until the limiter pauses after the statement for these calls.
    while (statements < 4) await setTimeout(5);
    await setTimeout(5);
    first.abort("first");
    await expect(waits[0]).rejects.toBe("first");
    second.abort("second");
    await expect(waits[1]).rejects.toBe("second");
    await expect(limiter.acquire({ signal: AbortSignal.abort("before") })).rejects.toBe("before");
    expect(await readRow(pool)).toEqual(before);
  });

  test("a slot that arrives after the abort is given back", async () => {
    const { pool } = await migratedDatabase();
    await createRow(pool);
    let abort = new AbortController();
    const limiter = createRateLimiter(
      withDelay(pool, () => abort.abort("late")),
      { perMinute: 1 },
      longMs,
    );
    await expect(limiter.acquire({ signal: abort.signal })).rejects.toBe("late");
    // Would not resolve during the test without the slot.
    await limiter.acquire({});
    abort = new AbortController();
    await expect(limiter.acquire({ signal: abort.signal })).rejects.toBe("late");
  });

  test.each(["Date", "performance"] as const)("a slot is not used after a pause by the clock of %s", async (name) => {
    const { pool } = await migratedDatabase();
    await createRow(pool);
    const clock = { Date, performance }[name];
    let statements = 0;
    const limiter = createRateLimiter(
      withDelay(pool, () => {
        statements += 1;
        const paused = clock.now() + 3_001;
        if (statements === 1) vi.spyOn(clock, "now").mockImplementation(() => paused);
      }),
      { perMinute: 50 },
      60_000,
    );
    await limiter.acquire({});
    expect(statements).toBe(2);
  });

  test("a process that gets every slot too late gives up, and takes slots again when it is faster", async () => {
    const { pool } = await migratedDatabase();
    let date = Date.now();
    let isSlow = true;
    vi.spyOn(Date, "now").mockImplementation(() => date);
    const slow = withDelay(pool, () => {
      if (isSlow) date += 60_000;
    });
    const limiter = createRateLimiter(slow, { perMinute: 250 }, 60_000);
    await expect(Promise.all([limiter.acquire({}), limiter.acquire({})])).rejects.toThrow("too slow to use a slot");
    isSlow = false;
    await limiter.acquire({});
  });

  test("rejects while the database is away or has no tables, as rate_limiter_failed of the client", async () => {
    const credentials = { apiKey: "sandbox-key", secretKey: "sandbox-secret" };
    for (const database of ["postgres://127.0.0.1:1/payouts", await createTestDatabase()]) {
      const rateLimit = createPostgresRateLimiter(database, { perMinute: 50 });
      onTestFinished(() => rateLimit.close());
      const iyzico = createMassPayoutClient({ credentials, baseUrl: "http://127.0.0.1:1", rateLimit });
      await expect(iyzico.balance()).rejects.toMatchObject({ code: "rate_limiter_failed", outcome: "not-sent" });
    }
  });

  test("works in a database whose transactions are serializable by default", async () => {
    const { pool, connectionString } = await migratedDatabase();
    const { pathname } = new URL(connectionString);
    await pool.query(`alter database ${pathname.slice(1)} set default_transaction_isolation = 'serializable'`);
    const limiters = Array.from({ length: 4 }, () => createPostgresRateLimiter(connectionString, { perMinute: 1_000 }));
    for (const limiter of limiters) onTestFinished(() => limiter.close());
    await Promise.all(limiters.flatMap((limiter) => Array.from({ length: 10 }, () => limiter.acquire({}))));
  });
});

describe("limiters of a merchant", () => {
  test("keep to the strictest of them until it has not been used for 10 minutes", async () => {
    const { pool } = await migratedDatabase();
    const [loose, strict] = [500, 100].map((perMinute) => createPostgresRateLimiter(pool, { perMinute }));
    const rateAfter = async (limiter = loose) => {
      await limiter?.acquire({});
      const { interval_ms, burst } = await readRow(pool);
      return [Math.round(interval_ms), burst];
    };
    expect(await rateAfter(loose)).toEqual([137, 20]);
    expect(await rateAfter(strict)).toEqual([680, 4]);
    expect(await rateAfter(loose)).toEqual([680, 4]);
    await pool.query("update mass_payout.rate_limit set limited_at = limited_at - interval '11 minutes'");
    expect(await rateAfter(loose)).toEqual([137, 20]);
  });

  test("get slots again after the clock of the database was set back", async () => {
    const { pool } = await migratedDatabase();
    const limiter = createRateLimiter(pool, { perMinute: 25 }, 60_000);
    await limiter.acquire({});
    await pool.query("update mass_payout.rate_limit set next_at = next_at + interval '1 day'");
    await limiter.acquire({});
    // The next slot comes as if the most had been taken before.
    const { rows } = await pool.query(
      "select next_at < now() + interval '10 seconds' as soon from mass_payout.rate_limit",
    );
    expect(rows).toEqual([{ soon: true }]);
  });
});

test("a slot is not given back if another one was taken since", async () => {
  const { pool } = await migratedDatabase();
  const table = openSlotTable(pool, "mass_payout", "default", { intervalMs: 60_000, burst: 3 });
  await table.take(0);
  const [first, second] = [await table.take(0), await table.take(0)];
  const before = await readRow(pool);
  await table.giveBack(String(first.grant));
  expect(await readRow(pool)).toEqual(before);
  await table.giveBack(String(second.grant));
  expect(before.next_at).not.toBe((await readRow(pool)).next_at);
});

test("an option that cannot be used throws, and nothing is stored", () => {
  const message = (options: object, database: unknown = "postgres://127.0.0.1:1/payouts") => {
    try {
      createPostgresRateLimiter(database as string, options as { perMinute: number });
    } catch (error) {
      return error;
    }
    return undefined;
  };
  const invalid = (words: string) => expect.objectContaining({ code: "invalid_configuration", message: words });
  for (const perMinute of [0, 1.5, "50", undefined]) {
    expect(message({ perMinute })).toEqual(invalid("perMinute must be a positive integer."));
  }
  expect(message(undefined as never)).toEqual(invalid("perMinute must be a positive integer."));
  expect(message({ perMinute: 50, merchant: "" })).toEqual(invalid("merchant must be a non-empty string."));
  expect(message({ perMinute: 50, schema: "A" })).toMatchObject({ code: "invalid_configuration" });
  expect(message({ perMinute: 50 }, "")).toMatchObject({ code: "invalid_configuration" });
});
