import type { Amount } from "../../money/amount.js";
import { sumByCurrency } from "../../money/arithmetic.js";
import { describeItemStatus, type StatusState } from "../../payouts/status.js";
import { type LedgerEntry, type LedgerKind, ledgerOf } from "./ledger.js";
import { type Payment, type PaymentItem, type PaymentPhase, statusOf } from "./payment.js";

/** The state of one recipient's item. */
export interface RecipientReport extends PaymentItem {
  /** What the item's status means for the money; `waiting` until iyzico shows one. */
  state: StatusState;
}

/** The state of a payment: every item, and the ledger. */
export interface PaymentReport {
  key: string;
  externalId: string;
  requestId?: string;
  phase: PaymentPhase;
  /** When the payment was created, in milliseconds since 1970. */
  createdAt: number;
  /** When the payment was settled, in milliseconds since 1970. */
  settledAt?: number;
  /** What was sent and may have taken effect. */
  inDoubt?: "init" | "auth";
  /**
   * How many inits were sent that may have taken effect. If more than one, iyzico may have other payouts of this
   * externalId, for which no auth was sent: cancel them once the payment is settled, and never the one of `requestId`.
   */
  inits: number;
  /** How many auths were sent that may have taken effect. */
  auths: number;
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
  const { key, externalId, requestId, phase, createdAt, settledAt, inits, auths } = payment;
  const items = payment.items.map((item) => ({ ...item, state: describeItemStatus(statusOf(item)).state }));
  const paid = items.filter(({ state }) => state === "paid").length;
  const inDoubt = inDoubtOf(payment);
  const requiringAction = items.filter(({ state }) => state === "action-required" || state === "unknown");
  const ledger = ledgerOf(payment);
  return {
    key,
    externalId,
    ...(requestId !== undefined && { requestId }),
    phase,
    createdAt,
    ...(settledAt !== undefined && { settledAt }),
    ...(inDoubt !== undefined && { inDoubt }),
    inits,
    auths,
    paid: paid === 0 ? "none" : paid === items.length ? "all" : "some",
    items,
    itemsRequiringAction: requiringAction.map(({ itemExternalId }) => itemExternalId),
    ledger,
    totals: totalsOf(ledger),
  };
}

function inDoubtOf({ phase, inits, auths, failure, pollEvidence }: Payment): PaymentReport["inDoubt"] {
  // What became of the last init, that it was rejected or not sent, says nothing of the ones before it.
  const isInitInDoubt = phase === "planned" && (inits > 1 || (inits === 1 && failure?.outcome !== "rejected"));
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
