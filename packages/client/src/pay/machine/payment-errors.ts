import { MassPayoutError, type Outcome } from "../../errors/mass-payout-error.js";

/**
 * The error for a payment that another process pays.
 *
 * @param words what the other process does or did.
 * @param remedy what to do beside waiting for it, as a sentence.
 */
export function paymentLockedError(words: string, outcome: Outcome, remedy: string): MassPayoutError {
  const hint = `Leave it to that process, or call pay again when it has ended. ${remedy}`;
  return new MassPayoutError("payment_locked", `pay: another process ${words}.`, { outcome, hint });
}

/**
 * The error for what is kept under a key and cannot be read as its payment.
 *
 * @param subject what keeps it, such as "The store".
 */
export function paymentUnreadableError(message: string, subject: string): MassPayoutError {
  const hint =
    `${subject} was left unchanged, and nothing was sent. Ask iyzico what became of the payout before you restore anything: ` +
    "an older state, as from a backup, may lack an auth that was sent, and would let it be sent again.";
  return new MassPayoutError("payment_unreadable", `pay: ${message}.`, { outcome: "not-sent", hint });
}
