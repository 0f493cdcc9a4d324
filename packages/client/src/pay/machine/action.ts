import type { Failure } from "../../errors/failure.js";
import type { Payment } from "./payment.js";
import { type PaymentReport, reportOf } from "./report.js";
import type { Review } from "./review.js";

/** Why a payment can't go on by itself, as a word to branch on; `docs/paying.md` explains each. */
export type PersonReason =
  | "external-id-taken"
  | "another-payout"
  | "request-id-unknown"
  | "payout-not-shown"
  | "not-moving"
  | "init-unknown"
  | "refused"
  | "not-sent"
  | "look-failed"
  | "approval-needed"
  | "auth-unknown"
  | "insufficient-balance"
  | "unknown-status"
  | "claim";

/** What a person must do, with everything that is known. */
export interface PersonNeeded {
  reason: PersonReason;
  /** What happened and what to do, in plain words. */
  message: string;
  /** What an approval would set going, where one is asked for. */
  review?: Review;
  /** What went wrong last, where something did. */
  failure?: Failure;
  report: PaymentReport;
}

const messages: Readonly<Record<PersonReason, string>> = {
  "external-id-taken":
    "iyzico has a payout of this externalId, and this store has no record of having sent one. Find out whose it is. If " +
    "it is this one (the store was lost), go on with its requestId; otherwise use another externalId. Nothing was sent.",
  "another-payout":
    "The payout that iyzico shows has other items, other payees or another id than this payment. Find out where it comes " +
    "from; nothing more is sent.",
  "request-id-unknown":
    "The payout was created, but the answer with its requestId was lost, and iyzico does not show it. Ask iyzico for the " +
    "requestId and go on with it.",
  "payout-not-shown":
    "iyzico does not show this payout, or not all of its items. Ask iyzico about the requestId before anything else.",
  "not-moving":
    "iyzico took the auth, and the payout still shows as not authorised. Ask iyzico; nothing is sent again.",
  "init-unknown":
    "Init was sent three times or more, and iyzico shows no payout of this externalId. None of them was authorised, so " +
    "nobody is paid. Ask iyzico; going on with the same plan sends it once more.",
  refused:
    "iyzico refused init; see failure. Correct the cause and go on with the same plan. Where the cause is in the " +
    "plan, a corrected plan needs another key.",
  "not-sent": "The request could not be sent; see failure. Correct the cause and go on with the same plan.",
  "look-failed": "The payout can't be read; see failure. Correct the cause and go on with the same plan.",
  "approval-needed":
    "Nothing is authorised yet: somebody must approve the review. Whoever was refused will not be paid with this payout.",
  "auth-unknown":
    "An auth was sent before, and iyzico shows the payout as not authorised. What a second auth does is undocumented: ask " +
    "iyzico first, and approve the review by its digest if it is to be sent again.",
  "insufficient-balance":
    "The mass payout balance does not cover the payout. Fill it and go on with the same plan. If iyzico does not go on by " +
    "itself then, the digest of the review, where there is one, approves another auth.",
  "unknown-status":
    "The payout or an item has a status that this version does not know. Nobody counts as paid by it: ask iyzico.",
  claim: "Nobody received these items' money, and it did not come back: claim it from iyzico. See the ledger.",
};

export function personNeeded(
  state: Payment,
  reason: PersonReason,
  { review, failure = state.failure }: { review?: Review; failure?: Failure },
): PersonNeeded {
  return {
    reason,
    message: messages[reason],
    ...(review !== undefined && { review }),
    ...(failure !== undefined && { failure }),
    report: reportOf(state),
  };
}
