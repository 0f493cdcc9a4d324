import { type Locale, massPayoutItemStatusDescriptions, massPayoutStatusDescriptions } from "@iyzico-mass-payout/types";

/**
 * What a status means for the money.
 *
 * - `waiting`: stored; as far as the status says, nothing was handed to the bank.
 * - `in-flight`: authorised; what the bank says is still to come.
 * - `paid`: the bank paid.
 * - `not-paid`: nobody was paid, and the money is not back in the balance yet.
 * - `refunded`: nobody was paid, and amount and commission are back in the balance.
 * - `action-required`: nothing goes on by itself; somebody must act.
 * - `refused`: never accepted, never paid.
 * - `cancelled`: called off before anything was paid.
 * - `unknown`: a status of which this version does not know what it means for the money. Never counts as paid or final.
 */
export type StatusState =
  | "waiting"
  | "in-flight"
  | "paid"
  | "not-paid"
  | "refunded"
  | "action-required"
  | "refused"
  | "cancelled"
  | "unknown";

/** What a status says. */
export interface StatusDescription {
  state: StatusState;
  /**
   * Whether iyzico will do nothing more about the money. Stop polling when it is true, and also when the state is
   * `action-required` or `unknown`.
   */
  isFinal: boolean;
  /** The meaning in a sentence for people, from the vendor's tables. */
  description: string;
}

type Meaning = readonly [state: Exclude<StatusState, "unknown">, isFinal: boolean];

// Not every status of the document has to be here: what a new one means for the money is for a person to decide, and
// until then it is unknown.
type Meanings = Readonly<Record<string, Meaning>>;

// FAIL is not final: the failed items' money is still to come back. INSUFFICIENT_BALANCE waits for somebody to fill the
// balance, and whether the payout then goes on is undocumented.
const payoutMeanings: Meanings = {
  INIT: ["waiting", false],
  IN_PROGRESS: ["in-flight", false],
  PUBLISHED_TO_QUEUE: ["in-flight", false],
  COMPLETED: ["paid", true],
  FAIL: ["not-paid", false],
  INSUFFICIENT_BALANCE: ["action-required", false],
  CANCELED: ["cancelled", true],
};

// FAILED is not final: DEPOSIT_SUCCESS or DEPOSIT_FAIL is still to come. DEPOSIT_SUCCESS sounds like a payment and is
// none. DEPOSIT_FAIL is final for software; a person must claim the money.
const itemMeanings: Meanings = {
  INIT: ["waiting", false],
  QUEUED: ["in-flight", false],
  PROCESSING: ["in-flight", false],
  SUCCESS: ["paid", true],
  FAILED: ["not-paid", false],
  DEPOSIT_SUCCESS: ["refunded", true],
  DEPOSIT_FAIL: ["action-required", true],
  INVALID: ["refused", true],
  MASS_PAYOUT_CANCELED: ["cancelled", true],
};

const unknownDescriptions: Readonly<Record<Locale, string>> = {
  en: "A status that this version does not know. Nobody may be taken for paid because of it.",
  tr: "Bu sürümün bilmediği bir statü. Buna dayanarak kimseye ödeme yapılmış sayılmaz.",
};

/**
 * What the status of a whole payout says. It can't say that everything is settled: a payout of which half failed stays
 * PUBLISHED_TO_QUEUE. Money is settled item by item.
 *
 * @param status any text; the statuses of the API are an open set.
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
 * What the status of one item says about the money of one recipient.
 *
 * @param status any text; the statuses of the API are an open set.
 * @param locale the language of the description, Turkish by default.
 *
 * @example
 * ```ts
 * import { describeItemStatus } from "@iyzico-mass-payout/client";
 *
 * const { state, isFinal } = describeItemStatus("DEPOSIT_SUCCESS"); // "refunded", true: nobody was paid
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
  const [state, isFinal] = own(meanings, status) ?? (["unknown", false] as const);
  return { state, isFinal, description: (own(descriptions, status) ?? unknownDescriptions)[locale] };
}

/** Own entries alone: "constructor" and "toString" are no statuses. */
function own<Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
