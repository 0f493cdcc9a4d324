import type { Amount } from "../../money/amount.js";
import { sumAmounts } from "../../money/arithmetic.js";
import { settlementOf } from "../../payouts/settlement.js";
import { describeItemStatus, type StatusState } from "../../payouts/status.js";
import { type LedgerEntry, type LedgerKind, ledgerOf } from "./ledger.js";
import type { Payment, PaymentItem, PaymentPhase } from "./payment.js";

/** Where one payee stands. */
export interface PayeeReport extends PaymentItem {
  /** What the item's status means for the money; `waiting` while iyzico has shown none. */
  state: StatusState;
}

/** Where a payment stands: every payee, and the money that is where it stays. */
export interface PaymentReport {
  key: string;
  externalId: string;
  requestId?: string;
  phase: PaymentPhase;
  /** What was sent without its outcome being known. */
  inDoubt?: "init" | "auth";
  /**
   * How many inits and auths were sent that may have been done. After more than one init, iyzico may have payouts of this
   * externalId that nobody authorised: cancel them.
   */
  inits: number;
  auths: number;
  /** Who is paid so far, as far as iyzico has shown it. */
  paid: "everyone" | "some" | "nobody";
  /** Every payee of the plan, in its order. */
  items: readonly PayeeReport[];
  /** Empty until nothing is open any more. */
  ledger: readonly LedgerEntry[];
  /** The exact sum of the ledger's entries under each currency and kind. */
  totals: Readonly<Record<string, Readonly<Partial<Record<LedgerKind, Amount>>>>>;
}

/** What a payment came to so far, for people and for `onProgress`. */
export function reportOf(payment: Payment): PaymentReport {
  const { key, externalId, requestId, phase, inits, auths } = payment;
  const items = payment.items.map((item) => ({ ...item, state: describeItemStatus(item.itemStatus ?? "INIT").state }));
  const paid = items.filter(({ state }) => state === "paid").length;
  const inDoubt = inDoubtOf(payment);
  // While anything is open, iyzico may still change what it says of any item.
  const isOver = settlementOf(items.map(({ itemStatus = "INIT" }) => ({ itemStatus }))).state !== "open";
  const ledger = isOver ? ledgerOf(payment) : [];
  return {
    key,
    externalId,
    ...(requestId !== undefined && { requestId }),
    phase,
    ...(inDoubt !== undefined && { inDoubt }),
    inits,
    auths,
    paid: paid === 0 ? "nobody" : paid === items.length ? "everyone" : "some",
    items,
    ledger,
    totals: totalsOf(ledger),
  };
}

function inDoubtOf({ phase, inits, auths, failure }: Payment): PaymentReport["inDoubt"] {
  if (phase === "initiating" || (phase === "planned" && inits > 0 && failure?.outcome === "unknown")) return "init";
  return phase === "authorising" || (phase === "created" && auths > 0) ? "auth" : undefined;
}

function totalsOf(ledger: readonly LedgerEntry[]): PaymentReport["totals"] {
  const totals = new Map<string, Partial<Record<LedgerKind, Amount>>>();
  for (const { currency, kind, amount } of ledger) {
    const sums = totals.get(currency) ?? {};
    sums[kind] = sumAmounts([sums[kind] ?? "0", amount]);
    totals.set(currency, sums);
  }
  return Object.fromEntries(totals);
}
