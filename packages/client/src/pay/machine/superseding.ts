import { invalidRequest } from "../../errors/invalid.js";
import { fieldFault, type RequestFault } from "../../errors/request-fault.js";
import { compareAmounts } from "../../money/arithmetic.js";
import { describeItemStatus, isOneOf } from "../../payouts/status.js";
import { ObjectReader } from "../../validation/object-reader.js";
import { itemsOfMoved } from "./abandoned.js";
import { applyPoll, collectItems } from "./apply-poll.js";
import { checkOthers } from "./check-others.js";
import type { PaymentCommand } from "./command.js";
import type { PolledPayout } from "./input.js";
import { type Payment, type PaymentItem, type Review, type Superseding, statusOf } from "./payment.js";
import { supersedingFields } from "./payout-plan.js";
import { commandAuth, defaultSettings, type Step } from "./step.js";

/**
 * The id that pays an item again. It depends on the item's id alone: two plans that pay one item again, from whatever store
 * or program, have the same id for it.
 */
export function againIdOf(itemExternalId: string): string {
  return `${itemExternalId}${again}`;
}

const again = "-again";

/** Reads what a plan supersedes: it must fit the plan's key and items, one to one. Adds its faults to `faults`. */
export function readSuperseding(
  value: unknown,
  { key, items }: { key: unknown; items: readonly { itemExternalId?: string | undefined }[] },
  faults: RequestFault[],
): Superseding | undefined {
  if (value === undefined) return undefined;
  const reader = new ObjectReader(value, "supersedes", supersedingFields, faults);
  const superseded = reader.readId("key", "required");
  if (superseded !== undefined && superseded === key) {
    reader.addFault("key", "unfit-supersedes", "must be the key of another payment");
  }
  const ids = new Set<string>();
  const planned = new Set(items.map(({ itemExternalId }) => itemExternalId));
  for (const [index, id] of reader.readList("items").entries()) {
    const field = `items[${index}]`;
    if (typeof id !== "string") reader.addFault(field, "wrong-type", "must be a string");
    else if (ids.has(id)) reader.addFault(field, "repeated", "must be unique");
    else if (!planned.has(againIdOf(id))) {
      reader.addFault(field, "unfit-supersedes", `must be the id of an item of the plan without "${again}"`);
    } else ids.add(id);
  }
  const newIds = new Set(Array.from(ids, againIdOf));
  for (const [item, { itemExternalId = "" }] of items.entries()) {
    if (newIds.has(itemExternalId)) continue;
    const words = `must be an id of supersedes.items with "${again}"`;
    faults.push(fieldFault(`items[${item}].itemExternalId`, "unfit-supersedes", words, item));
  }
  return { key: superseded ?? "", items: [...ids] };
}

/** A payment that pays items of another one again. */
export type SupersedingPayment = Payment & { supersedes: Superseding };

/**
 * Whether items of another payment must be recorded as superseded before a call does anything else. After an auth that is
 * recorded, and what became of the auth is to be polled whatever iyzico shows of the items.
 */
export function mustSupersede(payment: Payment): payment is SupersedingPayment {
  const { phase, auths } = payment;
  const mayBeSent = phase === "planned" || phase === "initiating" || phase === "created";
  return isSuperseding(payment) && mayBeSent && auths === 0;
}

/** Whether the result of the command to supersede is what a payment waits for. */
export function awaitsSuperseding(payment: Payment): payment is SupersedingPayment {
  const { supersession } = payment;
  return isSuperseding(payment) && (supersession === undefined || supersession === "commanded");
}

function isSuperseding(payment: Payment): payment is SupersedingPayment {
  return payment.supersedes !== undefined;
}

/**
 * Sends auth for exactly the review that was approved. Before any auth, also a second one, the superseded items are polled
 * again: an approval may take an hour, and a bank may pay meanwhile what had come back.
 */
export function authoriseUnpaid(payment: Payment, review: Review): Step {
  const isShown = !isSuperseding(payment) || payment.supersession === "shown";
  return isShown ? commandAuth(payment, review) : commandSupersede(payment, 0);
}

/** Has the other payment polled, and recorded in it that this payment supersedes its items, after a pause. */
export function commandSupersede(payment: SupersedingPayment, afterMs: number): Step {
  const state: Payment = { ...payment, supersession: "commanded" };
  const { key: by, supersedes, items } = payment;
  const { key } = supersedes;
  const superseding = items.map(({ itemExternalId, amount, currency }) => {
    return { itemExternalId: itemExternalId.slice(0, -again.length), amount, currency };
  });
  return { state, command: { type: "supersede", key, by, items: superseding, afterMs } };
}

type SupersedeCommand = Extract<PaymentCommand, { type: "supersede" }>;

/**
 * A settled payment with the record of which payment supersedes its items. Store it by compare-and-set before you give
 * `superseded` to `next`.
 *
 * @param shown the status of each item that a whole poll has shown just now; `undefined` before that poll.
 * @param at the time, in milliseconds since 1970.
 *
 * @throws {MassPayoutError} with code `invalid_request` if the payment is not settled, or an item of it may not be paid
 * again: it is not recorded and shown as refunded or rejected, has another amount, or is superseded by another payment; or if
 * other items are recorded for this one.
 */
