import type { Failure } from "../../errors/failure.js";
import type { Amount } from "../../money/amount.js";
import type { Recipient } from "../../validation/init-request.js";

/**
 * The phase of a payment.
 *
 * - `planned`: its ids are fixed. Nothing was sent, or nothing that was sent has shown an effect.
 * - `initiating`: init is about to be sent or was sent, and its outcome is unknown.
 * - `created`: iyzico has the payout; as far as is known, it is not authorised.
 * - `authorising`: auth is about to be sent or was sent, and its outcome is unknown.
 * - `authorised`: iyzico pays.
 * - `settled`: iyzico will do nothing more.
 */
export type PaymentPhase = "planned" | "initiating" | "created" | "authorising" | "authorised" | "settled";

/**
 * What the latest polls agree on, as far as the next decision depends on how long they have agreed.
 *
 * - `not-found`: iyzico shows no such payout.
 * - `no-items`: it shows the payout without items.
 * - `items-missing`: it does not show all items.
 * - `not-authorised`: nothing shows an effect of auth.
 * - `insufficient-balance`: the payout waits for balance.
 * - `balance-filled`: the payout still waits for balance, and the balance covers it.
 * - `unknown-status`: a status that this version does not know.
 * - `unreadable`: the answer cannot be read, or its pages do not add up.
 * - `moving`: iyzico is paying.
 */
export type PollEvidence =
  | "not-found"
  | "no-items"
  | "items-missing"
  | "not-authorised"
  | "insufficient-balance"
  | "balance-filled"
  | "unknown-status"
  | "unreadable"
  | "moving";

/** One recipient's item of a payment: what was ordered, and what iyzico showed of it last. */
export interface PaymentItem {
  itemExternalId: string;
  recipientType: Recipient["recipientType"];
  /** The amount ordered, in units of `currency`: lira, not kuruş. */
  amount: Amount;
  currency: string;
  /** iyzico's id of the item, once an answer has shown it. */
  referenceCode?: string;
  /** The last status that iyzico showed; INVALID once init rejected the item. */
  itemStatus?: string;
  /** When a poll first showed this status, in milliseconds since 1970. */
  statusAt?: number;
  /** For how long polls have shown this status, in milliseconds, counted by the pauses between them. */
  statusMs?: number;
  /**
   * The statuses that were reported as final, in order. More than one if iyzico changed a status that had been final.
   */
  finalStatuses?: readonly string[];
  /** iyzico's error code, if init rejected the item. */
  errorCode?: string;
  /** iyzico's own sum for the item, in units of `currency`. What it contains is undocumented. */
  totalAmount?: Amount;
  commissionAmount?: Amount;
}

/** The last status that iyzico showed of an item. Until it shows one, the item waits. */
export function statusOf({ itemStatus = "INIT" }: Pick<PaymentItem, "itemStatus">): string {
  return itemStatus;
}

/** Exact sums, one for each currency. */
export type Sums = Readonly<Record<string, Amount>>;

/** What auth would pay, for its approver. An approval is valid for exactly this. */
export interface Review {
  requestId: string;
  /** INIT as a rule; INSUFFICIENT_BALANCE if an earlier auth met too little balance. */
  payoutStatus: string;
  /** The items that iyzico accepted, with the amounts that were ordered. */
  payable: { count: number; amounts: Sums };
  /** The items that iyzico rejected. They will not be paid, and auth does not mention them again. */
  rejected: { count: number; amounts: Sums; items: readonly RejectedItem[] };
  /**
   * iyzico's own sum for the payout. What it contains is undocumented; the amounts above are those that were ordered. For
   * a payout that an operator linked, it is the only indication of what iyzico would pay.
   */
  totalAmount?: Amount;
  /** The mass payout balance. The answer names no currency. */
  balance: Amount;
  /**
   * Whether the balance covers `payable`, commission not included. Missing unless everything is in lira: the balance's
   * currency is undocumented, and taken to be lira.
   */
  isCovered?: boolean;
  /** Whether an operator linked a payout that the store has no record of. */
  isLinkedManually: boolean;
  /** Set if the answer to init named items that the plan does not have: the payout may be another payment's. */
  hasForeignItems?: boolean;
  /** How many auths of this payment may have taken effect already. The effect of a second one is undocumented. */
  earlierAuths: number;
  /**
   * Set if the payout was only found: no answer to an init of this payment has named its requestId, so it may have been
   * made from another plan.
   */
  found?: FoundAmounts;
  /**
   * Set if the plan pays a recipient twice: groups of items with the same account, name, amount, currency and description.
   */
  repeatedRecipients?: readonly (readonly string[])[];
  /** Set if other payments of the store pay the same recipients the same amounts, made in the last 35 days. */
  sameList?: readonly SameList[];
}

