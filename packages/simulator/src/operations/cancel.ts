import type { OperationHandler } from "./context.js";
import { Rejection, vendorFailures } from "./vendor-failure.js";

/** Cancels a payout that was not authorised. Whether iyzico cancels an authorised one is unknown: an option decides. */
export const cancelPayout: OperationHandler = ({ settings, payouts, lifeCycle }, { parameter, now, ids }) => {
  ids.requestId = parameter;
  const payout = payouts.findByRequestId(parameter);
  if (payout === undefined) throw new Rejection(vendorFailures.notFound);
  ids.externalId = payout.externalId;
  const { phase } = payout;
  const { cancelAfterAuth } = settings;
  const isOpen = phase === "authorised" || phase === "insufficient";
  if (phase === "received" || (isOpen && cancelAfterAuth === "cancelled")) lifeCycle.cancel(payout, now);
  else if (cancelAfterAuth !== "ignored" || phase === "cancelled") throw new Rejection(vendorFailures.statusForbids);
  return {};
};
