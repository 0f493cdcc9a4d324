import type { Amount } from "../amount.js";
import type { Failure } from "./failure.js";
import type { Plan } from "./plan.js";
import type { Review } from "./review.js";

/**
 * How far a payment has come.
 *
 * - `planned`: its ids are fixed; nothing was sent, or what was sent is known to have done nothing.
 * - `initiating`: init is about to be sent or was sent, and its outcome is unknown.
 * - `created`: iyzico has the payout; it is not authorised, as far as is known.
 * - `authorising`: auth is about to be sent or was sent, and its outcome is unknown.
 * - `authorised`: iyzico is paying.
 * - `settled`: nothing is to come.
 */
export type PaymentPhase = "planned" | "initiating" | "created" | "authorising" | "authorised" | "settled";

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
  /** SHA-256 of the plan, in hexadecimal: the same payment can't be gone on with under another plan. */
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
  /** How many looks were taken in this phase. */
  looks: number;
  /** The pause before the look that comes next, in milliseconds. */
  pauseMs: number;
  /** How long this phase has been looking, the pauses added up, in milliseconds. */
  lookedForMs: number;
  /** What was approved, until it is acted upon. */
  approved?: Review;
  /** What went wrong last. */
  failure?: Failure;
  items: readonly PaymentItem[];
}

/** A payment of which nothing was sent yet. */
export function begin({ key, request, fingerprint }: Plan): Payment {
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
    lookedForMs: 0,
    items: request.items.map(({ itemExternalId, amount: { value, currency } }) => ({
      itemExternalId,
      amount: value,
      currency,
    })),
  };
}
