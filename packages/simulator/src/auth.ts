import { readFields, readJson } from "./body.js";
import { failures, Refusal } from "./failure.js";
import type { Operate } from "./world.js";

/** Authorises a payout. Whether the balance covers it comes out later, and is no failure of auth. */
export const auth: Operate = ({ settings, book, lifeCycle }, { body, now, ids }) => {
  const { requestId } = readFields(readJson(body), { requestId: "text" }, {});
  ids.requestId = requestId;
  const payout = book.withRequestId(requestId);
  if (payout === undefined) throw new Refusal(failures.notFound);
  ids.externalId = payout.externalId;

  const { phase } = payout;
  const isFirst = phase === "received" && payout.accepted.length > 0;
  const triesAgain = phase === "insufficient" && settings.insufficientBalance === "auth-again";
  const isRunning = phase === "authorised" || phase === "published";
  if (isFirst || triesAgain) lifeCycle.authorise(payout, now);
  else if (!isRunning || settings.repeatedAuth === "refused") throw new Refusal(failures.statusForbids);
  else if (settings.repeatedAuth === "paid-again") lifeCycle.payAgain(payout, now);
  return {};
};
