import { createTestDatabase } from "@iyzico-mass-payout/postgres/test-database";
import pg from "pg";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Pool } from "../../src/database/pool.ts";
import { createPostgresStore, type PostgresStore } from "../../src/index.ts";
import { createStore } from "../../src/store/postgres-store.ts";
import { migratedDatabase } from "../support/migrated-database.ts";

const payment = { key: "salaries", phase: "planned", createdAt: 1_000, items: [], history: [] };

async function open(leaseMs = 30_000): Promise<{ store: PostgresStore; another(): PostgresStore; pool: Pool }> {
  const { pool } = await migratedDatabase();
  const another = () => createStore(pool, {}, leaseMs);
  return { store: another(), another, pool };
}

/** The call after the death of a connection may still be given it. */
async function waitUntilLoaded(store: PostgresStore, stored: object): Promise<void> {
  for (let call = 0; call < 5; call += 1) {
    const answer = await store.load("k").catch(() => undefined);
    if (answer !== undefined) return expect(answer).toEqual(stored);
  }
  throw new Error("The connections were not replaced.");
}

const locked = (words: string, outcome = "not-sent") =>
  expect.objectContaining({ code: "payment_locked", outcome, message: expect.stringContaining(words) });

describe("a store", () => {
  test("has each revision as it was given, and replaces only the one that is expected", async () => {
    const { store } = await open();
    expect(await store.load("salaries")).toBeUndefined();
    const first = await store.compareAndSet("salaries", undefined, payment);
    const nasty = { ...payment, text: 'ş\u0000"\ud800\\', big: "12345678901234567890.10" };
    expect(await store.load("salaries")).toEqual({ payment, revision: first });
    expect(await store.compareAndSet("salaries", undefined, payment)).toBeUndefined();
    expect(await store.compareAndSet("salaries", "other", payment)).toBeUndefined();
    expect(await store.compareAndSet("other", "other", payment)).toBeUndefined();
    const second = await store.compareAndSet("salaries", first, nasty);
    expect(second).not.toBe(first);
    expect(await store.compareAndSet("salaries", first, payment)).toBeUndefined();
    expect(await store.load("salaries")).toEqual({ payment: nasty, revision: second });
  });

  test("lets one of many writers at once win, for a new key and for one that is there", async () => {
    const { another } = await open();
    const stores = Array.from({ length: 8 }, another);
    const race = async (expected: string | undefined) => {
      const answers = await Promise.all(
        stores.map((store, n) => store.compareAndSet("k", expected, { ...payment, n })),
      );
      const winners = answers.filter((answer) => answer !== undefined);
      expect(winners.length).toBe(1);
      expect((await stores[0]?.load("k"))?.revision).toBe(winners[0]);
      return winners[0];
    };
    const first = await race(undefined);
    await race(first);
  });

  test("commits to the disk whatever the server is set to, and keeps a stricter setting", async () => {
    const connectionString = await createTestDatabase();
    for (const [setting, used] of [
      ["off", "on"],
      ["local", "on"],
      ["remote_apply", "remote_apply"],
    ]) {
      const pool = new pg.Pool({ connectionString, options: `-c synchronous_commit=${setting}` });
      onTestFinished(() => pool.end());
      const seen: string[] = [];
      const spy = {
        query: (text: string, values?: unknown[]) => pool.query(text, values),
        async connect() {
          const connection = await pool.connect();
          return {
            async query(text: string, values?: unknown[]) {
              const answer = await connection.query(text, values);
              if (text.includes("as is_held")) {
                seen.push((await connection.query("show synchronous_commit")).rows[0].synchronous_commit);
              }
              return answer;
            },
            release: (error?: Error | boolean) => connection.release(error),
          };
        },
      };
      const store = createPostgresStore(spy as Pool);
      await store.migrate();
      await store.compareAndSet(`k-${setting}`, undefined, payment);
      expect(seen).toEqual([used]);
    }
  });

  test("lists its payments in the order of their keys, a page at a time", async () => {
    const { store, pool } = await open();
    await pool.query(
      `insert into mass_payout.payment (key, revision, payment, phase)
       select 'k-' || lpad(n::text, 3, '0'), n::text, json_build_object('n', n), 'planned' from generate_series(1, 200) as n`,
    );
    const found: unknown[] = [];
    for await (const listed of store.list()) found.push(listed);
    expect(found.length).toBe(200);
    expect(found[199]).toEqual({ key: "k-200", payment: { n: 200 }, revision: "200" });
    // A pool of the caller stays open.
    await store.close();
    expect(await store.load("k-001")).toEqual({ payment: { n: 1 }, revision: "1" });
  });

  test("works over a connection string, in another schema", async () => {
    const connectionString = await createTestDatabase();
    const store = createPostgresStore(connectionString, { schema: "books" });
    await Promise.all([store.migrate(), store.migrate(), store.migrate()]);
    const revision = await store.compareAndSet("k", undefined, payment);
    expect(await store.load("k")).toEqual({ payment, revision });
    // An idle connection that dies is replaced.
    const { pool } = await migratedDatabase();
    await pool.query("select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = $1", [
      new URL(connectionString).pathname.slice(1),
    ]);
    await waitUntilLoaded(store, { payment, revision });
    await store.close();
    await expect(store.load("k")).rejects.toThrow();
  });

  test("works in a database whose transactions are serializable by default", async () => {
    const { connectionString, pool } = await migratedDatabase();
    await pool.query(
      `alter database ${new URL(connectionString).pathname.slice(1)} set default_transaction_isolation = 'serializable'`,
    );
    const stores = Array.from({ length: 4 }, () => createPostgresStore(connectionString));
    for (const store of stores) onTestFinished(() => store.close());
    let revision: string | undefined;
    for (let round = 0; round < 10; round += 1) {
      const answers = await Promise.all(stores.map((store) => store.compareAndSet("k", revision, payment)));
      expect(answers.filter((answer) => answer !== undefined).length).toBe(1);
      revision = answers.find((answer) => answer !== undefined);
    }
  });

  test("rejects a schema without its tables, and with those of other versions, and stores nothing", async () => {
    const store = createPostgresStore(await createTestDatabase());
    onTestFinished(() => store.close());
    const missing = (hint: string) => ({
      code: "store_missing",
      outcome: "not-sent",
      hint: expect.stringContaining(hint),
    });
    await expect(store.load("k")).rejects.toMatchObject(missing("in another database"));
    await expect(store.compareAndSet("k", undefined, payment)).rejects.toMatchObject(missing("call migrate once"));
    await expect(store.lock("k")).rejects.toMatchObject(missing("call migrate once"));
    await expect(store.findSameList("k", "list")).rejects.toMatchObject(missing("call migrate once"));
    await expect(store.list()[Symbol.asyncIterator]().next()).rejects.toMatchObject(missing("call migrate once"));

    const { pool, another } = await open();
    await pool.query("insert into mass_payout.payout_migration (version, compatible_with) values (99, 99)");
    await expect(another().load("k")).rejects.toMatchObject(missing("Use the newer version"));
    await pool.query("update mass_payout.payout_migration set version = version - 100");
    await expect(another().load("k")).rejects.toMatchObject(missing("Call migrate of this version"));
  });

  test("a schema that cannot be used throws", () => {
    expect(() => createPostgresStore("postgres://127.0.0.1:1/x", { schema: "A b" })).toThrow("schema must be");
    expect(() => createPostgresStore(5 as never)).toThrow("database must be");
  });
});

