import type { Failure } from "../../errors/failure.js";
import { MassPayoutError } from "../../errors/mass-payout-error.js";
import type { Amount } from "../../money/amount.js";
import { readPayment } from "./payment-schema.js";
import type { Plan } from "./plan.js";
import type { Review } from "./review.js";

/**
 * How far a payment has come.
 *
 * - `planned`: its ids are fixed. Nothing was sent, or nothing that was sent has shown any effect.
 * - `initiating`: init is about to be sent or was sent, and its outcome is unknown.
 * - `created`: iyzico has the payout; it is not authorised, as far as is known.
 * - `authorising`: auth is about to be sent or was sent, and its outcome is unknown.
 * - `authorised`: iyzico is paying.
 * - `settled`: nothing is to come.
 */
export type PaymentPhase = "planned" | "initiating" | "created" | "authorising" | "authorised" | "settled";

/** What looks keep showing: see {@link Payment.sight}. */
export type Sight = "nothing" | "empty" | "incomplete" | "untouched" | "unclear" | "unreadable" | "short" | "moving";

/** One payee of a payment: what was ordered, and what iyzico said of it last. */
export interface PaymentItem {
  itemExternalId: string;
  /** What was ordered, in units of `currency`, lira and not kuruş. */
  amount: Amount;
  currency: string;
  /** iyzico's id, once an answer showed it. */
  referenceCode?: string;
  /** The last status that iyzico showed; INVALID as soon as init refused the item. */
  itemStatus?: string;
  /** Why init refused the item, as iyzico's code. */
  errorCode?: string;
  /** iyzico's own sum for the item. What it contains is undocumented. */
  totalAmount?: Amount;
  commissionAmount?: Amount;
}

/**
 * All that has to be remembered of a payment: plain JSON, without any name, account or key, so that a store may keep it
 * as it is. The schema is {@link paymentSchema}.
 */
export interface Payment {
  version: 1;
  /** The caller's name for the payment. */
  key: string;
  externalId: string;
  /** SHA-256 of the plan and of where it is paid, in hexadecimal: a payment can't be gone on with under another one. */
  plan: string;
  phase: PaymentPhase;
  /** iyzico's id of the payout, as soon as an answer or a person has told it. */
  requestId?: string;
  /** Whether a person named a payout that this store has no record of having sent. */
  isAdopted: boolean;
  /** How many inits were sent that may have been done. */
  inits: number;
  /** How many auths were sent that may have been done. More than one only after a person approved just that. */
  auths: number;
  /** How many looks were taken in this phase without getting any further. */
  looks: number;
  /** The pause before the look that comes next, in milliseconds. */
  pauseMs: number;
  /** What the looks of this phase show. */
  sight?: Sight;
  /** For how long they have kept showing it, in milliseconds. */
  sightMs: number;
  /** What was approved, until it is acted upon. */
  approved?: Review;
  /** How the last init or auth failed, if it did. */
  failure?: Failure;
  items: readonly PaymentItem[];
}

/**
 * The payment of a plan: as it was stored, or a new one of which nothing was sent yet.
 *
 * @throws {MassPayoutError} with code `payment_unreadable` when what was stored is no payment of the plan's key, and
 * with `payment_changed` when it was begun with another plan, or at another place.
 *
 * @example
 * ```ts
 * import { paymentOf, type Plan } from "@iyzico-mass-payout/client/payment";
 *
 * export const isOver = (plan: Plan, row: { payment: unknown } | undefined) =>
 *   paymentOf(plan, row?.payment).phase === "settled";
 * ```
 */
export function paymentOf({ key, request, fingerprint }: Plan, stored?: unknown): Payment {
  if (stored !== undefined) {
    const payment = readPayment(stored, key);
    if (payment.plan !== fingerprint) throw changed();
    return payment;
  }
  return {
    version: 1,
    key,
    externalId: request.externalId,
    plan: fingerprint,
    phase: "planned",
    isAdopted: false,
    inits: 0,
    auths: 0,
    looks: 0,
    pauseMs: 0,
    sightMs: 0,
    items: request.items.map(({ itemExternalId, amount: { value, currency } }) => ({
      itemExternalId,
      amount: value,
      currency,
    })),
  };
}

function changed(): MassPayoutError {
  const message = "pay: this payment was begun with another plan, or with another address.";
  const hint = "Give the same plan to go on, or another key for another payment. Nothing was sent.";
  return new MassPayoutError("payment_changed", message, { outcome: "not-sent", hint });
}
