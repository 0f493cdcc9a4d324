import { createHmac } from "node:crypto";
import type { PaymentStore } from "@iyzico-mass-payout/client";
import type { Queryable } from "../database/pool.js";

/** What {@link PaymentStore.findSameList} answers. */
type SameLists = Awaited<ReturnType<NonNullable<PaymentStore["findSameList"]>>>;

/** Finds the payments and payouts of other keys with the same list. A payout that was divided counts as a whole. */
export async function findSameList(
  queryable: Queryable,
  schema: string,
  key: string,
  list: string,
): Promise<SameLists> {
  const { rows: settings } = await queryable.query(
    `select encode(list_secret, 'hex') as secret from ${schema}.payout_settings`,
  );
  const secret = Buffer.from(settings[0].secret, "hex");
  const fingerprint = createHmac("sha256", secret).update(list).digest("hex");
  const { rows } = await queryable.query(
    `select key, min(at)::text as at from (
       select key, created_at as at from ${schema}.payment where list_fingerprint = $1
       union all
       select key, (extract(epoch from submitted_at) * 1000)::bigint from ${schema}.payout where list_fingerprint = $1
     ) as found
     where key <> $2 group by key order by min(at), key`,
    [fingerprint, key],
  );
  const others = (rows as { key: string; at: string }[]).map(({ key, at }) => ({ key, createdAt: Number(at) }));
  return { fingerprint, others };
}
