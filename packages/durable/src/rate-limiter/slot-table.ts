import type { Pool } from "../database/pool.js";
import { queryOnce } from "../database/query-once.js";

/** How often slots are given, by the generic cell rate algorithm. */
export interface SlotRate {
  /** The time from one slot to the next, in milliseconds. */
  intervalMs: number;
  /** How many slots can be taken at once after a pause. */
  burst: number;
}

/** A slot that was taken: identifies the state of the row after it. */
type Grant = string;

/** A slot, or how long to wait before the next attempt, in milliseconds. */
type SlotAnswer = { grant: Grant } | { grant?: undefined; waitMs: number };

/** The slots of a merchant, in one row for all machines. */
export interface SlotTable {
  /**
   * Takes a slot if there is one.
   *
   * @param waitedMs for how long the caller has waited, in milliseconds. Kept in the row of a granted slot.
   */
  take(waitedMs: number): Promise<SlotAnswer>;
  /** Gives back a slot that is not used. It stays taken if another slot was taken since. */
  giveBack(grant: Grant): Promise<void>;
}

/** The strictest rate stays in force until no limiter has taken a slot with it for this long, as after a deploy. */
const strictestFor = "interval '10 minutes'";

/** A slot that is due later than this was given before the clock of the database was set back. */
const maxAhead = "interval '1 minute'";

// What holds with the rate in force: the caller's, unless the row has a stricter one that is still in use.
const isMine = `(r.interval_ms <= asked.interval_ms or r.limited_at < asked.now - ${strictestFor})`;
const intervalMs = `(case when ${isMine} then asked.interval_ms else r.interval_ms end)`;
const burst = `(case when ${isMine} then asked.burst else r.burst end)`;
const interval = `(${intervalMs} * interval '1 millisecond')`;
const freeAt = `(r.next_at - (${burst} - 1) * ${interval})`;

/** A time as a number that has no rounding. */
const exact = (time: string) => `(extract(epoch from ${time}) * 1000000)::bigint::text`;

/** Opens the slots of a merchant in the table `rate_limit`. All times are those of the database. */
export function openSlotTable(pool: Pool, schema: string, merchant: string, rate: SlotRate): SlotTable {
  const table = `${schema}.rate_limit`;
  // The time is read before the row is locked. A statement that waits for the lock then takes its slot as of that time, and
  // the caller judges the age of the slot.
  const takeOrWait = `
    with asked as materialized (
      select clock_timestamp() as now, $2::float8 as interval_ms, $3::integer as burst
    ), granted as (
      update ${table} as r
      set next_at = greatest(least(r.next_at, asked.now + ${burst} * ${interval}), asked.now) + ${interval},
        interval_ms = ${intervalMs},
        burst = ${burst},
        limited_at = case when ${isMine} then asked.now else r.limited_at end,
        waited_ms = $4::float8,
        granted_at = asked.now
      from asked
      where r.merchant = $1
        and (${freeAt} <= asked.now or r.next_at > asked.now + ${burst} * ${interval} + ${maxAhead})
      returning ${exact("r.next_at")} as "grant"
    )
    select "grant", null as wait_ms from granted
    union all
    select null, (extract(epoch from ${freeAt} - asked.now) * 1000)::text
    from ${table} as r, asked where r.merchant = $1 and not exists (select from granted)`;
  const create = `
    insert into ${table} (merchant, interval_ms, burst, limited_at, next_at)
    values ($1, $2, $3, clock_timestamp(), clock_timestamp())
    on conflict (merchant) do nothing`;
  const giveBack = `
    update ${table} as r set next_at = r.next_at - r.interval_ms * interval '1 millisecond'
    where r.merchant = $1 and ${exact("r.next_at")} = $2`;

  const values = [merchant, rate.intervalMs, rate.burst];
  return {
    async take(waitedMs) {
      const { rows } = await queryOnce(pool, takeOrWait, [...values, waitedMs]);
      const [row] = rows as { grant: string | null; wait_ms: string }[];
      if (row === undefined) {
        await queryOnce(pool, create, values);
        return this.take(waitedMs);
      }
      const { grant, wait_ms: waitMs } = row;
      return grant === null ? { waitMs: Math.max(0, Number(waitMs)) } : { grant };
    },
    async giveBack(grant) {
      await queryOnce(pool, giveBack, [merchant, grant]);
    },
  };
}
