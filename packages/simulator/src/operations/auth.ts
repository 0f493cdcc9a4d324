import type { OperationHandler } from "./context.js";
import { readFields, readJson } from "./json.js";
import { Rejection, vendorFailures } from "./vendor-failure.js";

/** Authorises a payout. An insufficient balance does not fail auth: the payout's status says it later. */
export const authorisePayout: OperationHandler = ({ settings, payouts, lifeCycle }, { body, now, ids }) => {
  const { requestId } = readFields(readJson(body), { requestId: "string" }, {});
  ids.requestId = requestId;
  const payout = payouts.findByRequestId(requestId);
  if (payout === undefined) throw new Rejection(vendorFailures.notFound);
  ids.externalId = payout.externalId;

  const { phase } = payout;
  const isFirst = phase === "received" && payout.accepted.length > 0;
  const isRetry = phase === "insufficient" && settings.insufficientBalance === "auth-again";
  const isResuming = phase === "insufficient" && settings.insufficientBalance === "goes-on";
  const isRunning = phase === "authorised" || phase === "published" || isResuming;
  if (isFirst || isRetry) lifeCycle.authorise(payout, now);
  else if (!isRunning || settings.repeatedAuth === "rejected") throw new Rejection(vendorFailures.statusForbids);
  else if (settings.repeatedAuth === "paid-again") lifeCycle.payAgain(payout, now);
  return {};
};
