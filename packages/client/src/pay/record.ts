import { isMassPayoutError, MassPayoutError } from "../errors/mass-payout-error.js";
import { systemCode } from "../errors/safe-cause.js";
import { type Payment, paymentOf } from "./machine/payment.js";
import type { Plan } from "./machine/plan.js";
import type { PaymentStore } from "./store.js";

/** A payment in its store, for the one who drives it. */
export interface PaymentRecord {
  /** As it was found, or a new one. */
  payment: Payment;
  /** Rejects with `payment_busy` when somebody else has stored another version. */
  save(payment: Payment): Promise<void>;
  close(): Promise<void>;
}

/** Opens the payment of a plan, and keeps others away from it where the store can. */
export async function openRecord(store: PaymentStore, plan: Plan): Promise<PaymentRecord> {
  const { key } = plan;
  const unlock = await asked(() => store.lock?.(key));
  // A lock that can't be given back is no reason to hide what came of the payment.
  const close = async () => void (await Promise.allSettled([(async () => unlock?.())()]));
  try {
    const stored = await asked(() => store.load(key));
    const payment = paymentOf(plan, stored?.payment);
    let revision = stored?.revision;
    return {
      payment,
      // Also what is as it was: whoever ends on it must know that nobody else has gone on meanwhile.
      async save(next) {
        const expected = revision;
        revision = await asked(() => store.compareAndSet(key, expected, next));
        if (revision === undefined) throw busy();
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Asks the store. What it throws becomes the client's error, so that there is one kind to catch. */
async function asked<Answer>(ask: () => Answer | Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (cause) {
    if (isMassPayoutError(cause)) throw cause;
    const hint =
      "Its error is the cause. Mend the store and call pay again with the same plan: it looks before it acts.";
    const word = systemCode(cause);
    throw new MassPayoutError("store_failed", `pay: the store of payments failed${word ? ` (${word})` : ""}.`, {
      outcome: "unknown",
      hint,
      cause,
    });
  }
}

function busy(): MassPayoutError {
  const message = "pay: somebody else has gone on with this payment meanwhile.";
  const hint = "Leave it to them, or call pay again when they have ended: it goes on from where they are.";
  return new MassPayoutError("payment_busy", message, { outcome: "unknown", hint });
}
