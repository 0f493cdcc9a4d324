import { inTransaction } from "../database/transaction.js";
import type { DurableContext } from "./context.js";
import { readTime } from "./time.js";

/** Deletes the plans, with their names and accounts, of payouts that were settled before a time. */
export async function purgePlans(
  { pool, schema }: DurableContext,
  options: { before: Date | number },
): Promise<{ purged: number }> {
  const before = readTime("before", options?.before);
  return inTransaction(pool, async (tx) => {
    const { rowCount } = await tx.query(
      `with purged as (
         delete from ${schema}.payout_plan using ${schema}.payout
         where payout_plan.payout_key = payout.key and payout.settled_at < to_timestamp($1::double precision / 1000)
         returning payout_key
       )
       insert into ${schema}.payout_event (payout_key, event) select payout_key, 'purged' from purged`,
      [before],
    );
    return { purged: rowCount ?? 0 };
  });
}
