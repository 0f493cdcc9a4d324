import { type Answer, isShownAs, isUnclear, itemsOf, payoutStatusOf, textAt, wordOf } from "./answer.js";
import type { Journal } from "./journal.js";
import type { Lab } from "./lab.js";
import type { LeftPayout } from "./left-payouts.js";

/**
 * Cancels a payout, and reads how it ends. One that may be authorised is cancelled only if it shows no effect of that.
 *
 * @param about.answer of its init, if that is known.
 * @param about.isCancelledAlready whether a cancel of it succeeded.
 */
export async function closePayout(
  lab: Lab,
  journal: Journal,
  { init, externalId, requestId, isAuthorised }: LeftPayout,
  { answer, isCancelledAlready = false }: { answer?: Answer | undefined; isCancelledAlready?: boolean } = {},
): Promise<void> {
  const isFailed = answer?.isRejected === true;
  let id = requestId;
  let shown: Answer | undefined;
  if (id === undefined) {
    const fields = { externalMassPayoutId: externalId };
    // One that iyzico said it rejected, though by an unknown code, is looked for once.
    shown = isFailed ? await lab.retrieve(fields) : await lab.retrieveShown(fields);
    // A vendor that does not know the id may show another payout.
    const isOwn = isShownAs(shown, externalId) && !isOfOther(journal, init, externalId, requestIdIn(shown));
    id = isOwn ? requestIdIn(shown) : undefined;
    if (id !== undefined) journal.append({ type: "payout", init, requestId: id });
    if (!isOwn && isFailed && !isUnclear(shown)) {
      journal.append({ type: "init-rejected", init });
      return;
    }
    if (!isOwn && isShownAs(shown, externalId)) {
      journal.append({ type: "payout-shown", init, status: "?" });
      return;
    }
  } else if (isAuthorised || isCancelledAlready) shown = await lab.retrieve({ requestId: id });
  const isOpen = shown === undefined || ["INIT", "INSUFFICIENT_BALANCE"].includes(payoutStatusOf(shown) ?? "");
  let isRefused = id === undefined && answer?.isSuccess === true;
  if (id !== undefined && isOpen) {
    // Again only if it had no effect: it may have been lost, or have come before the payout was known.
    for (let rejections = 0, time = 1; time <= 4 && rejections < 2; time += 1) {
      const cancelled = await lab.cancel(id);
      shown = await readCancelled(lab, id);
      isRefused = !cancelled.isSuccess && !isCancelled(payoutStatusOf(shown)) && !isAuthorised;
      if (!isRefused) break;
      if (cancelled.isRejected) rejections += 1;
    }
  }
  shown ??= await lab.retrieve({ requestId: id });
  const status = payoutStatusOf(shown);
  const last = isCancelled(status)
    ? "CANCELED"
    : status === undefined
      ? isUnclear(shown)
        ? "?"
        : "-"
      : wordOf(status);
  journal.append({ type: "payout-shown", init, status: last, ...(isRefused && { isRefused }) });
}

/** Reads a payout after a cancel, until it is shown as cancelled, for some seconds. */
async function readCancelled(lab: Lab, requestId: string): Promise<Answer> {
  let shown = await lab.retrieve({ requestId });
  for (const pauseMs of [2_000, 5_000, 15_000]) {
    if (isCancelled(payoutStatusOf(shown)) || isUnclear(shown)) break;
    await lab.sleep(pauseMs);
    shown = await lab.retrieve({ requestId });
  }
  return shown;
}

/**
 * Whether the payout that is shown for an externalId may be that of another init of the run: then it says nothing of this one.
 * It is only if its requestId is new.
 */
function isOfOther({ events }: Journal, init: number, externalId: string, shown: string | undefined): boolean {
  const others = events.filter(
    (event) => event.type === "init" && event.externalId === externalId && event.init !== init,
  );
  const isKnown = events.some((event) => event.type === "payout" && event.init !== init && event.requestId === shown);
  return others.length > 0 && (shown === undefined || isKnown);
}

function isCancelled(status: string | undefined): boolean {
  return /^CANCELL?ED$/.test(status ?? "");
}

/** The requestId of a payout, if an answer of retrieve has it. */
function requestIdIn(answer: Answer): string | undefined {
  const { body } = answer;
  return (
    textAt(body, "massPayout", "requestId") ??
    textAt(body, "massPayout", "massPayoutRequestId") ??
    textAt(itemsOf(answer)[0], "massPayoutRequestId") ??
    textAt(body, "requestId")
  );
}