describe("the lock of a key", () => {
  test("is held by one, and can be taken again after it was released", async () => {
    const { store, another } = await open();
    const [first, second] = [store, another()];
    const unlock = await first.lock("k");
    expect(unlock.isTakenOver).toBe(false);
    await expect(first.lock("k")).rejects.toEqual(locked("another process works on this payment"));
    await expect(second.lock("k")).rejects.toEqual(locked("another process works on this payment"));
    await unlock();
    const again = await second.lock("k");
    // A second release changes nothing.
    await unlock();
    await expect(first.lock("k")).rejects.toEqual(locked("works on this payment"));
    expect(again.isTakenOver).toBe(false);
    await again();
  });

  test("is renewed while its process lives", async () => {
    const { store, another, pool } = await open(3_000);
    const unlock = await store.lock("k");
    const expiry = async () =>
      (await pool.query("select expires_at::text as at from mass_payout.payment_lock")).rows[0].at;
    const first = await expiry();
    while ((await expiry()) === first) await new Promise((resolve) => setTimeout(resolve, 20));
    await store.compareAndSet("k", undefined, payment);
    await expect(another().lock("k")).rejects.toEqual(locked("works on this payment"));
    await unlock();
  });

  test("is renewed again after a renewal that failed", async () => {
    const { pool } = await migratedDatabase();
    let renewals = 0;
    const query: Pool["query"] = async (text, values) => {
      if (text.startsWith("update") && ++renewals === 1) throw new Error("Connection terminated unexpectedly");
      return pool.query(text, values);
    };
    const store = createStore({ query, connect: () => pool.connect() as ReturnType<Pool["connect"]> }, {}, 60);
    const unlock = await store.lock("k");
    while (renewals < 3) await new Promise((resolve) => setTimeout(resolve, 10));
    await unlock();
  });

  test("is taken over after it ran out, and the process that had it stores nothing more", async () => {
    const { store, another, pool } = await open();
    const unlock = await store.lock("k");
    const revision = await store.compareAndSet("k", undefined, payment);
    await pool.query("update mass_payout.payment_lock set expires_at = clock_timestamp() - interval '1 second'");
    // Not taken over yet: it is renewed.
    const renewed = await store.compareAndSet("k", revision, payment);
    expect(renewed).toBeDefined();
    await expect(another().lock("k")).rejects.toEqual(locked("works on this payment"));
    await pool.query("update mass_payout.payment_lock set expires_at = clock_timestamp() - interval '1 second'");
    const second = another();
    const unlockSecond = await second.lock("k");
    expect(unlockSecond.isTakenOver).toBe(true);
    await expect(store.compareAndSet("k", renewed, payment)).rejects.toEqual(locked("was lost", "unknown"));
    const next = await second.compareAndSet("k", renewed, payment);
    await unlockSecond();
    // Released by the one that took it over: still lost.
    await expect(store.compareAndSet("k", next, payment)).rejects.toEqual(locked("was lost", "unknown"));
    await expect(store.compareAndSet("k", undefined, payment)).rejects.toEqual(locked("was lost"));
    expect((await store.load("k"))?.revision).toBe(next);
    await unlock();
  });
});

