import type { MassPayoutErrorCode } from "../../errors/codes.js";
import type { Failure } from "../../errors/failure.js";
import type { Outcome } from "../../errors/mass-payout-error.js";
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
 * - `request-id-missing`: it shows the payout as not authorised, and no requestId of it.
 * - `no-items`: it shows the payout without items.
 * - `items-missing`: it does not show all items.
 * - `not-authorised`: nothing shows an effect of auth.
 * - `insufficient-balance`: the payout waits for balance.
 * - `balance-filled`: the payout still waits for balance, and the balance covers it.
 * - `unknown-status`: a status that this version does not know.
 * - `unreadable`: the answer is odd, cannot be read, or its pages do not add up.
 * - `refused`: iyzico refused the credentials or the product, before anything was sent.
 * - `abandoned-not-found`: it does not show an abandoned payout.
 * - `superseded-changed`: it shows another status of an item that another payment pays again.
 * - `moving`: iyzico is paying.
 */
export type PollEvidence =
  | "not-found"
  | "request-id-missing"
  | "no-items"
  | "items-missing"
  | "not-authorised"
  | "insufficient-balance"
  | "balance-filled"
  | "unknown-status"
  | "unreadable"
  | "refused"
  | "abandoned-not-found"
  | "superseded-changed"
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
  /**
   * Since when the item waits for iyzico in this status, in milliseconds since 1970: not before its auth, not while the
   * balance is short, and never in the future of a clock that was set back.
   */
  waitingSince?: number;
  /** For how long polls have shown this status, in milliseconds, counted by the pauses between them. */
  statusMs?: number;
  /** The statuses that are booked, in order. More than one if iyzico changed a status that had been final. */
  finalStatuses?: readonly FinalStatus[];
  /** iyzico's error code, if init rejected the item. */
  errorCode?: string;
  /** The key of the payment that pays the item again, once it has come back: under the item's id with "-again". */
  supersededBy?: string;
  /** iyzico's own sum for the item, in units of `currency`. What it contains is undocumented. */
  totalAmount?: Amount;
  commissionAmount?: Amount;
}

/** A status that is booked. */
export interface FinalStatus {
  status: string;
  /** When a poll first showed it, in milliseconds since 1970. */
  at: number;
}

/** The last status that iyzico showed of an item. Until it shows one, the item waits. */
export function statusOf({ itemStatus = "INIT" }: Pick<PaymentItem, "itemStatus">): string {
  return itemStatus;
}

/** The items of another payment that a payment pays again. */
export interface Superseding {
  /** The key of the other payment, which is settled. */
  key: string;
  /** The ids of its items. Each is paid again by the item whose id is the same with "-again". */
  items: readonly string[];
}

/**
 * How far a call is with the items of another payment that this one pays again.
 *
 * - `commanded`: the other payment is to be polled, and the items are to be recorded in it as superseded.
 * - `shown`: that has just been done. Only a poll of the payment's own payout may come between this and an auth.
 * - `recorded`: it was done earlier in the call. What iyzico shows of the items may have changed.
 */
export type Supersession = "commanded" | "shown" | "recorded";

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
  /** Set if the store may have lost an init or auth that was sent: the payout may be authorised already. */
  mayHaveLostWrites?: boolean;
  /** When the store last came back to an older state, in milliseconds since 1970: an approval from before is void. */
  restoredAt?: number;
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
  /** Set if the payout pays items of another payment again, which have come back. */
  supersedes?: Superseding;
  /** Set if there are other payouts of this payment, for the same recipients. None of them may be authorised too. */
  abandoned?: readonly ReviewedPayout[];
}

/** Another payout for the same recipients, as iyzico showed it last. */
export interface ReviewedPayout {
  externalId: string;
  /** Missing until a poll has shown it. */
  status?: string;
  /** The number of its items, and iyzico's sums of them, one for each currency. */
  count: number;
  amounts: Sums;
  /** The ids of the items that iyzico rejected in it. */
  rejected: readonly string[];
}

/**
 * A payout that this payment does not go on with: its requestId was lost, so that it cannot be authorised by the client. Or
 * one that was found beside a payout that an operator linked.
 */
