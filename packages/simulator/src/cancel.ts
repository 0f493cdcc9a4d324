import { failures, Refusal } from "./failure.js";
import type { Operate } from "./world.js";

/** Calls a payout off that was not authorised. Whether a later one could be called off is unknown: it is refused. */
export const cancel: Operate = ({ book, lifeCycle }, { parameter, now, ids }) => {
  ids.requestId = parameter;
  const payout = book.withRequestId(parameter);
  if (payout === undefined) throw new Refusal(failures.notFound);
  ids.externalId = payout.externalId;
  if (payout.phase !== "received") throw new Refusal(failures.statusForbids);
  lifeCycle.cancel(payout, now);
  return {};
};
