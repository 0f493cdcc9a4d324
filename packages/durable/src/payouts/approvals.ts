import { milliseconds, numberOf } from "../database/milliseconds.js";
import type { Queryable } from "../database/pool.js";
import type { PayoutReview } from "./payout-review.js";
import { noPolicy, type Policy, requiredApprovers, stricterPolicy } from "./policy.js";
import type { PayoutRow } from "./rows.js";

/** One approval of a payout. Times are in milliseconds since 1970. */
export interface ApprovalRecord {
  digest: string;
  by: string;
  note?: string;
  at: number;
  /** When and why it stopped to count, if it did. */
  voidAt?: number;
  voidReason?: string;
}

/** Reads all approvals of a payout, in order. */
export async function readApprovals(queryable: Queryable, schema: string, key: string): Promise<ApprovalRecord[]> {
  const { rows } = await queryable.query(
    `select digest, approver, note, void_reason, ${milliseconds("at")} as at, ${milliseconds("void_at")} as void_at
     from ${schema}.payout_approval where payout_key = $1 order by id`,
    [key],
  );
  return rows.map(({ digest, approver, note, void_reason: voidReason, at, void_at: voidAt }) => ({
    digest,
    by: approver,
    at: Number(at),
    ...(note !== null && { note }),
    ...(voidAt !== null && { voidAt: numberOf(voidAt) as number, voidReason }),
  }));
}

/** The policy that is in force for a payout: that of its submission, or what is stricter today. */
export async function readPolicyInForce(queryable: Queryable, schema: string, payout: PayoutRow): Promise<Policy> {
  const today = await readStoredPolicy(queryable, schema);
  return stricterPolicy(payout.policy ?? noPolicy, today ?? noPolicy);
}

/** The policy of the schema, if one was stored. */
export async function readStoredPolicy(queryable: Queryable, schema: string): Promise<Policy | undefined> {
  const { rows } = await queryable.query(`select policy::text as policy from ${schema}.payout_settings`);
  const text = rows[0]?.policy as string | null | undefined;
  return text == null ? undefined : (JSON.parse(text) as Policy);
}

/** Whether enough people have approved, and who. */
export interface ApprovalStatus {
  approvals: readonly ApprovalRecord[];
  required: number;
}

/**
 * The approvals of a digest that count at a time, one of each person.
 *
 * @param requiresDigest whether a review can only be approved by a person.
 */
export function countApprovals(
  { digest, total }: Pick<PayoutReview, "digest" | "total">,
  records: readonly ApprovalRecord[],
  policy: Policy,
  { submittedBy }: Pick<PayoutRow, "submittedBy">,
  { now, requiresDigest }: { now: number; requiresDigest: boolean },
): ApprovalStatus {
  const { notTheSubmitter, expiresAfterMs } = policy;
  const byPerson = new Map<string, ApprovalRecord>();
  for (const record of records) {
    const isExpired = expiresAfterMs !== null && record.at + expiresAfterMs <= now;
    const isExcluded = notTheSubmitter && record.by === submittedBy;
    if (record.digest !== digest || record.voidAt !== undefined || isExpired || isExcluded) continue;
    byPerson.set(record.by, record);
  }
  const required = requiredApprovers(policy, total);
  return { approvals: [...byPerson.values()], required: requiresDigest ? Math.max(1, required) : required };
}
