import type { ExperimentId } from "../messages/probe.js";

/** The question that each experiment answers: a heading of docs/unverified.md. */
export const questions: Readonly<Record<ExperimentId, string>> = {
  "signed-query": "Is the query signed?",
  "random-header": "Is x-iyzi-rnd still read?",
  locale: "Where does the locale belong?",
  "used-random-key": "Is a used random key rejected?",
  "content-type": "Do requests without a body need Content-Type?",
  "repeated-init": "What does a second init with the same externalId do?",
  "visible-after-init": "How long after init is a payout not found yet?",
  "optional-fields": "May conversationId and description be left out?",
  purposes: "Which purposes are accepted?",
  currencies: "Which currencies are accepted, and may one payout have several?",
  "amount-forms": "May an amount be a string, or have more than two decimals?",
  "amount-limits": "What are the minimum and the maximum amount?",
  "item-count": "How many items may a payout have?",
  "text-limits": "Which characters and lengths may ids, names and descriptions have?",
  "repeated-item-id": "May an itemExternalId occur twice?",
  "recipient-types": "Which recipients are accepted?",
  "item-faults": "Which faults fail the whole init, and which only an item?",
  "all-rejected": "Does an init succeed if all its items are rejected?",
  "invalid-items": "May invalidItems list an item twice, or without its externalId?",
  "repeated-auth": "What does a second auth of the same payout do?",
  "rejected-auth": "Can an auth that was rejected have been executed?",
  "auth-above-balance": "How is an auth answered that the balance does not cover?",
  "status-after-auth": "How long after auth may a payout still be shown as INIT or INSUFFICIENT_BALANCE?",
  "balance-after-auth": "When does the money leave the balance?",
  "auth-without-items": "What does an auth of a payout without valid items do?",
  "auth-fields": "Does auth answer with more than its status?",
  "cancel-after-auth": "What does a cancel after auth do?",
  "second-cancel": "What does a second cancel do, or a cancel of an unknown payout?",
  "item-type": "May itemType be left out?",
  "external-id": "Is init's externalId the externalMassPayoutId of retrieve?",
  "two-ids": "What if requestId and externalMassPayoutId disagree?",
  "unknown-payout": "How is a retrieve of an unknown id answered?",
  "lost-request-id": "How can the requestId of a lost init be found?",
  "paging-place": "Where do page, size and total stand?",
  "page-size": "How large may a page be?",
  "first-page": "Do pages count from 0?",
  "total-amount": "What does totalAmount contain?",
  "merchant-id": "Does every answer have the merchantId, and is it always the same?",
  "missing-fields": "Which fields may be missing or null?",
  "item-errors": "Are an item's errors a list or one string?",
  dates: "Do receivedDate, completedDate and canceledDate exist?",
  "account-shown": "How does iyzico show an account that it was sent?",
  "empty-invalid-listing": "How is an empty listing of INVALID items answered?",
  "listing-total": "Does total count what itemType leaves out?",
  "reference-code": "When does an item have a referenceCode?",
  "informing-types": "Which types do the fields have that only inform?",
  "unknown-item": "How is an unknown referenceCode answered?",
  "balance-currency": "Which currency has the balance?",
  "balance-in-flight": "Does the balance already lack what is in flight?",
  "insufficient-balance": "What follows INSUFFICIENT_BALANCE?",
  "rejected-in-completed": "Does COMPLETED count rejected items?",
  "item-after-auth": "What does INIT of an item say once the payout is authorised?",
  "failure-status": "Which HTTP status do failures have?",
  "request-size": "How large may a request be?",
};

/** Why no experiment asks a question of docs/unverified.md. */
type NotProbedReason =
  | "needs-address"
  | "takes-days"
  | "needs-top-up"
  | "needs-account"
  | "needs-flood"
  | "needs-failure"
  | "not-iyzico";

/** The questions of docs/unverified.md that no request to iyzico answers within an hour, with the reason. */
export const notProbed: Readonly<Record<string, NotProbedReason>> = {
  "Do iyzico's servers break kept connections?": "takes-days",
  "Do Turkish IBANs with letters exist?": "needs-account",
  "What does nonWithdrawable do to an IBAN?": "needs-account",
  "Does iyzico continue by itself once the balance is filled?": "needs-top-up",
  "What does a second auth do once the balance is filled?": "needs-top-up",
  "May one item be listed more than once?": "needs-account",
  "What do SUCCESS and IYZICO_INSUFFICIENT_BALANCE mean for a payout?": "needs-failure",
  "Which status has a payout with some failed items?": "needs-account",
  "What is the official Turkish wording of the statuses?": "not-iyzico",
  "Can a final status of an item, or its commission, still change?": "takes-days",
  "Does a failed item cost commission?": "needs-account",
  "Is recipientName compared with the account's owner?": "needs-account",
  "How long may an item to a recipient who is not a member stay open?": "takes-days",
  "Does a payout have a webhook?": "needs-address",
  "Did a request take effect that failed without a documented code?": "needs-failure",
  "Did a request take effect that was answered with 50000?": "needs-flood",
  "What is the request limit?": "needs-flood",
  "Does npm accept trusted publishing from this workflow?": "not-iyzico",
  "What does a second run of the publish job do after a partial one?": "not-iyzico",
};
