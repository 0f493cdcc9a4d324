import { randomUUID } from "node:crypto";
import { type Amount, MassPayoutError, type PayoutPlan, type SameList } from "@iyzico-mass-payout/client";
import { canonicalList, type Payment, type Plan, paymentOf, readPlan } from "@iyzico-mass-payout/client/payment";
import { lockKey } from "../database/lock-key.js";
import { milliseconds } from "../database/milliseconds.js";
import type { Queryable } from "../database/pool.js";
import { toJson } from "../database/to-json.js";
import { inTransaction } from "../database/transaction.js";
import { findSameList } from "../store/same-list.js";
import { readStoredPolicy } from "./approvals.js";
import type { DurableContext } from "./context.js";
import { dividePlan } from "./divide-plan.js";
import { wakePayout } from "./job-queue.js";
import { readPerson } from "./person.js";
import { sealPlan } from "./plan-vault.js";
import { type Progress, readPayoutRow, recordEvent } from "./rows.js";
import { readTime } from "./time.js";

/** Limits of a plan, and how it is divided. */
export interface SubmitLimits {
  maxItems: number | undefined;
  maxAmount: Amount | undefined;
  maxTotal: Amount | undefined;
}

/** What became of a submission. */
export interface Submission {
  key: string;
  /** Whether the key was new. The same plan under the same key is the same payout. */
  isNew: boolean;
  /** The keys of its payments: the payout's own, or those of its parts. */
  parts: readonly string[];
  /** The time before which no auth is sent, in milliseconds since 1970: that of the first submission. */
  authorizeAt?: number;
}

/** Another payout of the same list is a sign of a second payment for this long: 35 days. */
const sameListMs = 35 * 86_400_000;

/** Stores a plan and the state of its payments in one transaction, and wakes the worker. */
export async function submitPayout(
  context: DurableContext,
  payoutPlan: PayoutPlan,
  options: { by: string; authorizeAt?: Date | number | undefined },
  limits: SubmitLimits,
): Promise<Submission> {
  const { pool, schema, client, encryptionKey } = context;
  const by = readPerson("by", options?.by);
  const authorizeAt = options.authorizeAt === undefined ? null : readTime("authorizeAt", options.authorizeAt);
  const { maxItems, ...planLimits } = limits;
  const plan = await readPlan(payoutPlan, { baseUrl: client.origin, ...planLimits });
  const parts = dividePlan(payoutPlan, plan, maxItems ?? null);
  const isDivided = parts.length > 1;
  const partPlans = isDivided
    ? await Promise.all(parts.map((part) => readPlan(part, { baseUrl: client.origin })))
    : [plan];
  const sealed = sealPlan(payoutPlan, encryptionKey);
  const boss = await context.boss();
  const { key } = plan;
  return inTransaction(pool, async (tx) => {
    await lockKey(tx, schema, key);
    const list = canonicalList(plan.request);
    const { fingerprint } = await findSameList(tx, schema, key, list);
    // Of two submissions of one list at once, the second finds the first.
    await lockKey(tx, schema, `list ${fingerprint}`);
    const { others } = await findSameList(tx, schema, key, list);
    const policy = await readStoredPolicy(tx, schema);
    const { rows } = await tx.query(
      `insert into ${schema}.payout
         (key, external_id, submitted_by, authorize_at, plan_fingerprint, list_fingerprint, max_items, part_count,
          item_count, policy)
       values ($1, $2, $3, to_timestamp($4::double precision / 1000), $5, $6, $7, $8, $9, $10::json)
       on conflict (key) do nothing
       returning ${milliseconds("submitted_at")} as submitted_at`,
      [
        key,
        plan.request.externalId,
        by,
        authorizeAt,
        plan.fingerprint,
        fingerprint,
        maxItems ?? null,
        parts.length,
        plan.request.items.length,
        policy === undefined ? null : toJson(policy),
      ],
    );
    if (rows.length === 0) return resubmit(tx, schema, plan);
    if (await hasPayment(tx, schema, key)) throw keyTakenError(key);
    const at = Number(rows[0].submitted_at);
    const sameList = await selectSameList(tx, schema, plan, others, at);
    for (const [part, partPlan] of partPlans.entries()) {
      const isOnly = !isDivided;
      const payment = {
        ...paymentOf(partPlan, undefined, at),
        ...(isOnly && { listFingerprint: fingerprint, ...(sameList.length > 0 && { sameList }) }),
      };
      await insertPayment(tx, schema, key, part, payment);
    }
    if (isDivided) await storeFindings(tx, schema, plan, sameList, at);
    await tx.query(`insert into ${schema}.payout_plan (payout_key, content, is_encrypted) values ($1, $2, $3)`, [
      key,
      sealed.content,
      sealed.isEncrypted,
    ]);
    await recordEvent(tx, schema, { key, event: "submitted", by });
    await wakePayout(boss, tx, schema, key, 0);
    const keys = partPlans.map((partPlan) => partPlan.key);
    return { key, isNew: true, parts: keys, ...(authorizeAt !== null && { authorizeAt }) };
  });
}

