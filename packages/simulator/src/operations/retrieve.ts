import { massPayoutItemTypes } from "@iyzico-mass-payout/types";
import { formatMoney, type Money, parseMoney, sumOf } from "../model/money.js";
import type { Settings } from "../model/options.js";
import type { Item, Payout } from "../model/payout.js";
import type { PayoutRepository } from "../model/payout-repository.js";
import { shuffled } from "../model/random.js";
import type { OperationHandler } from "./context.js";
import { itemFields, totalAmountOf } from "./item.js";
import { jsonNumber, readFields, readJson } from "./json.js";
import { answerNotFound } from "./not-found.js";
import { Rejection, vendorFailures } from "./vendor-failure.js";

/** Returns a payout and one page of its items. Which items iyzico lists without an itemType is unknown: here all. */
export const retrievePayout: OperationHandler = ({ settings, payouts, orderRandom }, { body, now, ids }) => {
  const { requestId, externalMassPayoutId, itemType, ...paging } = readFields(
    readJson(body),
    { page: "number", size: "number" },
    { requestId: "string", externalMassPayoutId: "string", itemType: "string" },
  );
  if (requestId !== undefined) ids.requestId = requestId;
  if (externalMassPayoutId !== undefined) ids.externalId = externalMassPayoutId;
  const page = readInteger(paging.page, 0);
  const size = readInteger(paging.size, 1);
  const isItemType = itemType === undefined || massPayoutItemTypes.some((known) => known === itemType);
  if (!isItemType || (requestId ?? externalMassPayoutId) === undefined) {
    throw new Rejection(vendorFailures.invalidRequest);
  }

  const withoutPayout = () => listingFields([], { page, size, total: 0 }, settings);
  const payout = find(payouts, requestId, externalMassPayoutId);
  if (payout === undefined || now < payout.visibleAt) return { ...answerNotFound(settings), ...withoutPayout() };
  ids.requestId = payout.requestId;
  ids.externalId = payout.externalId;
  const ordered = settings.listingOrder === "shuffled" ? shuffled(payout.listing, orderRandom) : payout.listing;
  const listed =
    itemType === undefined
      ? ordered
      : ordered.filter(({ outcome }) => (outcome === "rejected") === (itemType === "INVALID"));
  if (itemType === "INVALID") {
    const { invalidListing } = settings;
    const isEmpty = listed.length === 0;
    if (invalidListing === "always-rejected" || (invalidListing === "rejected" && isEmpty)) {
      throw new Rejection(vendorFailures.invalidRequest);
    }
    if (invalidListing === "success-without-payout" && isEmpty) return withoutPayout();
  }
  const items = listed.slice(page * size, (page + 1) * size).map((item) => itemFields(payout, item, settings));
  return {
    massPayout: payoutFields(payout, settings),
    ...listingFields(items, { page, size, total: listed.length }, settings),
  };
};

function listingFields(
  items: readonly object[],
  position: { page: number; size: number; total: number },
  { dialect }: Settings,
): object {
  return dialect === "java" ? { massPayoutItems: { items, ...position } } : { massPayoutItems: { items }, ...position };
}

/** Reads a page or size: at least `min`, at most nine digits, without decimals. */
function readInteger(digits: string, min: number): number {
  const value = /^\d{1,9}$/.test(digits) ? Number(digits) : -1;
  if (value < min) throw new Rejection(vendorFailures.invalidRequest);
  return value;
}

/** Two ids of different payouts find nothing. */
function find(
  payouts: PayoutRepository,
  requestId: string | undefined,
  externalId: string | undefined,
): Payout | undefined {
  if (requestId === undefined) return payouts.findByExternalId(externalId as string);
  const payout = payouts.findByRequestId(requestId);
  return externalId === undefined || payout?.externalId === externalId ? payout : undefined;
}

function payoutFields(payout: Payout, settings: Settings): object {
  const { externalId, accepted, currency, receivedAt, completedAt, canceledAt } = payout;
  const paid = accepted.filter(({ status }) => status === "SUCCESS");
  return {
    externalId,
    merchantId: settings.merchantId,
    totalAmount: totalOf(accepted, (item) => totalAmountOf(item, settings)),
    totalSuccessfulAmount: totalOf(paid, amountOf),
    massPayoutStatus: settings.payoutStatusOf(payout.status),
    totalCommissionAmount: totalOf(paid, commissionOf),
    currency,
    ...(settings.dialect === "java" && {
      receivedDate: dateOf(receivedAt),
      completedDate: dateOf(completedAt),
      canceledDate: dateOf(canceledAt),
    }),
  };
}

function totalOf(items: readonly Item[], part: (item: Item) => Money) {
  return jsonNumber(formatMoney(sumOf(items.map(part))));
}

function amountOf({ ordered }: Item): Money {
  return parseMoney(ordered.amount.value);
}

function commissionOf({ commission }: Item): Money {
  return parseMoney(commission);
}

function dateOf(time: number | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString();
}