describe("findSameList", () => {
  test("finds payments and divided payouts of other keys, the oldest first, by an HMAC of the database's own", async () => {
    const { store, another, pool } = await open();
    const { fingerprint, others } = await store.findSameList("k", "list");
    expect(fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(others).toEqual([]);
    expect((await another().findSameList("k", "list")).fingerprint).toBe(fingerprint);
    const { store: elsewhere } = await open();
    expect((await elsewhere.findSameList("k", "list")).fingerprint).not.toBe(fingerprint);

    const listed = (key: string, createdAt: number) => ({ ...payment, key, createdAt, listFingerprint: fingerprint });
    await store.compareAndSet("second", undefined, listed("second", 2_000));
    await store.compareAndSet("first", undefined, listed("first", 1_000.4));
    await store.compareAndSet("k", undefined, listed("k", 1_500));
    await store.compareAndSet("other", undefined, payment);
    await insertPayout(pool, "divided", fingerprint);
    expect((await store.findSameList("k", "list")).others).toEqual([
      { key: "first", createdAt: 1_000 },
      { key: "second", createdAt: 2_000 },
      { key: "divided", createdAt: 3_000 },
    ]);
  });
});

/** A payout of `createDurablePayouts`, submitted 3 s after 1970, with payments. */
async function insertPayout(pool: Pool, key: string, fingerprint: string, payments: Record<string, object> = {}) {
  await pool.query(
    `insert into mass_payout.payout
       (key, external_id, submitted_by, submitted_at, plan_fingerprint, list_fingerprint, part_count, item_count)
     values ($1, $1, 'finance-1', to_timestamp(3), 'p', $2, 1, 1)`,
    [key, fingerprint],
  );
  for (const [part, content] of Object.entries(payments)) {
    await pool.query(
      "insert into mass_payout.payment (key, payout_key, part, revision, payment, phase) values ($1, $2, 0, 'r', $3, $4)",
      [part, key, JSON.stringify(content), Object(content).phase ?? "planned"],
    );
  }
}

describe("a payment of a durable payout", () => {
  const item = { itemExternalId: "i-1", amount: "1", currency: "TRY" };
  const settled = { ...payment, phase: "settled", items: [item], history: [{ at: 1, event: "created" }] };
  const superseded = {
    ...settled,
    items: [{ ...item, supersededBy: "again" }],
    history: [...settled.history, { at: 2, event: "superseded", key: "again" }],
  };
  const driven = (outcome: string) => locked("a worker drives the payment", outcome);

  test("is not stored over, nor is a payment stored under the key of a divided payout", async () => {
    const { store, pool } = await open();
    await insertPayout(pool, "divided", "f", { "divided-p001": payment });
    for (const key of ["divided", "divided-p001"]) {
      await expect(store.compareAndSet(key, undefined, payment)).rejects.toEqual(driven("not-sent"));
    }
    await expect(store.compareAndSet("divided-p001", "r", { ...payment, inits: 1 })).rejects.toEqual(driven("unknown"));
    expect((await store.load("divided-p001"))?.revision).toBe("r");
    expect(await store.load("divided")).toBeUndefined();
  });

  test("can be superseded once it is settled, and nothing else of it can be changed", async () => {
    const { store, pool } = await open();
    await insertPayout(pool, "k", "f", { k: settled });
    const refused = [settled.items.map((each) => ({ ...each, amount: "2" })), []].map((items) => ({
      ...superseded,
      items,
    }));
    for (const change of [...refused, { ...superseded, phase: "paying" }, null]) {
      await expect(store.compareAndSet("k", "r", change)).rejects.toEqual(driven("unknown"));
    }
    expect(await store.compareAndSet("k", "another", superseded)).toBeUndefined();
    const revision = await store.compareAndSet("k", "r", superseded);
    expect(await store.load("k")).toEqual({ payment: superseded, revision });
    const other = { ...superseded, items: [{ ...item, supersededBy: "other" }] };
    await expect(store.compareAndSet("k", revision, other)).rejects.toEqual(driven("unknown"));
  });
});
