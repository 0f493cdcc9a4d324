import { type Locale, massPayoutItemStatusDescriptions, massPayoutStatusDescriptions } from "@iyzico-mass-payout/types";

/**
 * What a status means for the money.
 *
 * - `waiting`: stored by iyzico; as far as the status says, nothing was sent to the bank.
 * - `in-flight`: authorised; the bank's result is still to come.
 * - `paid`: the bank paid.
 * - `not-paid`: the recipient was not paid, and the money is not back in the balance yet.
 * - `refunded`: the recipient was not paid, and amount and commission are back in the balance.
 * - `action-required`: iyzico does nothing more by itself.
 * - `rejected`: never accepted, never paid.
 * - `cancelled`: cancelled before it was paid.
 * - `unknown`: this version does not know what the status means for the money. Never counts as paid or final.
 */
export type StatusState =
  | "waiting"
  | "in-flight"
  | "paid"
  | "not-paid"
  | "refunded"
  | "action-required"
  | "rejected"
  | "cancelled"
  | "unknown";

/** The meaning of a status. */
export interface StatusDescription {
  state: StatusState;
  /**
   * Whether iyzico will do nothing more about the money. Stop polling if it is true, and also if the state is
   * `action-required` or `unknown`.
   */
  isFinal: boolean;
  /** The meaning as a sentence for display, from the vendor's tables. */
  description: string;
}

type Meaning = readonly [state: Exclude<StatusState, "unknown">, isFinal: boolean];

// A status of the document may be missing here: what it means for the money is decided by review, and until then it is
// unknown.
type Meanings = Readonly<Record<string, Meaning>>;

// FAIL is not final: the failed items' money is still to come back. INSUFFICIENT_BALANCE lasts until the balance is
// filled, and whether the payout then goes on is undocumented.
const payoutMeanings: Meanings = {
  INIT: ["waiting", false],
  IN_PROGRESS: ["in-flight", false],
  PUBLISHED_TO_QUEUE: ["in-flight", false],
  COMPLETED: ["paid", true],
  FAIL: ["not-paid", false],
  INSUFFICIENT_BALANCE: ["action-required", false],
  CANCELED: ["cancelled", true],
};

// FAILED is not final: DEPOSIT_SUCCESS or DEPOSIT_FAIL is still to come. DEPOSIT_SUCCESS is a refund and not a payment.
// DEPOSIT_FAIL is final, because iyzico does nothing more by itself: the merchant must ask iyzico for the money.
const itemMeanings: Meanings = {
  INIT: ["waiting", false],
  QUEUED: ["in-flight", false],
  PROCESSING: ["in-flight", false],
  SUCCESS: ["paid", true],
  FAILED: ["not-paid", false],
  DEPOSIT_SUCCESS: ["refunded", true],
  DEPOSIT_FAIL: ["action-required", true],
  INVALID: ["rejected", true],
  MASS_PAYOUT_CANCELED: ["cancelled", true],
};

const unknownDescriptions: Readonly<Record<Locale, string>> = {
  en: "A status that this version does not know. No recipient counts as paid because of it.",
  tr: "Bu sürümün bilmediği bir statü. Buna dayanarak kimseye ödeme yapılmış sayılmaz.",
};

/**
 * Describes the status of a whole payout. No status says that everything is settled: a payout that failed for half of
 * its items stays PUBLISHED_TO_QUEUE. Money is settled item by item; see {@link settlementOf}.
 *
 * @param status any string; the statuses of the API are an open set.
 * @param locale the language of the description, Turkish by default.
 *
 * @example
 * ```ts
 * import { describePayoutStatus } from "@iyzico-mass-payout/client";
 *
 * const { state, isFinal, description } = describePayoutStatus("PUBLISHED_TO_QUEUE", "en");
 * // "in-flight", false, "Request published to iyzico internal queue. …"
 * ```
 */
export function describePayoutStatus(status: string, locale: Locale = "tr"): StatusDescription {
  return describe(payoutMeanings, massPayoutStatusDescriptions, status, locale);
}

/**
 * Describes the status of one item: what it means for the money of its recipient.
 *
 * @param status any string; the statuses of the API are an open set.
 * @param locale the language of the description, Turkish by default.
 *
 * @example
 * ```ts
 * import { describeItemStatus } from "@iyzico-mass-payout/client";
 *
 * const { state, isFinal } = describeItemStatus("DEPOSIT_SUCCESS"); // "refunded", true: the recipient was not paid
 * ```
 */
export function describeItemStatus(status: string, locale: Locale = "tr"): StatusDescription {
  return describe(itemMeanings, massPayoutItemStatusDescriptions, status, locale);
}

function describe(
  meanings: Meanings,
  descriptions: Readonly<Record<string, Readonly<Record<Locale, string>>>>,
  status: string,
  locale: Locale,
): StatusDescription {
  const [state, isFinal] = ownEntry(meanings, status) ?? (["unknown", false] as const);
  return { state, isFinal, description: (ownEntry(descriptions, status) ?? unknownDescriptions)[locale] };
}

/** An own entry of a table: "constructor" and "toString" are not statuses. */
function ownEntry<Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** Whether a state is one of these. Typed, so that a state which does not exist does not compile. */
export function isOneOf(state: StatusState, ...states: readonly StatusState[]): boolean {
  return states.includes(state);
}
