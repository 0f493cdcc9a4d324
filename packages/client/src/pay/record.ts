import { isMassPayoutError, MassPayoutError } from "../errors/mass-payout-error.js";
import { systemCode } from "../errors/safe-cause.js";
import { paymentOf } from "./machine/open-payment.js";
import type { Payment } from "./machine/payment.js";
import type { Plan } from "./machine/plan.js";
import type { PaymentStore } from "./store.js";

/** A payment in its store, open for one process. */
export interface PaymentRecord {
  /** The stored payment, or a new one. */
  payment: Payment;
  /** Rejects with `payment_locked` if another process has stored another revision. */
  save(payment: Payment): Promise<void>;
  close(): Promise<void>;
}

/** Opens the payment of a plan, and locks it if the store has locks. */
export async function openRecord(store: PaymentStore, plan: Plan): Promise<PaymentRecord> {
  const { key } = plan;
  const unlock = await callStore(() => store.lock?.(key));
  // An unlock that fails must not hide the result of the payment.
  const close = async () => void (await Promise.allSettled([(async () => unlock?.())()]));
  try {
    const stored = await callStore(() => store.load(key));
    const payment = paymentOf(plan, stored?.payment);
    let revision = stored?.revision;
    return {
      payment,
      // Saved even if unchanged: the compare-and-set proves that no other process advanced the payment.
      async save(next) {
        const expected = revision;
        revision = await callStore(() => store.compareAndSet(key, expected, next));
        if (revision === undefined) throw paymentLocked();
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Calls the store. Its errors become MassPayoutErrors, so that callers catch one kind. */
async function callStore<Result>(run: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (cause) {
    if (isMassPayoutError(cause)) throw cause;
    const hint =
      "Its error is the cause. Repair the store and call pay again with the same plan: it polls before it sends anything.";
    const word = systemCode(cause);
    throw new MassPayoutError("store_failed", `pay: the payment store failed${word ? ` (${word})` : ""}.`, {
      outcome: "unknown",
      hint,
      cause,
    });
  }
}

function paymentLocked(): MassPayoutError {
  const message = "pay: another process has advanced this payment in the meantime.";
  const hint = "Leave it to that process, or call pay again when it has ended: it goes on from the stored state.";
  return new MassPayoutError("payment_locked", message, { outcome: "unknown", hint });
}
