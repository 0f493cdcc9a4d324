import type { OperationHandler } from "./context.js";
import { Rejection, vendorFailures } from "./vendor-failure.js";

/** Cancels a payout that was not authorised. Whether iyzico cancels an authorised one is unknown: here it is rejected. */
export const cancelPayout: OperationHandler = ({ payouts, lifeCycle }, { parameter, now, ids }) => {
  ids.requestId = parameter;
  const payout = payouts.findByRequestId(parameter);
  if (payout === undefined) throw new Rejection(vendorFailures.notFound);
  ids.externalId = payout.externalId;
  if (payout.phase !== "received") throw new Rejection(vendorFailures.statusForbids);
  lifeCycle.cancel(payout, now);
  return {};
};
