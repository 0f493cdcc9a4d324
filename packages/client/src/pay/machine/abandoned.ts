import { sumByCurrency } from "../../money/arithmetic.js";
import type { OtherPayout, PolledPayout } from "./input.js";
import { type AbandonedPayout, externalIdOf, type Payment, type PaymentItem, type Sums } from "./payment.js";

/** How many times a payment may begin again: under "-r2", "-r3" and "-r4". */
const maxRestarts = 3;

/** The ids of the chain, in order: the plan's, and those of the restarts. */
function chainOf({ externalId }: Payment): string[] {
  return Array.from({ length: maxRestarts + 1 }, (_, restart) => externalIdOf({ externalId, restart }));
}

/** Whether the chain has an id left. */
export function canRestart({ restart, abandoned = [] }: Payment): boolean {
  return Math.max(restart, ...abandoned.map((payout) => payout.restart)) < maxRestarts;
}

/**
 * The payment that begins again: under the next id of the chain, and with the same items. Its payout cannot be authorised by
 * this client, because its requestId was lost.
 */
export function restartPayment(state: Payment, payout: PolledPayout): Payment {
  const { abandoned = [], failure: _, pollEvidence: __, ...others } = state;
  const given: AbandonedPayout = {
    externalId: externalIdOf(state),
    restart: state.restart,
    inits: state.inits,
    status: payout.payoutStatus,
    ...summaryOf(state, payout),
    rejected: state.items
      .filter(({ itemStatus }) => itemStatus === "INVALID")
      .map(({ itemExternalId }) => itemExternalId),
  };
  return {
    ...others,
    phase: "planned",
    restart: state.restart + 1,
    abandoned: [...abandoned, given],
    inits: 0,
    polls: 0,
    pauseMs: 0,
    pollEvidenceMs: 0,
    items: withoutPolled(state.items),
  };
}

/** The payouts that a poll reads beside the payment's own. */
export function othersOf(state: Payment): readonly string[] | undefined {
  const { phase, inits, abandoned, isLinkedManually, mayHaveLostWrites, pollEvidence, approved } = state;
  const [first = "", second = "", ...further] = chainOf(state);
  const isLinked = phase === "created" && isLinkedManually;
  const isRestored = phase !== "authorised" && phase !== "settled" && mayHaveLostWrites === true;
  // The store that the payout was sent from may still be in use, and begin again under the next id: the poll before auth
  // reads all of the chain once more. So it does for a store that may have lost a restart.
  if ((isLinked || isRestored) && approved !== undefined) return [first, second, ...further];
  if (isRestored && pollEvidence === undefined) return [first, second, ...further];
  // The store may have been lost after a restart.
  if (inits === 0 && abandoned === undefined) {
    // All of the chain: iyzico may not show one that was cancelled, and still pay a later one. Once, because each absent one
    // may be answered as an error, and iyzico asks for few equal errors a minute.
    if (phase === "planned" && pollEvidence !== "not-found") return [second, ...further];
    // Which payout of the chain was linked, its first poll shows.
    if (isLinked && pollEvidence === undefined) return [first, second, ...further];
  }
  if (abandoned === undefined) return undefined;
  const own = isLinked ? [externalIdOf(state)] : [];
  return [...own, ...abandoned.map(({ externalId }) => externalId)];
}

/** The payment of the payout that an operator linked: any of the chain. */
export function adoptLinked(state: Payment, { externalId }: PolledPayout): Payment {
  const { isLinkedManually, auths } = state;
  const restart = externalId === undefined ? -1 : chainOf(state).indexOf(externalId);
  if (!isLinkedManually || auths > 0 || restart < 0 || restart === state.restart) return state;
  const { abandoned = [], ...payment } = state;
  const inits = abandoned.find((payout) => payout.restart === restart)?.inits ?? 0;
  const before = { externalId: externalIdOf(state), restart: state.restart, count: 0, amounts: {}, rejected: [] };
  const others = [
    ...abandoned.filter((payout) => payout.restart !== restart),
    ...(state.inits > 0 ? [{ ...before, inits: state.inits }] : []),
  ];
  const items = withoutPolled(state.items);
  return { ...payment, restart, inits, items, ...(others.length > 0 && { abandoned: others }) };
}

/** Whether a payout's status shows that no auth has taken effect. Any other status may follow an auth, also an unknown one. */
export function isUnauthorisedStatus(payoutStatus: string): boolean {
  return payoutStatus === "INIT" || payoutStatus === "CANCELED";
}

/** The payment with what a poll showed of the other payouts. */
export function applyOthers(state: Payment, others: readonly OtherPayout[]): Payment {
  const abandoned = chainOf(state).flatMap((externalId, restart): AbandonedPayout[] => {
    if (restart === state.restart) return [];
    const before = state.abandoned?.find((payout) => payout.restart === restart);
    const shown = others.find((payout) => payout.externalId === externalId);
    if (shown?.payoutStatus === undefined) return before === undefined ? [] : [before];
    const { payoutStatus: status, count, amounts } = shown;
    const rejected = [...new Set([...(before?.rejected ?? []), ...shown.rejected])];
    const ids = state.items.map(({ itemExternalId }) => itemExternalId);
    const pays = isUnauthorisedStatus(status) ? shown.moved : ids.filter((id) => !rejected.includes(id));
    const moved = [...new Set([...(before?.moved ?? []), ...pays])];
    const inits = before?.inits ?? 0;
    return [{ externalId, restart, inits, status, count, amounts, rejected, ...(moved.length > 0 && { moved }) }];
  });
  return abandoned.length > 0 ? { ...state, abandoned } : state;
}

/**
 * The ids of the items that an abandoned payout pays or may pay: in some poll, its status was not INIT or CANCELED, or that
 * of an item was not. `undefined` if there is no such payout.
 */
export function itemsOfMoved({ abandoned = [], items }: Payment): string[] | undefined {
  const moved = abandoned.flatMap((payout) => payout.moved ?? []);
  if (moved.length === 0) return undefined;
  return items.map(({ itemExternalId }) => itemExternalId).filter((id) => moved.includes(id));
}

/**
 * Whether a poll did not show an abandoned payout that another one showed. A cancelled one pays no recipient, shown or not,
 * and one that was never shown may not exist.
 */
export function isAbandonedMissing({ abandoned = [] }: Payment, others: readonly OtherPayout[]): boolean {
  return abandoned.some(({ externalId, status }) => {
    const shown = others.find((payout) => payout.externalId === externalId);
    return status !== undefined && status !== "CANCELED" && shown?.payoutStatus === undefined;
  });
}

/** How many items the payment's own payout shows, and iyzico's sums of them in the currencies that were ordered. */
export function summaryOf({ items }: Payment, payout: PolledPayout): { count: number; amounts: Sums } {
  const currencies = new Map(items.map(({ itemExternalId, currency }) => [itemExternalId, currency]));
  const amounts = payout.items.flatMap(({ itemExternalId = "", totalAmount }) => {
    const currency = currencies.get(itemExternalId);
    return totalAmount === undefined || currency === undefined ? [] : [{ amount: totalAmount, currency }];
  });
  return { count: payout.items.length, amounts: sumByCurrency(amounts) };
}

/** The items of another payout of the payment: nothing is known of them. */
export function withoutPolled(items: readonly PaymentItem[]): PaymentItem[] {
  return items.map(({ itemExternalId, recipientType, amount, currency }) => ({
    itemExternalId,
    recipientType,
    amount,
    currency,
  }));
}