export function supersedeItems(
  payment: Payment,
  { by, items }: SupersedeCommand,
  shown: ReadonlyMap<string, string> | undefined,
  at: number,
): Payment {
  const faults = [
    ...paymentFaults(payment),
    ...listFaults(payment, by, items),
    ...items.flatMap((item, position) => itemFault(payment, { ...item, by }, shown, position)),
  ];
  if (faults.length > 0) throw invalidRequest(undefined, faults, hint);
  const ids = new Set(items.map(({ itemExternalId }) => itemExternalId));
  if (payment.items.every((item) => item.supersededBy === by || !ids.has(item.itemExternalId))) return payment;
  return {
    ...payment,
    items: payment.items.map((item) => (ids.has(item.itemExternalId) ? { ...item, supersededBy: by } : item)),
    history: [...payment.history, { at, event: "superseded", key: by }],
  };
}

const hint =
  "Nothing was sent. Make the plan with repay (planRepayment), which takes only what may be paid again. Pay these recipients " +
  "in no other way before you know why.";

function paymentFaults(payment: Payment): RequestFault[] {
  const notRepayable = (words: string) => [fieldFault("supersedes.key", "not-repayable", words)];
  if (!isRepayable(payment)) {
    return notRepayable("must name a payment that is settled and of which no abandoned payout may pay");
  }
  return isCancelled(payment) ? notRepayable("must not name a payment that was cancelled") : [];
}

/**
 * Whether a settled payment was cancelled: each of its items is cancelled or rejected, and one is cancelled. What is still owed
 * goes into a new plan, rejected items included, because that is the list again: a repayment of them would pay them beside it.
 */
export function isCancelled({ items }: Payment): boolean {
  const states = items.map((item) => describeItemStatus(statusOf(item)).state);
  return states.includes("cancelled") && states.every((state) => isOneOf(state, "cancelled", "rejected"));
}

/**
 * The items of a plan are recorded all at once. A plan of other items under the same key is another plan: what only the first
 * one has would stay with the key, and be paid by none.
 */
function listFaults({ items }: Payment, by: string, planned: SupersedeCommand["items"]): RequestFault[] {
  const recorded = items.filter(({ supersededBy }) => supersededBy === by);
  const ids = new Set(planned.map(({ itemExternalId }) => itemExternalId));
  const isSame = recorded.length === ids.size && recorded.every(({ itemExternalId }) => ids.has(itemExternalId));
  if (recorded.length === 0 || isSame) return [];
  const words = "must be exactly the items that this key pays again already: repay with this key prints their plan";
  return [fieldFault("supersedes.items", "not-repayable", words)];
}

/** Whether items of a payment may be paid again at all. */
export function isRepayable(payment: Payment): boolean {
  return payment.phase === "settled" && itemsOfMoved(payment) === undefined;
}

function itemFault(
  { items }: Payment,
  { itemExternalId, amount, currency, by }: SupersedeCommand["items"][number] & { by: string },
  shown: ReadonlyMap<string, string> | undefined,
  position: number,
): RequestFault[] {
  const field = `items[${position}].itemExternalId`;
  const notRepayable = (words: string) => [fieldFault(field, "not-repayable", words, position)];
  const item = items.find((each) => each.itemExternalId === itemExternalId);
  if (item === undefined) return notRepayable('must be the id of an item of the superseded payment with "-again"');
  const { supersededBy = by } = item;
  if (supersededBy !== by) {
    const words = `must not pay an item again that the payment "${supersededBy}" pays again already`;
    return [{ ...fieldFault(field, "superseded", words, position), supersededBy }];
  }
  if (items.some((each) => each.itemExternalId === againIdOf(itemExternalId))) {
    return notRepayable("must not be an id of the superseded payment");
  }
  if (compareAmounts(item.amount, amount) !== 0 || item.currency !== currency) {
    return [fieldFault(`items[${position}].amount`, "not-repayable", "must be that of the superseded item", position)];
  }
  if (!isReturned(item)) return notRepayable("must be of an item that is refunded or rejected");
  const isShown = shown === undefined || shown.get(itemExternalId) === statusOf(item);
  return isShown ? [] : notRepayable("must be of an item that iyzico still shows as refunded or rejected");
}

/** Whether an item was not paid, and its money is back or never left: only such an item may be paid again. */
export function isReturned(item: PaymentItem): boolean {
  return isOneOf(describeItemStatus(statusOf(item)).state, "refunded", "rejected");
}

/**
 * The status of each item of a settled payment that a whole poll has shown; none if the poll shows another payout, or that
 * an abandoned one may pay.
 *
 * @param at when the poll was made, in milliseconds since 1970.
 */
export function polledStatuses(payment: Payment, payout: PolledPayout, at: number): ReadonlyMap<string, string> {
  const isOther = applyPoll(payment, payout, at) === undefined;
  const isMoved = "state" in checkOthers(payment, payout.others, defaultSettings);
  const rows = isOther || isMoved ? undefined : collectItems(payment, payout);
  return new Map(Array.from(rows ?? [], ([id, { itemStatus }]) => [id, itemStatus]));
}

/** The ids of the superseded items of a settled payment of which a poll has shown another status than the recorded one. */
export function changedSuperseded(payment: Payment, payout: PolledPayout): string[] {
  const superseded = payment.items.filter(({ supersededBy }) => supersededBy !== undefined);
  const shown = collectItems(payment, payout);
  return superseded
    .filter((item) => shown === undefined || isPolledOtherwise(item, shown.get(item.itemExternalId)?.itemStatus))
    .map(({ itemExternalId }) => itemExternalId);
}

function isPolledOtherwise(item: PaymentItem, status: string | undefined): boolean {
  return status !== undefined && status !== statusOf(item);
}
