import { sumByCurrency } from "../money/arithmetic.js";
import type { MassPayout, MassPayoutItem, RetrievedPage } from "../operations/retrieve.js";
import { isNotFound } from "../payouts/not-found.js";
import { describeItemStatus, isOneOf } from "../payouts/status.js";
import type { OtherPayouts } from "./machine/command.js";
import type { OtherPayout } from "./machine/input.js";
import type { Sums } from "./machine/payment.js";
import type { PageReader } from "./read-listing.js";

/** How to read the other payouts of a poll. */
export interface OthersRequest {
  others: OtherPayouts;
  /** The payment's own payout, which is not read again, and whether this poll has found it. */
  own: { externalId: string | undefined; isFound: boolean };
  plannedIds: ReadonlySet<string>;
  pageSize: number;
  signal: AbortSignal | undefined;
}

/** Reads the payouts beside the payment's own. */
export async function readOthers(
  read: PageReader,
  { others: { always, whileFound }, own, ...request }: OthersRequest,
): Promise<OtherPayout[]> {
  const payouts: OtherPayout[] = [];
  const find = async (externalId: string): Promise<boolean> => {
    if (externalId === own.externalId) return own.isFound;
    const payout = await readOther(read, externalId, request);
    payouts.push(payout);
    return payout.payoutStatus !== undefined;
  };
  let isFound = true;
  for (const externalId of always) isFound = await find(externalId);
  for (const externalId of whileFound) {
    if (!isFound) break;
    isFound = await find(externalId);
  }
  return payouts;
}

/**
 * Reads one or two pages, because every poll of a payment with other payouts does this: a payout that iyzico pays says so by
 * its status. The rejected items are listed only if a planned one is missing and the accepted ones fit on one page. If not
 * all is read, count and sum are those that iyzico shows of the whole payout.
 */
async function readOther(
  read: PageReader,
  externalId: string,
  { plannedIds, pageSize: size, signal }: Omit<OthersRequest, "others" | "own">,
): Promise<OtherPayout> {
  const request = { externalMassPayoutId: externalId, page: 0, size };
  const valid = await ifFound(read({ ...request, itemType: "VALID" }, signal));
  if (valid === undefined) return { externalId, count: 0, amounts: {}, moved: [], rejected: [] };
  const { massPayout, items, total } = valid;
  const shownIds = new Set(items.map(idOf));
  const isMissing = items.length < size && [...plannedIds].some((id) => !shownIds.has(id));
  const invalid = isMissing ? await ifFound(read({ ...request, itemType: "INVALID" }, signal)) : undefined;
  const rows = [...items, ...(invalid?.items ?? [])];
  const idsOf = (isWanted: (row: MassPayoutItem) => boolean) => [...new Set(rows.filter(isWanted).map(idOf))];
  return {
    externalId,
    payoutStatus: massPayout.massPayoutStatus,
    ...(rows.length >= total
      ? { count: idsOf(() => true).length, amounts: sumsOf(rows) }
      : { count: total, amounts: ownSumOf(massPayout) }),
    moved: idsOf(
      ({ itemStatus }) => !isOneOf(describeItemStatus(itemStatus).state, "waiting", "rejected", "cancelled"),
    ),
    rejected: idsOf(({ itemStatus }) => describeItemStatus(itemStatus).state === "rejected"),
  };
}

async function ifFound(reading: Promise<RetrievedPage>): Promise<RetrievedPage | undefined> {
  return reading.catch((error: unknown) => {
    if (isNotFound(error)) return undefined;
    throw error;
  });
}

function idOf({ itemExternalId = "", referenceCode = "" }: MassPayoutItem): string {
  return itemExternalId || referenceCode;
}

function sumsOf(rows: readonly MassPayoutItem[]): Sums {
  return sumByCurrency(
    rows.flatMap(({ totalAmount: amount, currencyCode: currency }) =>
      amount === undefined || currency === undefined ? [] : [{ amount, currency }],
    ),
  );
}

function ownSumOf({ totalAmount, currency }: MassPayout): Sums {
  return totalAmount === undefined || currency === undefined ? {} : { [currency]: totalAmount };
}
