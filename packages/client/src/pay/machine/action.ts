import type { Failure } from "../../errors/failure.js";
import { isUnauthorisedStatus } from "./abandoned.js";
import type { ActionReason, Payment, Review, Sums } from "./payment.js";
import { type PaymentReport, reportOf } from "./report.js";

/**
 * The text of a required action: its reason, or a variant of it.
 *
 * - `auth-outcome-unknown-restored`, `init-outcome-unknown-restored`: the store may have lost an auth that was sent.
 * - `external-id-taken-authorised`: one of the payouts that iyzico already has is or may be authorised.
 * - `init-rejected-superseding`: no other key can pay the items, because this payment supersedes those of another one.
 * - `payout-mismatch-superseded`: iyzico shows another status of items that another payment pays again.
 * - `payout-not-found-authorised`: the payout that iyzico does not show may be authorised.
 * - `request-id-unknown-restarted`: an abandoned payout may have accepted the items that the one begun instead rejects.
 */
export type ActionMessageId =
  | ActionReason
  | "auth-outcome-unknown-restored"
  | "external-id-taken-authorised"
  | "init-outcome-unknown-restored"
  | "init-rejected-superseding"
  | "payout-mismatch-superseded"
  | "payout-not-found-authorised"
  | "request-id-unknown-restarted";

/** The action that a payment requires, with everything that is known. */
export interface ActionRequired {
  reason: ActionReason;
  /** Which text `message` is, to show it in another language. */
  messageId: ActionMessageId;
  /** What happened and what to do. */
  message: string;
  /** What an approval would authorise, if one is asked for. */
  review?: Review;
  /** What failed last, if anything did. */
  failure?: Failure;
  /** The payouts that iyzico already has, of `external-id-taken`. */
  foundPayouts?: readonly FoundPayout[];
  /**
   * The ids of the items that an abandoned payout pays or may pay, of `abandoned-payout-moved`. If an auth was sent, their
   * recipients may be paid twice.
   */
  itemsOfAbandoned?: readonly string[];
  /**
   * The ids of the items that another payment pays again and of which iyzico now shows another status, of
   * `payout-mismatch`. Their recipients may be paid twice.
   */
  changedItems?: readonly string[];
  report: PaymentReport;
}

/** What else is known of a required action. */
export type ActionDetails = Partial<Omit<ActionRequired, "reason" | "messageId" | "message" | "report">>;

/** A payout that iyzico has and this payment has not sent. */
export interface FoundPayout {
  externalId: string;
  status: string;
  /** The number of its items, and iyzico's sums of them, one for each currency. */
  count: number;
  amounts: Sums;
}

