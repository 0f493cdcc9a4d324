import type {
  ActionMessageId,
  ActionReason,
  Failure,
  FoundPayout,
  PaymentPhase,
  Sums,
} from "@iyzico-mass-payout/client";
import type { Payment, PollEvidence } from "@iyzico-mass-payout/client/payment";
import { milliseconds, numberOf } from "../database/milliseconds.js";
import type { Queryable } from "../database/pool.js";
import { toJson } from "../database/to-json.js";
import type { PayoutReview, PlanFindings } from "./payout-review.js";
import type { Policy } from "./policy.js";

/** Where a payout is, as one word. */
export type PayoutOutcome = "in-progress" | "action-required" | "settled";

/** What a payout waits for a person to do. */
export interface RequiredAction {
  reason: ActionReason;
  /** Which text `message` is, to show it in another language. */
  messageId: ActionMessageId;
  message: string;
  /** The payment that requires it: the payout's own key, or a part's. */
  part: string;
  failure?: Failure;
  foundPayouts?: readonly FoundPayout[];
  /** The ids of the items that the action is about. */
  items?: readonly string[];
  /** What the part showed then: when it shows something else, the action is over. */
  phase: PaymentPhase;
  pollEvidence?: PollEvidence;
}

/** Why and by whom a payout was denied. */
export interface Denial {
  by: string;
  reason: string | null;
  /** In milliseconds since 1970. */
  at: number;
}

/** The approval that auths are sent under. */
export interface UsedApproval {
  digest: string;
  /** What it covers, by which the policy is checked again before each auth. */
  amounts: Sums;
  /** Whether the default rule approved, and no person did. */
  isDefault: boolean;
  /** The digest of each part's review, by its key. */
  parts: Readonly<Record<string, string>>;
}

/**
 * Why a part is not advanced at once.
 *
 * - `pause`: it is polled again later.
 * - `review`: it awaits approval.
 * - `ready`: init may be sent once all parts are ready.
 * - `action`: it requires an action.
 */
export interface RestingPart {
  type: "pause" | "review" | "ready" | "action";
  /** When it is advanced at the latest, in milliseconds since 1970 by the database's clock. */
  dueAt: number;
}

/** What the worker keeps of a payout between its jobs, beside the payments. */
export interface Progress {
  /** What is known of the whole plan, if it is divided. */
  findings?: PlanFindings;
  /** Whether iyzico was asked for payouts of the undivided plan, and had none. */
  isChainChecked?: boolean;
  /** What awaits approval. */
  review?: PayoutReview;
  approval?: UsedApproval;
  action?: RequiredAction;
  denial?: Denial;
  /** How many times the payout was polled since it requires an action. */
  actionPolls?: number;
  /** Where each part rests, by its key. One that does not is due. */
  resting?: Readonly<Record<string, RestingPart>>;
  /** The parts that were given up before anything was sent for them. */
  cancelledParts?: readonly string[];
  /** Whether an action was required after which a person may have paid the recipients in another way. */
  wasStopped?: boolean;
  /** How many writes in a row could not be sent. */
  unsentWrites?: number;
  /** When a cancel of a part was last sent, in milliseconds since 1970. */
  cancelSentAt?: Readonly<Record<string, number>>;
}

/** One row of the table payout. Times are in milliseconds since 1970. */
export interface PayoutRow {
  key: string;
  externalId: string;
  submittedBy: string;
  submittedAt: number;
  authorizeAt: number | undefined;
  planFingerprint: string;
  maxItems: number | null;
  itemCount: number;
  partCount: number;
  policy: Policy | undefined;
  outcome: PayoutOutcome;
  phase: PaymentPhase;
  reason: ActionReason | undefined;
  progress: Progress;
  wakeCount: string;
  cancelRequestedBy: string | undefined;
  restoredAt: number | undefined;
  /** How many jobs in a row have failed, of `onLedgerEntries` or otherwise. */
  failures: number;
  settledAt: number | undefined;
  /** The database's time when it was read. */
  now: number;
}