/** What iyzico shows of the amounts of a payout that was only found. */
export interface FoundAmounts {
  /** The sums of iyzico's own amounts of the payable items, one for each currency. */
  amounts: Sums;
  /**
   * Whether one reading of iyzico's amounts fits all payable items: each equals the ordered amount, or each has the
   * commission added, or each has it subtracted. Which of the three iyzico shows is undocumented.
   */
  isConsistent: boolean;
}

/** Another payment of the same list. */
export interface SameList {
  key: string;
  /** When it was created, in milliseconds since 1970. */
  createdAt: number;
}

/** An item that iyzico rejected. */
export interface RejectedItem {
  itemExternalId: string;
  errorCode?: string;
}

/**
 * The stored state of a payment: plain JSON without names, accounts or keys, so that a store can keep it as it is. Its
 * schema is {@link paymentSchema}.
 */
export interface Payment {
  version: 1;
  /** The caller's name of the payment. */
  key: string;
  externalId: string;
  /** SHA-256 of the plan and the address, in hexadecimal: the payment goes on only with the plan it was begun with. */
  planFingerprint: string;
  /** When the payment was created, in milliseconds since 1970. */
  createdAt: number;
  /** When the payment was settled, in milliseconds since 1970. */
  settledAt?: number;
  phase: PaymentPhase;
  /** iyzico's id of the payout, once an answer or an operator has given it. */
  requestId?: string;
  /** Whether an answer to an init of this payment named the requestId. Otherwise the payout was only found. */
  isConfirmed: boolean;
  /** Whether an operator linked a payout that this store has no record of having sent. */
  isLinkedManually: boolean;
  /** Whether the answer to init named items that the plan does not have. Auth then requires an approval by digest. */
  hasForeignItems?: boolean;
  /** The merchant that iyzico showed first. The payout of another one is not this payment's. */
  merchantId?: number;
  /** How many inits were sent that may have taken effect. */
  inits: number;
  /** How many auths were sent that may have taken effect. More than one only after an approval of exactly that. */
  auths: number;
  /** The payout status that the last approved review had. After auth, it is not news. */
  statusBeforeAuth?: string;
  /** Whether the last approval was of iyzico's amounts, which differ from those ordered. */
  hasVendorAmounts?: boolean;
  /** How many polls of this phase have shown no progress. */
  polls: number;
  /** The pause before the next poll, in milliseconds. */
  pauseMs: number;
  /** What the latest polls of this phase agree on. */
  pollEvidence?: PollEvidence;
  /** For how long they have agreed on it, in milliseconds. */
  pollEvidenceMs: number;
  /** When items that do not move on were last reported, in milliseconds since 1970. */
  stuckReportedAt?: number;
  /** The plan's groups of items with the same account, name, amount, currency and description. */
  repeatedRecipients?: readonly (readonly string[])[];
  /** HMAC of the plan's recipients and amounts with a random value of the store, if the store can compare lists. */
  listFingerprint?: string;
  /** Other payments of the same list, made in the 35 days before. */
  sameList?: readonly SameList[];
  /** The approved review, until auth is commanded. */
  approved?: Review;
  /** How the last init or auth failed, if it did. */
  failure?: Failure;
  items: readonly PaymentItem[];
}