// The command line shows the same sentences: "run pay again" is true of both.
const messages: Readonly<Record<ActionMessageId, string>> = {
  "external-id-taken":
    "iyzico already has a payout with this externalId, and this store has no record of sending one. Find out where it " +
    "comes from. If it is for the same recipients and purpose, as after the loss of a store or from another program, run " +
    "pay again with its requestId: under another key they would be paid twice. Only if it is for something else, use " +
    "another key, and another externalId if the plan has one. Nothing was sent.",
  "external-id-taken-authorised":
    "iyzico already has payouts of this plan, and this store has no record of sending them. At least one of them is or may be " +
    "authorised: the recipients may be paid, or may still be. Pay them in no other way and under no other key. Ask iyzico for " +
    "the requestId of the authorised one, and run pay again with it: it is followed, and nothing is authorised without a " +
    "digest. Nothing was sent.",
  "abandoned-payout-moved":
    "A payout that this payment has abandoned is not INIT or CANCELED any more, or iyzico does not show it: it was authorised " +
    "by another program or at iyzico, or may have been. If an auth was sent, its recipients may be paid twice; if none was, " +
    "that payout may pay them. Pay them in no other way and under no other key. Ask iyzico about both payouts. Nothing more " +
    "is sent; running pay again polls on.",
  "payout-mismatch":
    "The payout that iyzico shows has other items, recipients, amounts, another merchant or another id than this payment, " +
    "or iyzico changed a status that had been final. Find out why before anything else is paid to these recipients. " +
    "Nothing more is sent. If there is a review, its digest approves iyzico's amounts.",
  "payout-mismatch-superseded":
    "Another payment pays items of this one again, and iyzico does not show them as refunded or rejected any more: their " +
    "recipients may be paid twice. Do not approve the other payment, whose key is in supersededBy; if it is authorised, ask " +
    "iyzico about both payouts. Nothing more is sent; running pay again polls on.",
  "request-id-unknown":
    "iyzico created the payout, but the answer with its requestId was lost, and iyzico does not show it. Ask iyzico for " +
    "the requestId and run pay again with it.",
  "request-id-unknown-restarted":
    "iyzico created a payout whose requestId was lost, and rejects the items of the payout that was begun instead. The store has " +
    "no record of an auth of any of them. Ask iyzico for the requestId of the first payout, whose externalId is in abandoned, and run pay " +
    "again with it.",
  "payout-not-found":
    "iyzico does not show this payout, or not all of its items. No auth was sent, so pay has not had a recipient paid. Ask " +
    "iyzico about the requestId before you do anything else; running pay again polls on. Until iyzico confirms that the " +
    "payout is cancelled or does not exist, pay the recipients in no other way; then do not run this plan any more.",
  "payout-not-found-authorised":
    "This payout may be authorised, and iyzico does not show it, or not all of its items. The recipients may be paid, or may " +
    "still be. Pay them in no other way and under no other key. Ask iyzico about the requestId; running pay again polls on.",
  stuck:
    "iyzico took the auth, and the payout still shows as not authorised. The recipients may still be paid: pay them in no " +
    "other way and under no other key. Ask iyzico. Nothing is sent again; running pay again polls on.",
  "init-outcome-unknown":
    "Init was sent three times or more, and iyzico shows no payout with this externalId. None of them was authorised, so " +
    "no recipient is paid. Ask iyzico. Running pay again with the same plan sends init once more.",
  "init-outcome-unknown-restored":
    "Init was sent three times or more, and iyzico shows no payout with this externalId. The store has come back to an older " +
    "state: a payout of this payment may be authorised that iyzico does not show yet. Pay the recipients in no other way and " +
    "under no other key. Ask iyzico for the payouts of this externalId, also with -r2 to -r4 at its end. If there is one, run pay " +
    "again with its requestId. Only if iyzico confirms that there is none and will be none, run pay again with the same plan: " +
    "it sends init once more.",
  "init-rejected":
    "iyzico rejected init; see failure. Correct the cause and run pay again with the same plan. If the cause is in the " +
    "plan, the corrected plan needs another key; ask iyzico first that it has no payout of this externalId, because an " +
    "init may have taken effect although it was rejected. If it has one, run pay again with its requestId and use no other " +
    "key. Once another key is used, do not run the first plan any more.",
  "init-rejected-superseding":
    "iyzico rejected init; see failure. This plan pays items again, and repay plans them under no other key. If the cause is " +
    "not in the plan, correct it and run pay again with the same plan. If it is in the plan, ask iyzico first that it has no " +
    "payout of this externalId and will have none, because an init may have taken effect although it was rejected. If it has " +
    "one, run pay again with its requestId. Only if iyzico confirms that it has none, pay these items once with a plan made by " +
    "hand, without supersedes and under another key; then do not run this plan any more.",
  "not-sent": "The request could not be sent; see failure. Correct the cause and run pay again with the same plan.",
  "retrieve-failed":
    "The payout cannot be read; see failure. If an auth was sent, the recipients may be paid: pay them in no other way. " +
    "Correct the cause and run pay again with the same plan.",
  "approval-required":
    "Nothing is authorised yet: the review must be approved. Rejected items will not be paid with this payout.",
  "auth-outcome-unknown":
    "An auth was sent before, and iyzico shows the payout as not authorised. A second auth may pay all recipients twice. Ask " +
    "iyzico. Only if iyzico confirms that the first auth had no effect and will have none, approve the review by its digest. " +
    "Until then, pay the recipients in no other way; running pay again polls on.",
  "auth-outcome-unknown-restored":
    "The store has come back to an older state, and may have lost that an auth was sent. iyzico shows the payout as not " +
    "authorised. A second auth may pay all recipients twice. Ask iyzico for all payouts of this externalId, also with -r2 to -r4 " +
    "at its end. If one of them is authorised, run pay again with its requestId. Only if iyzico confirms that no auth of any of " +
    "them had an effect or will have one, approve the review by its digest. Until then, pay the recipients in no other way; running pay again polls on.",
  "insufficient-balance":
    "The mass payout balance does not cover the payout. Fill it, commissions included, and run pay again with the same plan: " +
    "it waits for iyzico to continue by itself. Only if iyzico does not, pay offers a review, whose digest approves another " +
    "auth. If there is one here, ask iyzico first: if iyzico continues by itself after all, another auth may pay twice.",
  "unknown-status":
    "The payout or an item has a status that this version does not know. Its recipients count neither as paid nor as unpaid: " +
    "pay them in no other way, and ask iyzico what it means. Running pay again polls on.",
  "refund-failed":
    "The recipients of these items were not paid, and the money did not come back to the balance: ask iyzico for it. The " +
    "ledger lists it as receivable. Once iyzico shows it as back and the payment is settled, repay (planRepayment) plans to pay " +
    "them again. Pay them in another way only if iyzico confirms that it will not pay them, and then never with repay. Running " +
    "pay again polls on.",
  "refund-missing":
    "Items have failed, and their money has not come back to the balance for a long time. They are neither paid nor known " +
    "to be unpaid for good: pay them in no other way until their status is final. Ask iyzico. Running pay again polls on.",
  "items-stuck":
    "Items have been in progress for a long time. They are neither paid nor unpaid: pay them in no other way until their " +
    "status is final. Ask iyzico. Running pay again polls on.",
};

