import type { Amount } from "../../money/amount.js";
import { sumByCurrency } from "../../money/arithmetic.js";
import { describeItemStatus, type StatusState } from "../../payouts/status.js";
import { type LedgerEntry, type LedgerKind, ledgerOf } from "./ledger.js";
import {
  externalIdOf,
  type HistoryEntry,
  type HistoryEvent,
  type Payment,
  type PaymentItem,
  type PaymentPhase,
  type Superseding,
  statusOf,
} from "./payment.js";

/** The state of one recipient's item. */
export interface RecipientReport extends PaymentItem {
  /** What the item's status means for the money; `waiting` until iyzico shows one. */
  state: StatusState;
  /** When a poll first showed the item in its final status, in milliseconds since 1970; missing until it is final. */
  finalAt?: number;
}

/** An approval of what auth would pay. */
export interface ApprovalReport {
  /** The digest of the review that was approved. */
  digest: string;
  /** Who approved it, as given; `default`, `function` or `digest` if no name was given. */
  by: string;
  /** When, in milliseconds since 1970. */
  at: number;
  note?: string;
}

/** The state of a payment: every item, and the ledger. */
export interface PaymentReport {
  key: string;
  /** The payout's id at iyzico: the plan's, with "-r2" to "-r4" if init began again. */
  externalId: string;
  requestId?: string;
  phase: PaymentPhase;
  /** The items of another payment that this one pays again. */
  supersedes?: Superseding;
  /** When the payment was created, in milliseconds since 1970. */
  createdAt: number;
  /** When the payment was settled, in milliseconds since 1970. */
  settledAt?: number;
  /** When the last init and auth that may have taken effect were sent, in milliseconds since 1970. */
  initSentAt?: number;
  authSentAt?: number;
  /** What was sent, or may have been before the store came back to an older state, and may have taken effect. */
  inDoubt?: "init" | "auth";
  /**
   * How many inits were sent under `externalId` that may have taken effect; those of abandoned payouts are not counted. If
   * more than one, iyzico may have other payouts of this externalId, for which no auth was sent: cancel them once the
   * payment is settled, and never the one of `requestId`.
   */
  inits: number;
  /** How many auths were sent that may have taken effect. */
  auths: number;
  /**
   * Payouts of this payment that it does not go on with, because the answer with their requestId was lost, and their last
   * status. They pay no recipient as long as they are not authorised: ask iyzico to cancel them by their externalId, because
   * only iyzico knows the requestId that this takes. Never ask it to cancel the one of `externalId`. Run pay again afterwards: it polls them.
   */
  abandoned: readonly { externalId: string; status?: string }[];
  /** The approvals of auth, in order. */
  approvals: readonly ApprovalReport[];
  /** What was sent, polled and approved, in order, with times and without anything of recipients. */
  history: readonly HistoryEntry[];
  /** How many recipients are paid so far, as far as iyzico has shown it. */
  paid: "all" | "some" | "none";
  /** Every item of the plan, in its order. */
  items: readonly RecipientReport[];
  /** The ids of items that require action, also while others are in progress: a failed refund, an unknown status. */
  itemsRequiringAction: readonly string[];
  /** Book the entries that are final; the others may still change. */
  ledger: readonly LedgerEntry[];
  /** The exact sum of the ledger's entries of each currency and kind, those that are not final included. */
  totals: Readonly<Record<string, Readonly<Partial<Record<LedgerKind, Amount>>>>>;
}

/** The state of a payment, for people and for `onProgress`. */
export function reportOf(payment: Payment): PaymentReport {
  const { key, requestId, phase, supersedes, createdAt, settledAt, inits, auths, abandoned = [], history } = payment;
  const items = payment.items.map(reportOfItem);
  const paid = items.filter(({ state }) => state === "paid").length;
  const inDoubt = inDoubtOf(payment);
  const requiringAction = items.filter(({ state }) => state === "action-required" || state === "unknown");
  const ledger = ledgerOf(payment);
  return {
    key,
    externalId: externalIdOf(payment),
    ...(requestId !== undefined && { requestId }),
    phase,
    ...(supersedes !== undefined && { supersedes }),
    createdAt,
    ...(settledAt !== undefined && { settledAt }),
    ...sentTimes(history),
    ...(inDoubt !== undefined && { inDoubt }),
    inits,
    auths,
    abandoned: abandoned.map(({ externalId, status }) => ({ externalId, ...(status !== undefined && { status }) })),
    approvals: history.flatMap(approvalOf),
    history,
    paid: paid === 0 ? "none" : paid === items.length ? "all" : "some",
    items,
    itemsRequiringAction: requiringAction.map(({ itemExternalId }) => itemExternalId),
    ledger,
    totals: totalsOf(ledger),
  };
}

function reportOfItem(item: PaymentItem): RecipientReport {
  const { state, isFinal } = describeItemStatus(statusOf(item));
  return { ...item, state, ...(isFinal && item.statusAt !== undefined && { finalAt: item.statusAt }) };
}

function approvalOf({ event, at, digest = "", by = "", note }: HistoryEntry): ApprovalReport[] {
  return event === "approved" ? [{ digest, by, at, ...(note !== undefined && { note }) }] : [];
}

function sentTimes(history: readonly HistoryEntry[]): { initSentAt?: number; authSentAt?: number } {
  const initSentAt = lastSentAt(history, "init-sent", "init-failed");
  const authSentAt = lastSentAt(history, "auth-sent", "auth-failed");
  return { ...(initSentAt !== undefined && { initSentAt }), ...(authSentAt !== undefined && { authSentAt }) };
}

/** What failed without having been sent does not count. */
function lastSentAt(history: readonly HistoryEntry[], sent: HistoryEvent, failed: HistoryEvent): number | undefined {
  const times: number[] = [];
  for (const { event, at, outcome } of history) {
    if (event === sent) times.push(at);
    if (event === failed && outcome === "not-sent") times.pop();
  }
  return times.at(-1);
}

function inDoubtOf({
  phase,
  inits,
  auths,
  failure,
  mayHaveLostWrites,
  pollEvidence,
}: Payment): PaymentReport["inDoubt"] {
  if (mayHaveLostWrites === true && phase !== "authorised") return "auth";
  // What became of the last init, that it was rejected or not sent, says nothing of the ones before it. Nor does a
  // rejection of which no poll could show that it had no effect.
  const isRejected = failure?.outcome === "rejected" && pollEvidence !== "unreadable";
  const isInitInDoubt = phase === "planned" && (inits > 1 || (inits === 1 && !isRejected));
  if (phase === "initiating" || isInitInDoubt) return "init";
  const isNotShown = phase === "authorised" && (pollEvidence === "not-found" || pollEvidence === "items-missing");
  return phase === "authorising" || (phase === "created" && auths > 0) || isNotShown ? "auth" : undefined;
}

function totalsOf(ledger: readonly LedgerEntry[]): PaymentReport["totals"] {
  const totals: Record<string, Partial<Record<LedgerKind, Amount>>> = {};
  for (const kind of new Set(ledger.map((entry) => entry.kind))) {
    const sums = sumByCurrency(ledger.filter((entry) => entry.kind === kind));
    for (const [currency, sum] of Object.entries(sums)) totals[currency] = { ...totals[currency], [kind]: sum };
  }
  return totals;
}
