import { hasBegun, type Payout } from "../model/payout.js";
import type { Context } from "./context.js";

/** The context of a stale read: what retrieve, item and balance read in it is as it was at an earlier time. */
export function staleContextOf(context: Context, asOf: number): Context {
  const { payouts, balance } = context;
  const wasReceived = ({ receivedAt }: Payout) => receivedAt <= asOf;
  return {
    ...context,
    asOf,
    payouts: {
      ...payouts,
      findByRequestId(requestId) {
        const payout = payouts.findByRequestId(requestId);
        return payout && wasReceived(payout) ? payout : undefined;
      },
      // A payout that was received later must not hide the one that was the latest then.
      findByExternalId: (externalId) =>
        payouts.all.findLast((payout) => payout.externalId === externalId && wasReceived(payout)),
      findAttempt(referenceCode) {
        const found = payouts.findAttempt(referenceCode);
        return found && hasBegun(found.attempt, asOf) ? found : undefined;
      },
    },
    balance: { ...balance, value: () => balance.valueAsOf(asOf) },
  };
}