/** The same plan again is the same payout; another plan under its key is refused. */
async function resubmit(tx: Queryable, schema: string, { key, fingerprint }: Plan): Promise<Submission> {
  const payout = await readPayoutRow(tx, schema, key);
  if (payout?.planFingerprint !== fingerprint) {
    throw new MassPayoutError("plan_mismatch", "This payout was submitted with another plan, or at another address.", {
      outcome: "not-sent",
      hint:
        "Give the plan that it was submitted with. Another key is another payout, which pays all of its recipients, also " +
        "those that this one pays. This call stored nothing.",
    });
  }
  const { rows } = await tx.query(`select key from ${schema}.payment where payout_key = $1 order by part`, [key]);
  const { authorizeAt } = payout;
  const parts = rows.map((row) => row.key as string);
  return { key, isNew: false, parts, ...(authorizeAt !== undefined && { authorizeAt }) };
}

async function insertPayment(
  tx: Queryable,
  schema: string,
  payoutKey: string,
  part: number,
  payment: Payment,
): Promise<void> {
  const { rowCount } = await tx.query(
    `insert into ${schema}.payment (key, payout_key, part, revision, payment, list_fingerprint, created_at, phase)
     values ($1, $2, $3, $4, $5::json, $6, $7, $8) on conflict (key) do nothing`,
    [
      payment.key,
      payoutKey,
      part,
      randomUUID(),
      toJson(payment),
      payment.listFingerprint ?? null,
      Math.round(payment.createdAt),
      payment.phase,
    ],
  );
  if (rowCount !== 1) throw keyTakenError(payment.key);
}

/** Whether a payment has the key: one of `iyzico.pay`, or a part of another payout. */
async function hasPayment(tx: Queryable, schema: string, key: string): Promise<boolean> {
  const { rows } = await tx.query(`select 1 from ${schema}.payment where key = $1`, [key]);
  return rows.length > 0;
}

function keyTakenError(key: string): MassPayoutError {
  return new MassPayoutError("payment_locked", `The store already has a payment with the key ${JSON.stringify(key)}.`, {
    outcome: "not-sent",
    hint:
      "It was made by iyzico.pay, or is a part of another payout. Go on with it as it was begun: another key is another " +
      "payout, which pays all of its recipients again. This call stored nothing.",
  });
}

/** What is known of the whole plan of a divided payout is no part's. */
async function storeFindings(
  tx: Queryable,
  schema: string,
  plan: Plan,
  sameList: readonly SameList[],
  at: number,
): Promise<void> {
  const { repeatedRecipients } = paymentOf(plan, undefined, at);
  const progress: Progress = {
    findings: {
      ...(repeatedRecipients !== undefined && { repeatedRecipients }),
      ...(sameList.length > 0 && { sameList }),
    },
  };
  await tx.query(`update ${schema}.payout set progress = $2::json where key = $1`, [plan.key, toJson(progress)]);
}

/** Other payouts and payments of the same list, of the last 35 days and without those that the plan pays again. */
async function selectSameList(
  tx: Queryable,
  schema: string,
  { supersedes }: Plan,
  others: readonly SameList[],
  at: number,
): Promise<SameList[]> {
  const superseded = await supersededKeys(tx, schema, supersedes?.key);
  return others.filter(({ key, createdAt }) => !superseded.has(key) && at - createdAt < sameListMs);
}

/** The payment whose items a plan pays again, the one whose items that paid again, and so on. */
async function supersededKeys(tx: Queryable, schema: string, first: string | undefined): Promise<Set<string>> {
  const keys = new Set<string>();
  for (let key = first; key !== undefined && !keys.has(key); ) {
    keys.add(key);
    const { rows } = await tx.query(`select payment::text as payment from ${schema}.payment where key = $1`, [key]);
    key = rows.length === 0 ? undefined : (JSON.parse(rows[0].payment) as Payment).supersedes?.key;
  }
  return keys;
}
