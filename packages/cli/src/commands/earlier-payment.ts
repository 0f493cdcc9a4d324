import type { PaymentStore } from "@iyzico-mass-payout/client";

/** What the store had of a payment before a call. */
export interface EarlierPayment {
  /** In milliseconds since 1970. */
  createdAt: number;
  /** In milliseconds since 1970; `undefined` if the payment is not settled. */
  settledAt: number | undefined;
}

/**
 * The same store for one call of `pay`, which reports what the store has when the call opens the payment. That is the
 * moment to stop the call: the payment is locked, and nothing is sent yet.
 *
 * @param onOpened receives the payment's key and what the store has of it. An error of it ends the call, as the cause of
 * `store_failed`. Not called if what the store has is not a payment: that ends the call by itself.
 */
export function watchOpening(
  store: PaymentStore,
  onOpened: (key: string, earlier: EarlierPayment | undefined) => void,
): PaymentStore {
  let isOpened = false;
  return {
    ...store,
    async load(key) {
      const stored = await store.load(key);
      if (!isOpened) {
        isOpened = true;
        const earlier = stored && earlierPaymentOf(stored.payment);
        if (stored === undefined || earlier !== undefined) onOpened(key, earlier);
      }
      return stored;
    },
  };
}

/** The client checks the payment after this. */
function earlierPaymentOf(payment: unknown): EarlierPayment | undefined {
  const { createdAt, settledAt } = Object(payment) as Readonly<Record<string, unknown>>;
  if (typeof createdAt !== "number") return undefined;
  return { createdAt, settledAt: typeof settledAt === "number" ? settledAt : undefined };
}
