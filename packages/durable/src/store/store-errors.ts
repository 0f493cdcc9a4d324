import { MassPayoutError, type Outcome } from "@iyzico-mass-payout/client";

const another = "Leave it to that process, or call pay again when it has ended.";

/** The error for a payment whose lock another process holds. */
export function lockedError(leaseMs: number): MassPayoutError {
  const hint = `${another} If it has died, a call takes its lock over ${Math.ceil(leaseMs / 1000)} seconds later.`;
  return new MassPayoutError("payment_locked", "pay: another process works on this payment.", {
    outcome: "not-sent",
    hint,
  });
}

/** The error for a lock that another process has taken over. */
export function lockLostError(outcome: Outcome): MassPayoutError {
  const message = "pay: the lock of this payment was lost: it was not renewed, and another process has taken it over.";
  const hint =
    "Likely causes: this process was stopped or its event loop was blocked, or the database could not be reached. Call pay " +
    "again with the same plan and store: it goes on from the stored state.";
  return new MassPayoutError("payment_locked", message, { outcome, hint });
}

/** The error for a payment that a worker drives. */
export function drivenByWorkerError(outcome: Outcome): MassPayoutError {
  const message = "pay: the payouts of createDurablePayouts have this key, and a worker drives the payment.";
  const hint =
    "This call changed nothing and sent nothing. Leave the payment to the worker, and read it with get(key) of the payouts. " +
    "Do not pay its recipients under another key.";
  return new MassPayoutError("payment_locked", message, { outcome, hint });
}

/** The error for a schema without tables that this version can use. */
export function tablesMissingError(schema: string, state: "missing" | "outdated" | "newer"): MassPayoutError {
  const words = {
    missing: "has no tables of this package",
    outdated: "has tables of an older version of this package",
    newer: "has tables of a newer version of this package that this version must not use",
  }[state];
  const hint = {
    missing:
      "Check that the connection and the schema are those of your payments: in another database, every payment is new and " +
      "is paid again. If this is the first use of all, call migrate once.",
    outdated: "Call migrate of this version once.",
    newer: "Use the newer version of this package.",
  }[state];
  return new MassPayoutError("store_missing", `pay: the schema ${schema} ${words}.`, { outcome: "not-sent", hint });
}
