import type { Money } from "./money.js";
import type { AttemptOutcome, ItemOutcome, OrderedItem } from "./ordered-item.js";

/** From a time on, the status on the wire. */
interface StatusChange {
  readonly at: number;
  readonly status: string;
  readonly message: string | undefined;
}

/** A sum of some items: each part exact. */
export interface ItemSums {
  readonly amount: Money;
  readonly commission: Money;
}

/** A payout as it is stored. Only the life cycle changes it, except `visibleAt` and `listings`, which payout faults change. */
export interface Payout {
  readonly requestId: string;
  readonly externalId: string;
  readonly purpose: string | undefined;
  readonly currency: string;
  readonly receivedAt: number;
  readonly items: readonly Item[];
  /** The items that init accepted. */
  readonly accepted: readonly Item[];
  /** Of the accepted items. Kept, as `paidSums` is: a page must not add up all items. */
  readonly acceptedSums: ItemSums;
  /** Of the items that say SUCCESS, after each change of it, in the order of time. */
  readonly paidSums: (ItemSums & { readonly at: number })[];
  /** What retrieve lists without and with an itemType: a row for each attempt. The order may change. */
  readonly listings: { readonly all: Attempt[]; readonly VALID: Attempt[]; readonly INVALID: Attempt[] };
  /** The time from which retrieve and item find the payout. */
  visibleAt: number;
  /** The status on the wire. It follows `phase` with a delay. Set it with {@link changePayoutStatus}. */
  status: string;
  /** Every status until now, in the order of time: a stale read shows an earlier one. */
  readonly statusChanges: StatusChange[];
  /** What was executed. It decides what is allowed next. */
  phase: "received" | "authorised" | "published" | "insufficient" | "cancelled";
  /** The number of executed auths. */
  auths: number;
  /** The number of items with each result of the bank. */
  readonly bankResults: { paid: number; failed: number; other: number };
  /** The number of repeated auths whose payments are still open. */
  openRepeats: number;
  completedAt: number | undefined;
  canceledAt: number | undefined;
}

export interface Item {
  readonly ordered: OrderedItem;
  readonly amount: Money;
  readonly commission: Money;
  /** The digits on the wire, possibly with an exponent. */
  readonly commissionDigits: string;
  readonly outcome: ItemOutcome;
  /** One for each attempt to come. */
  readonly referenceCodes: readonly string[];
  /** The attempts that have begun; the first one with init. Begin one with {@link beginAttempt}. */
  readonly attempts: Attempt[];
  /** Where the money of the item's own payment is. */
  money: MoneyPlace;
  /** How many times the recipient received the amount by repeated auths. */
  repeatedPayments: number;
  /** What has left the balance for it. */
  taken: Money;
  /** What has returned to the balance. */
  refunded: Money;
}

/** One attempt to pay an item. */
export interface Attempt {
  readonly item: Item;
  readonly referenceCode: string;
  readonly outcome: AttemptOutcome | "rejected";
  /** Every status until now, in the order of time, each with why the item was rejected or not paid. */
  readonly statusChanges: StatusChange[];
  isFinal: boolean;
  /** Whether an operator set the status. Nothing that was scheduled before changes the attempt then. */
  isCorrected: boolean;
}

/** Where the money of a payment is: not taken or returned, in flight or a receivable, or paid. */
export type MoneyPlace = "balance" | "held" | "recipient";

/** How many times the recipient has the amount. */
export function timesPaidOf({ money, repeatedPayments }: Item): number {
  return repeatedPayments + (money === "recipient" ? 1 : 0);
}

/** Amount plus commission: what leaves the balance. */
export function costOf({ amount, commission }: ItemSums): Money {
  return amount + commission;
}

/** The item of the outcome `{ secondAttempt }` has two attempts; every other item has one. */
export function attemptOutcomesOf(outcome: ItemOutcome): readonly Attempt["outcome"][] {
  if (typeof outcome !== "object" || !("secondAttempt" in outcome)) return [outcome];
  return ["failed-refunded", outcome.secondAttempt];
}

/** Begins the next attempt to pay an item: a row at the end of the listings. */
export function beginAttempt(payout: Payout, item: Item, first: StatusChange): Attempt {
  const number = item.attempts.length;
  const outcome = attemptOutcomesOf(item.outcome)[number] as Attempt["outcome"];
  const attempt: Attempt = {
    item,
    referenceCode: item.referenceCodes[number] as string,
    outcome,
    statusChanges: [first],
    isFinal: outcome === "rejected",
    isCorrected: false,
  };
  item.attempts.push(attempt);
  payout.listings.all.push(attempt);
  listingOfKind(payout, attempt).push(attempt);
  return attempt;
}

/** The attempt that decides what becomes of an item. */
export function lastAttemptOf({ attempts }: Item): Attempt {
  return attempts.at(-1) as Attempt;
}

/** Whether no further change comes by itself. */
export function isItemFinal({ attempts }: Item): boolean {
  return attempts.every(({ isFinal }) => isFinal);
}

/** Moves the first row of the listing to its end. */
export function rotateListings(payout: Payout): void {
  const { all } = payout.listings;
  for (const listing of [listingOfKind(payout, all[0] as Attempt), all]) listing.push(...listing.splice(0, 1));
}

function listingOfKind({ listings }: Payout, { outcome }: Attempt): Attempt[] {
  return outcome === "rejected" ? listings.INVALID : listings.VALID;
}

export function changePayoutStatus(payout: Payout, status: string, at: number): void {
  payout.status = status;
  payout.statusChanges.push({ at, status, message: undefined });
}

export function changeItemStatus(
  { paidSums }: Payout,
  attempt: Attempt,
  { at, status, message }: Omit<StatusChange, "message"> & { message?: string | undefined },
): void {
  const { amount, commission } = attempt.item;
  const paidBefore = changeAsOf(attempt).status === "SUCCESS" ? 1n : 0n;
  const paid = (status === "SUCCESS" ? 1n : 0n) - paidBefore;
  attempt.statusChanges.push({ at, status, message });
  if (paid === 0n) return;
  const last = paidSumsAsOf({ paidSums });
  paidSums.push({ at, amount: last.amount + paid * amount, commission: last.commission + paid * commission });
}

/** What a payout or an attempt says, or said at an earlier time. */
export function changeAsOf(
  { statusChanges }: Pick<Payout | Attempt, "statusChanges">,
  time: number = Number.POSITIVE_INFINITY,
): StatusChange {
  return statusChanges.findLast(({ at }) => at <= time) as StatusChange;
}

/** Whether an attempt had begun at a time. */
export function hasBegun({ statusChanges }: Attempt, time: number): boolean {
  return (statusChanges[0] as StatusChange).at <= time;
}

export function paidSumsAsOf(
  { paidSums }: Pick<Payout, "paidSums">,
  time: number = Number.POSITIVE_INFINITY,
): ItemSums {
  return paidSums.findLast(({ at }) => at <= time) ?? { amount: 0n, commission: 0n };
}
