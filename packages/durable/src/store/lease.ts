import { randomUUID } from "node:crypto";
import type { Pool } from "../database/pool.js";
import { queryOnce } from "../database/query-once.js";

/** A lock of a key that is renewed until it is released. */
export interface Lease {
  /** Identifies the holder in the table. */
  owner: string;
  /** Whether another holder has not released it. */
  isTakenOver: boolean;
  release(): Promise<void>;
}

/**
 * Takes the lock of a key in the table `payment_lock`, by the database's time. Resolves with `undefined` if another holder
 * has renewed it within `leaseMs`.
 */
export async function takeLease(pool: Pool, schema: string, key: string, leaseMs: number): Promise<Lease | undefined> {
  const table = `${schema}.payment_lock`;
  const owner = randomUUID();
  const { rows } = await queryOnce(
    pool,
    `with previous as materialized (
       select owner from ${table} where key = $1
     )
     insert into ${table} as held (key, owner, expires_at) values ($1, $2, ${expiry("$3")})
     on conflict (key) do update set owner = excluded.owner, expires_at = excluded.expires_at
     where held.expires_at < clock_timestamp()
     returning exists (select from previous) as is_taken_over`,
    [key, owner, leaseMs],
  );
  const [row] = rows as { is_taken_over: boolean }[];
  if (row === undefined) return undefined;

  const renew = `update ${table} set expires_at = ${expiry("$3")} where key = $1 and owner = $2`;
  // A renewal that fails is repeated. A lease that ran out is renewed too, unless another process has taken it over.
  const timer = setInterval(() => {
    pool.query(renew, [key, owner, leaseMs]).catch(() => undefined);
  }, leaseMs / 3);
  timer.unref();
  return {
    owner,
    isTakenOver: row.is_taken_over,
    async release() {
      clearInterval(timer);
      await queryOnce(pool, `delete from ${table} where key = $1 and owner = $2`, [key, owner]);
    },
  };
}

/** When a lease ends that is taken or renewed now. `parameter` has its length in milliseconds. */
export function expiry(parameter: string): string {
  return `clock_timestamp() + ${parameter}::float8 * interval '1 millisecond'`;
}