/** A payment of a payout, as it is stored. */
export interface PaymentRow {
  key: string;
  revision: string;
  payment: unknown;
  /** In milliseconds since 1970. */
  savedAt: number;
  /** Whether revisions may be lost that came after this one. */
  isRestored: boolean;
}

const columns = `
  key, external_id, submitted_by, plan_fingerprint, max_items::text as max_items, item_count::text as item_count,
  part_count::text as part_count, policy::text as policy, outcome, phase, reason, progress::text as progress,
  wake_count::text as wake_count, cancel_requested_by, failures::text as failures,
  ${milliseconds("submitted_at")} as submitted_at, ${milliseconds("authorize_at")} as authorize_at,
  ${milliseconds("restored_at")} as restored_at, ${milliseconds("settled_at")} as settled_at,
  ${milliseconds("clock_timestamp()")} as now`;

/**
 * Reads the row of a payout.
 *
 * @param lock locks the row until the transaction ends: for everything that changes it.
 */
export async function readPayoutRow(
  queryable: Queryable,
  schema: string,
  key: string,
  lock: "for update" | "" = "",
): Promise<PayoutRow | undefined> {
  const { rows } = await queryable.query(`select ${columns} from ${schema}.payout where key = $1 ${lock}`, [key]);
  return rows.length === 0 ? undefined : payoutRowOf(rows[0]);
}

function payoutRowOf(row: Record<string, string | null>): PayoutRow {
  return {
    key: row["key"] as string,
    externalId: row["external_id"] as string,
    submittedBy: row["submitted_by"] as string,
    submittedAt: Number(row["submitted_at"]),
    authorizeAt: numberOf(row["authorize_at"] ?? null),
    planFingerprint: row["plan_fingerprint"] as string,
    maxItems: numberOf(row["max_items"] ?? null) ?? null,
    itemCount: Number(row["item_count"]),
    partCount: Number(row["part_count"]),
    policy: row["policy"] == null ? undefined : (JSON.parse(row["policy"]) as Policy),
    outcome: row["outcome"] as PayoutOutcome,
    phase: row["phase"] as PaymentPhase,
    reason: (row["reason"] ?? undefined) as ActionReason | undefined,
    progress: JSON.parse(row["progress"] as string) as Progress,
    wakeCount: row["wake_count"] as string,
    cancelRequestedBy: row["cancel_requested_by"] ?? undefined,
    restoredAt: numberOf(row["restored_at"] ?? null),
    failures: Number(row["failures"]),
    settledAt: numberOf(row["settled_at"] ?? null),
    now: Number(row["now"]),
  };
}

/** Reads the payments of a payout, in order. */
export async function readPaymentRows(queryable: Queryable, schema: string, key: string): Promise<PaymentRow[]> {
  const { rows } = await queryable.query(
    `select key, revision, payment::text as payment, is_restored, ${milliseconds("saved_at")} as saved_at
     from ${schema}.payment where payout_key = $1 order by part`,
    [key],
  );
  return rows.map((row) => ({
    key: row.key,
    revision: row.revision,
    payment: JSON.parse(row.payment),
    savedAt: Number(row.saved_at),
    isRestored: row.is_restored === true,
  }));
}

/**
 * Stores a payment by compare-and-set.
 *
 * @returns whether the stored revision was the expected one.
 */
export async function swapPayment(
  tx: Queryable,
  schema: string,
  { key, expected, revision, payment }: { key: string; expected: string; revision: string; payment: Payment },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update ${schema}.payment
     set payment = $4::json, phase = $5, revision = $3, saved_at = clock_timestamp(), is_restored = false
     where key = $1 and revision = $2`,
    [key, expected, revision, toJson(payment), payment.phase],
  );
  return rowCount === 1;
}

/** Adds an entry to the history of a payout; or of all payouts, without a key. */
export async function recordEvent(
  tx: Queryable,
  schema: string,
  { key, event, by, details }: { key: string | null; event: string; by?: string | undefined; details?: object },
): Promise<void> {
  await tx.query(`insert into ${schema}.payout_event (payout_key, event, by, details) values ($1, $2, $3, $4::json)`, [
    key,
    event,
    by ?? null,
    details === undefined ? null : toJson(details),
  ]);
}