export interface AbandonedPayout extends ReviewedPayout {
  /** Its number in the chain of externalIds; see `Payment.restart`. */
  restart: number;
  /** How many inits of it were sent that may have taken effect. */
  inits: number;
  /** The ids of the items that a poll has shown it to pay, or that it may pay. They stay: a later answer may be an older one. */
  moved?: readonly string[];
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
  /** The plan's id of the payout. Its payout at iyzico has another one after a restart: see {@link externalIdOf}. */
  externalId: string;
  /** How many payouts come before it in the chain of externalIds: 0 for the plan's id, 1 for the same with "-r2", and so on. */
  restart: number;
  /** The payouts of the chain that this payment does not go on with. */
  abandoned?: readonly AbandonedPayout[];
  /** SHA-256 of the plan and the address, in hexadecimal: the payment goes on only with the plan it was begun with. */
  planFingerprint: string;
  /** When the payment was created, in milliseconds since 1970. */
  createdAt: number;
  /** When the payment was settled, in milliseconds since 1970. */
  settledAt?: number;
  phase: PaymentPhase;
  /** The items of another payment that this one pays again. */
  supersedes?: Superseding;
  /** How far the current call is with that. */
  supersession?: Supersession;
  /** iyzico's id of the payout, once an answer or an operator has given it. */
  requestId?: string;
  /** Whether an answer to an init of this payment named the requestId. Otherwise the payout was only found. */
  isConfirmed: boolean;
  /** Whether an operator linked a payout that this store has no record of having sent. */
  isLinkedManually: boolean;
  /** Whether the answer to init named items that the plan does not have. Auth then requires an approval by digest. */
  hasForeignItems?: boolean;
  /**
   * Whether the store may have lost an init or auth that was sent, until the payment is settled: auth then requires polls that
   * show no effect of one for the grace period, and an approval by digest.
   */
  mayHaveLostWrites?: boolean;
  /** When the store last came back to an older state, in milliseconds since 1970. */
  restoredAt?: number;
  /** The merchant that iyzico showed first. The payout of another one is not this payment's. */
  merchantId?: number;
  /** How many inits of this externalId were sent that may have taken effect. */
  inits: number;
  /** How many auths were sent that may have taken effect. More than one only after an approval of exactly that. */
  auths: number;
  /** How many approved auths could not be sent, since the last call began. */
  unsentAuths?: number;
  /** The payout status that the last approved review had. After auth, it is not news. */
  statusBeforeAuth?: string;
  /** Whether the last approval was of iyzico's amounts, which differ from those ordered. */
  hasVendorAmounts?: boolean;
  /** How many polls of this phase have shown no progress. */
  polls: number;
  /** The pause before the next poll, in milliseconds. */
  pauseMs: number;
  /**
   * How long the payment was stored since its last poll, as far as that counts, in milliseconds: it counts once the next poll
   * shows what the last one did.
   */
  pausedMs?: number;
  /** What the latest polls of this phase agree on. */
  pollEvidence?: PollEvidence;
  /** For how long they have agreed on it, in milliseconds. */
  pollEvidenceMs: number;
  /** The page of the last poll that had the first item in progress, counted from 0. The next poll may begin there. */
  openPage?: number;
  /** When all pages were last read, in milliseconds since 1970. */
  allPagesAt?: number;
  /** How long the pauses have been since then, in milliseconds. */
  allPagesMs?: number;
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
  /** What was sent, polled and approved, in order. Entries are only added. */
  history: readonly HistoryEntry[];
}

/** Why a payment cannot go on by itself, as a literal to branch on; `docs/paying.md` explains each. */
export type ActionReason =
  | "external-id-taken"
  | "abandoned-payout-moved"
  | "payout-mismatch"
  | "request-id-unknown"
  | "payout-not-found"
  | "stuck"
  | "init-outcome-unknown"
  | "init-rejected"
  | "not-sent"
  | "retrieve-failed"
  | "approval-required"
  | "auth-outcome-unknown"
  | "insufficient-balance"
  | "unknown-status"
  | "refund-failed"
  | "refund-missing"
  | "items-stuck";

/**
 * What happened in the life of a payment.
 *
 * - `created`: the store had nothing under the key.
 * - `taken-over`: another process had not released the lock of the payment for so long that it counts as dead.
 * - `restored`: the store may have lost what was stored last.
 * - `init-sent`, `auth-sent`: it was stored that the request is about to be sent; a crash may have kept it from being sent.
 * - `init-accepted`, `auth-accepted`: iyzico answered with success. `init-failed`, `auth-failed`: what failed otherwise.
 * - `not-found`, `polled`: what a poll showed, if it differs from the poll before.
 * - `linked`: an operator named the payout. `restarted`: init begins again under another externalId.
 * - `approved`, `denied`: the answer to a review.
 * - `action-required`, `settled`: how a call ended.
 * - `superseded`: another payment, whose key is in `key`, pays items again that have come back.
 */
export type HistoryEvent =
  | "created"
  | "taken-over"
  | "restored"
  | "init-sent"
  | "init-accepted"
  | "init-failed"
  | "not-found"
  | "polled"
  | "linked"
  | "restarted"
  | "approved"
  | "denied"
  | "auth-sent"
  | "auth-accepted"
  | "auth-failed"
  | "action-required"
  | "settled"
  | "superseded";

/** One entry of a payment's history. It has nothing of recipients, except what `by` and `note` were given. */
export interface HistoryEntry {
  /** When it happened, in milliseconds since 1970. */
  at: number;
  event: HistoryEvent;
  externalId?: string;
  requestId?: string;
  /** How many items init rejected. */
  rejected?: number;
  /** What failed: its error code, what became of the request, and iyzico's code. */
  code?: MassPayoutErrorCode;
  outcome?: Outcome;
  errorCode?: string;
  payoutStatus?: string;
  /** The number of items in each status. */
  itemStatuses?: Readonly<Record<string, number>>;
  /** The digest of the review that was approved. */
  digest?: string;
  /** Who approved it, as given; `default`, `function` or `digest` if no name was given. */
  by?: string;
  note?: string;
  reason?: ActionReason;
  /** The key of another payment. */
  key?: string;
}

/** Whether nothing was sent for a payment, and its store has lost nothing. */
export function isNewPayment({ phase, inits, mayHaveLostWrites }: Payment): boolean {
  return phase === "planned" && inits === 0 && mayHaveLostWrites !== true;
}

/** The externalId of a payment's payout at iyzico. */
export function externalIdOf({ externalId, restart }: Pick<Payment, "externalId" | "restart">): string {
  return restart === 0 ? externalId : `${externalId}-r${restart + 1}`;
}

/** Whether an id is, or may be taken for, that of a payout with which a payment began again. */
export function isRestartId(externalId: string): boolean {
  return /-r[234]$/.test(externalId);
}
