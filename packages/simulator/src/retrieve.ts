import { massPayoutItemTypes } from "@iyzico-mass-payout/types";
import { digits } from "./answer.js";
import { readFields, readJson } from "./body.js";
import { failures, Refusal } from "./failure.js";
import { shownItem } from "./item.js";
import { type Money, money, sumOf, textOf } from "./money.js";
import type { Item, Payout } from "./payout.js";
import type { PayoutBook } from "./payout-book.js";
import type { Operate, World } from "./world.js";

/** Shows a payout and one page of its items. Without an itemType all of them: which ones come then is unknown. */
export const retrieve: Operate = (world, { body, now, ids }) => {
  const { requestId, externalMassPayoutId, itemType, ...paging } = readFields(
    readJson(body),
    { page: "number", size: "number" },
    { requestId: "text", externalMassPayoutId: "text", itemType: "text" },
  );
  if (requestId !== undefined) ids.requestId = requestId;
  if (externalMassPayoutId !== undefined) ids.externalId = externalMassPayoutId;
  const page = wholeNumber(paging.page, 0);
  const size = wholeNumber(paging.size, 1);
  const isItemType = itemType === undefined || massPayoutItemTypes.some((known) => known === itemType);
  if (!isItemType || (requestId ?? externalMassPayoutId) === undefined) throw new Refusal(failures.invalidRequest);

  const payout = find(world.book, requestId, externalMassPayoutId);
  if (payout === undefined || now < payout.visibleAt) throw new Refusal(failures.notFound);
  ids.requestId = payout.requestId;
  ids.externalId = payout.externalId;
  const listed =
    itemType === undefined
      ? payout.listing
      : payout.listing.filter(({ outcome }) => (outcome === "refused") === (itemType === "INVALID"));
  const items = listed.slice(page * size, (page + 1) * size).map((item) => shownItem(payout, item, world.settings));
  const where = { page, size, total: listed.length };
  const massPayout = shownPayout(payout, world);
  return world.settings.dialect === "java"
    ? { massPayout, massPayoutItems: { items, ...where } }
    : { massPayout, massPayoutItems: { items }, ...where };
};

/** A whole number that a page can have: written without decimals, and small enough to be counted with. */
function wholeNumber(text: string, least: number): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : -1;
  if (value < least) throw new Refusal(failures.invalidRequest);
  return value;
}

/** Two ids that name different payouts name none. */
function find(book: PayoutBook, requestId: string | undefined, externalId: string | undefined): Payout | undefined {
  if (requestId === undefined) return book.withExternalId(externalId as string);
  const payout = book.withRequestId(requestId);
  return externalId === undefined || payout?.externalId === externalId ? payout : undefined;
}

function shownPayout(payout: Payout, { settings }: World): object {
  const { externalId, accepted, currency, receivedAt, completedAt, canceledAt } = payout;
  const paid = accepted.filter(({ status }) => status === "SUCCESS");
  return {
    externalId,
    merchantId: 1,
    totalAmount: total(accepted, amountOf),
    totalSuccessfulAmount: total(paid, amountOf),
    massPayoutStatus: settings.payoutStatusOf(payout.status),
    totalCommissionAmount: total(paid, commissionOf),
    currency,
    ...(settings.dialect === "java" && {
      receivedDate: dateOf(receivedAt),
      completedDate: dateOf(completedAt),
      canceledDate: dateOf(canceledAt),
    }),
  };
}

function total(items: readonly Item[], part: (item: Item) => Money) {
  return digits(textOf(sumOf(items.map(part))));
}

function amountOf({ ordered }: Item): Money {
  return money(ordered.amount.value);
}

function commissionOf({ commission }: Item): Money {
  return money(commission);
}

function dateOf(time: number | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString();
}
