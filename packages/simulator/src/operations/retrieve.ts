import { massPayoutItemTypes } from "@iyzico-mass-payout/types";
import { formatMoney } from "../model/money.js";
import type { Settings } from "../model/options.js";
import { type Attempt, changeAsOf, hasBegun, type Payout, paidSumsAsOf } from "../model/payout.js";
import type { PayoutRepository } from "../model/payout-repository.js";
import { shuffled } from "../model/random.js";
import type { Context, OperationHandler } from "./context.js";
import { itemFields, totalAmountOf } from "./item.js";
import { jsonNumber, readFields, readJson } from "./json.js";
import { answerNotFound } from "./not-found.js";
import { Rejection, vendorFailures } from "./vendor-failure.js";

/** Returns a payout and one page of its items. Which items iyzico lists without an itemType is unknown: here all. */
export const retrievePayout: OperationHandler = (context, { body, now, ids }) => {
  const { settings, payouts, orderRandom, asOf } = context;
  const { requestId, externalMassPayoutId, itemType, ...paging } = readFields(
    readJson(body),
    { page: "number", size: "number" },
    { requestId: "string", externalMassPayoutId: "string", itemType: "string" },
  );
  if (requestId !== undefined) ids.requestId = requestId;
  if (externalMassPayoutId !== undefined) ids.externalId = externalMassPayoutId;
  const page = readInteger(paging.page, 0);
  const size = readInteger(paging.size, 1);
  const listedType = massPayoutItemTypes.find((known) => known === itemType);
  if (listedType !== itemType || (requestId ?? externalMassPayoutId) === undefined) {
    throw new Rejection(vendorFailures.invalidRequest);
  }

  const pageSize = Math.min(size, settings.maxPageSize || size);
  const shown = { page, size: settings.cappedSize === "told" ? pageSize : size };
  const withoutPayout = () => listingFields([], { ...shown, total: 0 }, settings);
  const payout = find(payouts, requestId, externalMassPayoutId);
  if (payout === undefined || now < payout.visibleAt) return { ...answerNotFound(settings), ...withoutPayout() };
  ids.requestId = payout.requestId;
  ids.externalId = payout.externalId;
  const rowsOf = (kind: keyof Payout["listings"]): readonly Attempt[] => {
    const rows = payout.listings[kind];
    return asOf === Number.POSITIVE_INFINITY ? rows : rows.filter((attempt) => hasBegun(attempt, asOf));
  };
  const rows = rowsOf(listedType ?? "all");
  const listed = settings.listingOrder === "shuffled" ? shuffled(rows, orderRandom) : rows;
  if (itemType === "INVALID") {
    const { invalidListing } = settings;
    const isEmpty = listed.length === 0;
    if (invalidListing === "always-rejected" || (invalidListing === "rejected" && isEmpty)) {
      throw new Rejection(vendorFailures.invalidRequest);
    }
    if (invalidListing === "success-without-payout" && isEmpty) return withoutPayout();
  }
  const items = listed
    .slice(page * pageSize, (page + 1) * pageSize)
    .map((attempt) => itemFields(payout, attempt, context));
  const { length: total } = settings.listingTotal === "listed" ? listed : rowsOf("all");
  return {
    massPayout: payoutFields(payout, context),
    ...listingFields(items, { ...shown, total }, settings),
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

function payoutFields(payout: Payout, { settings, informingFields, asOf }: Context): object {
  const { externalId, acceptedSums, currency, receivedAt, completedAt, canceledAt } = payout;
  const paid = paidSumsAsOf(payout, asOf);
  const dateOf = (time: number | undefined) =>
    time === undefined || time > asOf ? undefined : new Date(time).toISOString();
  return informingFields({
    externalId,
    merchantId: settings.merchantId,
    totalAmount: jsonNumber(formatMoney(totalAmountOf(acceptedSums, settings))),
    totalSuccessfulAmount: jsonNumber(formatMoney(paid.amount)),
    massPayoutStatus: settings.payoutStatusOf(changeAsOf(payout, asOf).status),
    totalCommissionAmount: jsonNumber(formatMoney(paid.commission)),
    currency,
    ...((settings.dialect === "java" || settings.informingFields === "odd") && {
      receivedDate: dateOf(receivedAt),
      completedDate: dateOf(completedAt),
      canceledDate: dateOf(canceledAt),
    }),
  });
}
