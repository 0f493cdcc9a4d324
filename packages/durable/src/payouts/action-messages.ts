import type { ActionMessageId } from "@iyzico-mass-payout/client";

/**
 * What to do about a required action. Those of `pay` say "run pay again": here the workers go on by themselves, and `pay` with
 * another store would be a second payment.
 */
export const actionMessages: Readonly<Record<ActionMessageId, string>> = {
  "external-id-taken":
    "iyzico already has a payout with this externalId, and this database has no record of sending it. Find out what it pays " +
    "before anything else: under another key, the same recipients would be paid twice. If it is this payout, link its requestId. " +
    "Nothing was sent.",
  "external-id-taken-authorised":
    "iyzico already has payouts of this plan, and this database has no record of sending them. At least one of them is or may be " +
    "authorised: pay the recipients in no other way and under no other key. Ask iyzico for the requestId of the authorised one, " +
    "and link it. Nothing was sent.",
  "abandoned-payout-moved":
    "A payout that this one has abandoned is or may be authorised. Its recipients may be paid, and twice if this one was authorised " +
    "too: pay them in no other way and under no other key. Ask iyzico about both payouts. Nothing more is sent; polls go on.",
  "payout-mismatch":
    "What iyzico shows differs from this payout. Find out why before anything else is paid to these recipients. Nothing more is " +
    "sent. If there is a review, its digest approves iyzico's amounts.",
  "payout-mismatch-superseded":
    "Another payout pays items of this one again, and iyzico does not show them as refunded or rejected any more: their " +
    "recipients may be paid twice. Do not approve the other payout; if it is authorised, ask iyzico about both.",
  "request-id-unknown":
    "iyzico has the payout, and its requestId was lost. Ask iyzico for it, and link it. Pay the recipients in no other way.",
  "request-id-unknown-restarted":
    "iyzico has a payout whose requestId was lost, and rejects the items of the one that was begun instead. Ask iyzico for the " +
    "requestId of the first, whose externalId is in abandoned, and link it. Pay the recipients in no other way.",
  "payout-not-found":
    "iyzico does not show the payout, or not all of its items. No auth was sent. Pay the recipients in no other way and under no " +
    "other key. Ask iyzico about the requestId. Polls go on.",
  "payout-not-found-authorised":
    "The payout may be authorised, and iyzico does not show it, or not all of its items. The recipients may be paid: pay them in " +
    "no other way and under no other key. Ask iyzico about the requestId. Polls go on.",
  stuck:
    "iyzico took the auth, and shows no effect of it. The recipients may still be paid: pay them in no other way and under no " +
    "other key. Ask iyzico. Nothing is sent again; polls go on.",
  "init-outcome-unknown":
    "Init was sent several times, and iyzico shows no payout. None of them was authorised, so no recipient is paid. Ask iyzico. " +
    "Resumed, init is sent once more.",
  "init-outcome-unknown-restored":
    "Init was sent several times, and iyzico shows no payout. The database has come back to an older state: a payout of this " +
    "externalId may be authorised that iyzico does not show yet. Pay the recipients in no other way and under no other key. Ask " +
    "iyzico for the payouts of this externalId, also with -r2 to -r4 at its end. If there is one, link its requestId. Only if " +
    "iyzico confirms that there is none and will be none, resume: init is then sent once more.",
  "init-rejected":
    "iyzico rejected init; see failure. Correct the cause and resume. If the cause is in the plan, ask iyzico first that it has no " +
    "payout of this externalId; if it has one, link its requestId and use no other key. If it has none, cancel this payout before " +
    "the corrected plan is submitted under another key: otherwise both may be paid.",
  "init-rejected-superseding":
    "iyzico rejected init; see failure. This plan pays items again, and no other key can pay them. If the cause is not in the plan, " +
    "correct it and resume. If it is, ask iyzico first that it has no payout of this externalId and will have none; then cancel " +
    "this payout, and pay the items once with a plan made by hand, without supersedes and under another key.",
  "not-sent": "A request could not be sent; see failure. Correct the cause and resume.",
  "retrieve-failed":
    "The payout cannot be read; see failure. If an auth was sent, the recipients may be paid: pay them in no other way. Correct " +
    "the cause. Polls go on.",
  "approval-required":
    "The review must be approved by its digest. Nothing of it is authorised yet. See in it whether the balance covers it, and what " +
    "is rejected: rejected items will not be paid.",
  "auth-outcome-unknown":
    "An auth was sent, and iyzico shows the payout as not authorised. A second auth may pay all recipients twice. Ask iyzico. Only if " +
    "iyzico confirms that the first auth had no effect and will have none, approve the review by its digest. Until then, pay the " +
    "recipients in no other way.",
  "auth-outcome-unknown-restored":
    "The database has come back to an older state, and may have lost that an auth was sent. A second one may pay all recipients " +
    "twice. Ask iyzico for all payouts of this externalId, also with -r2 to -r4 at its end. Only if iyzico confirms that no auth of " +
    "any of them had an effect or will have one, approve the review by its digest. Until then, pay the recipients in no other way.",
  "insufficient-balance":
    "The mass payout balance does not cover the payout. Fill it, commissions included. Polls go on, and resume polls at once: iyzico " +
    "may continue by itself. If there is a review, ask iyzico first: if it continues by itself after all, another auth may pay twice.",
  "unknown-status":
    "The payout or an item has a status that this version does not know. Its recipients count neither as paid nor as unpaid: pay " +
    "them in no other way, and ask iyzico what it means. Polls go on.",
  "refund-failed":
    "Recipients were not paid, and the money did not come back to the balance: ask iyzico for it. The ledger lists it as receivable. " +
    "Pay them in another way only if iyzico confirms that it will not pay them. Polls go on.",
  "refund-missing":
    "Items have failed, and their money has not come back. They are neither paid nor known to be unpaid for good: pay them in no " +
    "other way. Ask iyzico. Polls go on.",
  "items-stuck":
    "Items have been in progress for a long time. They are neither paid nor unpaid: pay them in no other way. Ask iyzico. Polls go on.",
};

/** The message of a payout that was denied. */
export const deniedMessage: string =
  "The payout is denied: nothing that is not authorised yet will be authorised. Resume it, to have its review approved after all, " +
  "or cancel it.";
