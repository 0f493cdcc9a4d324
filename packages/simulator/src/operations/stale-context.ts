import { payoutAsOf } from "../model/payout.js";
import type { Context } from "./context.js";

/** The context of a stale read: what retrieve, item and balance read in it is as it was at an earlier time. */
export function staleContextOf(context: Context, time: number): Context {
  const { payouts, balance } = context;
  return {
    ...context,
    payouts: {
      ...payouts,
      findByRequestId(requestId) {
        const payout = payouts.findByRequestId(requestId);
        return payout && payoutAsOf(payout, time);
      },
      findByExternalId(externalId) {
        // A payout that was received later must not hide the one that was the latest then.
        const payout = payouts.all.findLast((each) => each.externalId === externalId && each.receivedAt <= time);
        return payout && payoutAsOf(payout, time);
      },
      findItem(referenceCode) {
        const found = payouts.findItem(referenceCode);
        const payout = found && payoutAsOf(found.payout, time);
        const item = payout?.items.find((each) => each.referenceCode === referenceCode);
        return payout && item && { payout, item };
      },
    },
    balance: { ...balance, value: () => balance.valueAsOf(time) },
  };
}