/** By an auth of this payment, one that its store or that of a linked payout has lost, or one of another program. */
function isPossiblyAuthorised({
  auths,
  phase,
  isLinkedManually,
  hasForeignItems,
  mayHaveLostWrites,
}: Payment): boolean {
  return (
    auths > 0 || phase === "authorised" || isLinkedManually || hasForeignItems === true || mayHaveLostWrites === true
  );
}

/** The action, with its message and the state of the payment. */
export function actionRequired(
  state: Payment,
  reason: ActionReason,
  { failure = state.failure, ...details }: ActionDetails,
): ActionRequired {
  const messageId = messageIdOf(state, reason, details);
  return {
    reason,
    messageId,
    message: messages[messageId],
    ...details,
    ...(failure !== undefined && { failure }),
    report: reportOf(state),
  };
}

/** Where the same reason has another remedy, there is another text. */
function messageIdOf(
  state: Payment,
  reason: ActionReason,
  { review, foundPayouts = [], changedItems }: ActionDetails,
): ActionMessageId {
  switch (reason) {
    case "payout-not-found":
      return isPossiblyAuthorised(state) ? "payout-not-found-authorised" : reason;
    case "external-id-taken":
      return foundPayouts.every(({ status }) => isUnauthorisedStatus(status)) ? reason : "external-id-taken-authorised";
    case "auth-outcome-unknown":
      return state.mayHaveLostWrites === true ? "auth-outcome-unknown-restored" : reason;
    case "init-outcome-unknown":
      return state.mayHaveLostWrites === true ? "init-outcome-unknown-restored" : reason;
    case "init-rejected":
      return state.supersedes === undefined ? reason : "init-rejected-superseding";
    case "payout-mismatch":
      return changedItems === undefined ? reason : "payout-mismatch-superseded";
    case "request-id-unknown":
      return review === undefined ? reason : "request-id-unknown-restarted";
    default:
      return reason;
  }
}
