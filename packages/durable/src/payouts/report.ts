import { type Amount, type LedgerKind, type PaymentReport, sumByCurrency } from "@iyzico-mass-payout/client";
import { readPayment, reportOf } from "@iyzico-mass-payout/client/payment";
import { type ApprovalRecord, readApprovals, readPolicyInForce } from "./approvals.js";
import type { DurableContext } from "./context.js";
import type { PayoutReview } from "./payout-review.js";
import { type Policy, requiredApprovers } from "./policy.js";
import { type Denial, type PayoutOutcome, type RequiredAction, readPaymentRows, readPayoutRow } from "./rows.js";

/** One payment of a payout: the payout itself, or a part of it. */
export interface PartReport extends PaymentReport {
  /** Whether it is authorised, or may be: it cannot be stopped any more. */
  isAuthorised: boolean;
  /** Whether it was given up before anything was sent for it. */
  isGivenUp: boolean;
}

/** Where a payout is. Times are in milliseconds since 1970. */
export interface PayoutReport {
  key: string;
  outcome: PayoutOutcome;
  /** What a person must do, if `outcome` is `action-required`. */
  action?: Omit<RequiredAction, "phase" | "pollEvidence">;
  /** What awaits approval, with the digest to approve. */
  review?: PayoutReview;
  /** How many people must approve it: 0 if it is authorised as `iyzico.pay` does it without an approval. */
  requiredApprovals?: number;
  approvals: readonly ApprovalRecord[];
  denial?: Denial;
  submittedBy: string;
  submittedAt: number;
  authorizeAt?: number;
  cancelRequestedBy?: string;
  settledAt?: number;
  /** How many recipients are paid so far. */
  paid: "all" | "some" | "none";
  itemCount: number;
  /** The exact sum of the ledger's entries of each currency and kind, those that are not final included. */
  totals: Readonly<Record<string, Readonly<Partial<Record<LedgerKind, Amount>>>>>;
  /** Its payments, with every item and ledger entry. */
  parts: readonly PartReport[];
}

/** Reads where a payout is; `undefined` if there is none with the key. */
export async function getPayout(context: DurableContext, key: string): Promise<PayoutReport | undefined> {
  const { pool, schema } = context;
  const payout = await readPayoutRow(pool, schema, key);
  if (payout === undefined) return undefined;
  const { progress, outcome } = payout;
  const rows = await readPaymentRows(pool, schema, key);
  const parts = rows.map(({ key: partKey, payment }): PartReport => {
    const report = reportOf(readPayment(payment, partKey));
    const isAuthorised = ["authorising", "authorised", "settled"].includes(report.phase);
    return { ...report, isAuthorised, isGivenUp: progress.cancelledParts?.includes(partKey) === true };
  });
  const items = parts.flatMap((part) => part.items);
  const paid = items.filter(({ state }) => state === "paid").length;
  const { review } = progress;
  const isReviewed = review !== undefined && outcome !== "settled";
  const policy = await readPolicyInForce(pool, schema, payout);
  // What the default rule has not approved needs one person at least.
  const minApprovers = outcome === "action-required" ? 1 : 0;
  return {
    key,
    outcome,
    ...(outcome === "action-required" && progress.action && { action: shownAction(progress.action) }),
    ...(isReviewed && {
      review,
      requiredApprovals: Math.max(minApprovers, requiredApprovers(policy, review.total)),
    }),
    approvals: (await readApprovals(pool, schema, key)).map((approval) => withExpiry(approval, policy, payout.now)),
    ...(progress.denial && { denial: progress.denial }),
    submittedBy: payout.submittedBy,
    submittedAt: payout.submittedAt,
    ...(payout.authorizeAt !== undefined && { authorizeAt: payout.authorizeAt }),
    ...(payout.cancelRequestedBy !== undefined && { cancelRequestedBy: payout.cancelRequestedBy }),
    ...(payout.settledAt !== undefined && { settledAt: payout.settledAt }),
    paid: paid === 0 ? "none" : paid === items.length ? "all" : "some",
    itemCount: payout.itemCount,
    totals: totalsOf(parts),
    parts,
  };
}

/** An approval that has expired says so, also before a worker or an approver has noticed it. */
function withExpiry(approval: ApprovalRecord, { expiresAfterMs }: Policy, now: number): ApprovalRecord {
  const isExpired = expiresAfterMs !== null && approval.at + expiresAfterMs <= now && approval.voidAt === undefined;
  return isExpired ? { ...approval, voidAt: approval.at + expiresAfterMs, voidReason: "expired" } : approval;
}

function shownAction({
  phase: _,
  pollEvidence: __,
  ...action
}: RequiredAction): Omit<RequiredAction, "phase" | "pollEvidence"> {
  return action;
}

function totalsOf(parts: readonly PaymentReport[]): PayoutReport["totals"] {
  const entries = parts.flatMap(({ ledger }) => ledger);
  const totals: Record<string, Partial<Record<LedgerKind, Amount>>> = {};
  for (const kind of new Set(entries.map((entry) => entry.kind))) {
    const sums = sumByCurrency(entries.filter((entry) => entry.kind === kind));
    for (const [currency, sum] of Object.entries(sums)) totals[currency] = { ...totals[currency], [kind]: sum };
  }
  return totals;
}
