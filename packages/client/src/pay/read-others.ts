import { sumByCurrency } from "../money/arithmetic.js";
import type { MassPayout, MassPayoutItem } from "../operations/retrieve.js";
import { isNotFound } from "../payouts/not-found.js";
import { describeItemStatus, isOneOf } from "../payouts/status.js";
import { ListedRows } from "./listed-rows.js";
import type { OtherPayout } from "./machine/input.js";
import type { Sums } from "./machine/payment.js";
import { type PageReader, readListing } from "./read-listing.js";

/** How to read the other payouts of a poll. */
export interface OthersRequest {
  /** Their externalIds. */
  others: readonly string[];
  /** The externalId of the payment's own payout, which is not read again. */
  own: string | undefined;
  plannedIds: ReadonlySet<string>;
  pageSize: number;
  concurrency: number;
  /** Whether all pages are read, and not the first page alone: an item may move before the payout's status does. */
  isWhole: boolean;
  signal: AbortSignal | undefined;
}

/** Reads the payouts beside the payment's own. */
export async function readOthers(read: PageReader, { others, own, ...request }: OthersRequest): Promise<OtherPayout[]> {
  const payouts: OtherPayout[] = [];
  for (const externalId of others) {
    if (externalId !== own) payouts.push(await readOther(read, externalId, request));
  }
  return payouts;
}

/**
 * Reads one payout. The rejected items are listed only if a planned one is missing. If not all is read, count and sum are
 * those that iyzico shows of the whole payout.
 */
async function readOther(
  read: PageReader,
  externalId: string,
  { plannedIds, pageSize: size, concurrency, isWhole, signal }: Omit<OthersRequest, "others" | "own">,
): Promise<OtherPayout> {
  const listed = new ListedRows();
  const shown: { massPayout?: MassPayout; total: number } = { total: 0 };
  const listing = { reference: { externalMassPayoutId: externalId }, from: 0, size, concurrency, signal, rows: listed };
  const list = (itemType: "VALID" | "INVALID") =>
    readListing(read, { ...listing, itemType }, ({ massPayout, total }) => {
      shown.massPayout ??= massPayout;
      shown.total = Math.max(shown.total, total);
      return !isWhole;
    }).catch(ignoreNotFound);
  await list("VALID");
  const { massPayout } = shown;
  if (massPayout === undefined) return { externalId, count: 0, amounts: {}, moved: [], rejected: [] };
  const shownIds = new Set(Array.from(listed, idOf));
  const isMissing = [...plannedIds].some((id) => !shownIds.has(id));
  if (isMissing && (isWhole || listed.count < size)) await list("INVALID");
  const rows = [...listed];
  const idsOf = (isWanted: (row: MassPayoutItem) => boolean) => [...new Set(rows.filter(isWanted).map(idOf))];
  return {
    externalId,
    payoutStatus: massPayout.massPayoutStatus,
    ...(rows.length >= shown.total
      ? { count: idsOf(() => true).length, amounts: sumsOf(rows) }
      : { count: shown.total, amounts: ownSumOf(massPayout) }),
    moved: idsOf(
      ({ itemStatus }) => !isOneOf(describeItemStatus(itemStatus).state, "waiting", "rejected", "cancelled"),
    ),
    rejected: idsOf(({ itemStatus }) => describeItemStatus(itemStatus).state === "rejected"),
  };
}

function ignoreNotFound(error: unknown): void {
  if (!isNotFound(error)) throw error;
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
