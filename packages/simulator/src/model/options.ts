import { type Credentials, createSigner, type SignedTarget } from "@iyzico-mass-payout/auth";
import { type Delays, defaultDelays } from "./delays.js";
import { isMoney } from "./money.js";
import type { ItemOutcome, OrderedItem } from "./ordered-item.js";

/** Options of `createSimulator`. Every one is optional. */
export interface SimulatorOptions {
  /** The accepted credentials. `sandbox-simulator` and `sandbox-simulator-secret` by default. */
  credentials?: Credentials | undefined;
  /** Seed of everything random: ids, delays, the second argument of `outcomeOf`. An integer; 1 by default. */
  seed?: number | undefined;
  /** The time, in milliseconds. By default a clock of its own, which only `advance` and `clock.sleep` move. */
  clock?: { now(): number } | undefined;
  /** The mass payout balance in lira, an exact decimal string. "1000000" by default. */
  balance?: string | undefined;
  /**
   * What becomes of an item; `"paid"` by default. Called once, when init orders the item. `random` returns a number of
   * at least 0 and less than 1, from the seed.
   */
  outcomeOf?: ((item: OrderedItem, random: () => number) => ItemOutcome) | undefined;
  /** The commission of an item in lira, an exact decimal string; "0" by default. Its digits are sent as given. */
  commissionOf?: ((item: OrderedItem) => string) | undefined;
  /** Renames a payout's status on the wire, for example to a status of a future version. Unchanged by default. */
  payoutStatusOf?: ((status: string) => string) | undefined;
  /** How many signed requests are accepted in any minute; more get 50000. `false`, the default, means no limit. */
  perMinute?: number | false | undefined;
  /** The maximum duration of each step of the life cycle, in milliseconds. `defaultDelays` by default. */
  delays?: { [Name in keyof Delays]?: number | undefined } | undefined;
  /**
   * `"documents"`, the default: paging at the top level, a list of errorMessages. `"java"`, as the vendor's unreleased
   * Java SDK reads it: paging inside massPayoutItems, one errorMessage, an item's massPayoutRequestId, the payout's dates.
   */
  dialect?: "documents" | "java" | undefined;
  /** Which part of the URL a signature must cover; `"path"` by default. In docs/unverified.md: "Is the query signed?" */
  signedTarget?: SignedTarget | undefined;
  /**
   * What a signature whose random key was used before does. `"accepted"`, the default; `"rejected"`, with code 1000. In
   * docs/unverified.md: "Is a used random key rejected?"
   */
  usedRandomKey?: "accepted" | "rejected" | undefined;
  /**
   * What a cancel after auth does. `"rejected"`, the default; `"cancelled"`, as long as the money has not left the balance;
   * `"ignored"`: a success without effect. In docs/unverified.md: "What does a cancel after auth do?"
   */
  cancelAfterAuth?: "rejected" | "cancelled" | "ignored" | undefined;
  /** What a second init with the same externalId does. iyzico's answer is unknown. `"rejected"` by default. */
  repeatedInit?: "rejected" | "same-payout" | "new-payout" | undefined;
  /**
   * What a second auth does. iyzico's answer is unknown. `"rejected"` by default. `"paid-again"`, for tests that a
   * program never sends a second one: every item that the bank pays is paid once more, if the balance covers it.
   *
   * A second auth is one for a payout that is authorised, published, or under `insufficientBalance: "goes-on"`
   * insufficient: then the repeated payments wait for the balance too.
   */
  repeatedAuth?: "rejected" | "ignored" | "paid-again" | undefined;
  /**
   * What follows INSUFFICIENT_BALANCE. iyzico's answer is unknown. `"stays"`, the default: nothing. `"auth-again"`:
   * another auth retries; until `delays.authorised` after it the payout still says INSUFFICIENT_BALANCE, and a third auth
   * in that time follows `repeatedAuth`. `"goes-on"`: the payout proceeds by itself `delays.resumed` after the balance
   * covers it; until then it still says INSUFFICIENT_BALANCE, and an auth follows `repeatedAuth`.
   */
  insufficientBalance?: "stays" | "auth-again" | "goes-on" | undefined;
  /** How an item's recipientInfo is shown when it is read back, for example masked. Unchanged by default. */
  recipientInfoOf?: ((recipientInfo: string) => string) | undefined;
  /**
   * How retrieve and item answer an id that they don't find. iyzico's answer is unknown. `"rejected"`, the default: code
   * 11. `"rejected-1000"`: code 1000. `"unknown-code"`: a code that no document has. `"http-404"`: code 11 with HTTP 404.
   * `"success-without-payout"`: a success with an empty listing and without `massPayout`, or without `item`.
   */
  notFound?: "rejected" | "rejected-1000" | "unknown-code" | "http-404" | "success-without-payout" | undefined;
  /**
   * How retrieve answers itemType INVALID. iyzico's answer is unknown. `"listed"`, the default: with the rejected items,
   * if only an empty list. `"rejected"`: code 11 for a payout without rejected items. `"always-rejected"`: code 11 for
   * every payout. `"success-without-payout"`: for a payout without rejected items, as under `notFound`.
   */
  invalidListing?: "listed" | "rejected" | "always-rejected" | "success-without-payout" | undefined;
  /**
   * In which order retrieve lists items. `"stable"`, the default: that of the request. `"shuffled"`: another order for
   * each request, from the seed. Two pages then belong to two orders, so an item can be on both or on none.
   */
  listingOrder?: "stable" | "shuffled" | undefined;
  /**
   * What `total` of retrieve counts. `"listed"`, the default: the rows that itemType lists, on all pages. `"all-items"`:
   * also those that it leaves out, so the rejected items in a listing of the VALID ones. In docs/unverified.md: "Does total
   * count what itemType leaves out?"
   */
  listingTotal?: "listed" | "all-items" | undefined;
  /**
   * The maximum of rows on a page of retrieve, a positive integer. A larger size is read as this one, for the position of
   * the page too. `false`, the default, means no maximum. In docs/unverified.md: "How large may a page be?"
   */
  maxPageSize?: number | false | undefined;
  /**
   * Which `size` retrieve answers when `maxPageSize` made it smaller. `"told"`, the default: the smaller one. `"echoed"`:
   * that of the request, although the page has fewer rows. In docs/unverified.md: "How large may a page be?"
   */
  cappedSize?: "told" | "echoed" | undefined;
  /**
   * How retrieve and item show an item's referenceCode, by the status that they show: for example a placeholder, `"N/A"`,
   * until it says PROCESSING, or for ever. Unchanged by default. The operation `item` finds only the true one. In
   * docs/unverified.md: "When does an item have a referenceCode?"
   */
  referenceCodeOf?: ((referenceCode: string, itemStatus: string) => string) | undefined;
  /**
   * The types of fields that only inform: the payout's merchantId and dates; an item's recipientName, description and
   * errorMessages, or errorMessage. `"documented"`, the default. `"odd"`: each such field has another type than the documents
   * say, drawn once from the seed; the dates are there in each dialect. These answers do not conform to the OpenAPI document.
   * In docs/unverified.md: "Which types do the fields have that only inform?"
   */
  informingFields?: "documented" | "odd" | undefined;
  /**
   * What `totalAmount` of an item and of a payout shows; `"amount"` by default. It changes neither what leaves the balance
   * nor what the recipient receives, and neither `totalSuccessfulAmount` nor the commissions.
   */
  totalAmount?: "amount" | "amount-and-commission" | "amount-minus-commission" | undefined;
  /** The merchant's id in `massPayout`, a non-negative integer. 1 by default. */
  merchantId?: number | undefined;
}

/** Checked options, with their defaults filled in. */
export type Settings = {
  [Name in Exclude<keyof SimulatorOptions, "clock" | "delays">]-?: Exclude<SimulatorOptions[Name], undefined>;
} & { clock: { now(): number } | undefined; delays: Readonly<Delays> };

const choices = {
  dialect: ["documents", "java"],
  signedTarget: ["path", "path-and-query"],
  usedRandomKey: ["accepted", "rejected"],
  cancelAfterAuth: ["rejected", "cancelled", "ignored"],
  repeatedInit: ["rejected", "same-payout", "new-payout"],
  repeatedAuth: ["rejected", "ignored", "paid-again"],
  insufficientBalance: ["stays", "auth-again", "goes-on"],
  notFound: ["rejected", "rejected-1000", "unknown-code", "http-404", "success-without-payout"],
  invalidListing: ["listed", "rejected", "always-rejected", "success-without-payout"],
  listingOrder: ["stable", "shuffled"],
  listingTotal: ["listed", "all-items"],
  cappedSize: ["told", "echoed"],
  informingFields: ["documented", "odd"],
  totalAmount: ["amount", "amount-and-commission", "amount-minus-commission"],
} as const;

const functions = ["outcomeOf", "commissionOf", "payoutStatusOf", "recipientInfoOf", "referenceCodeOf"] as const;
const limits = ["perMinute", "maxPageSize"] as const;

/** @throws {TypeError} that names the first invalid option; an InvalidCredentialsError for `credentials`. */
export function resolveSettings(options: SimulatorOptions = {}): Settings {
  const settings: Settings = {
    credentials: options.credentials ?? { apiKey: "sandbox-simulator", secretKey: "sandbox-simulator-secret" },
    seed: options.seed ?? 1,
    clock: options.clock,
    balance: options.balance ?? "1000000",
    outcomeOf: options.outcomeOf ?? (() => "paid"),
    commissionOf: options.commissionOf ?? (() => "0"),
    payoutStatusOf: options.payoutStatusOf ?? ((status) => status),
    perMinute: options.perMinute ?? false,
    delays: { ...defaultDelays, ...withoutUndefined(options.delays ?? {}) },
    dialect: options.dialect ?? "documents",
    signedTarget: options.signedTarget ?? "path",
    usedRandomKey: options.usedRandomKey ?? "accepted",
    cancelAfterAuth: options.cancelAfterAuth ?? "rejected",
    repeatedInit: options.repeatedInit ?? "rejected",
    repeatedAuth: options.repeatedAuth ?? "rejected",
    insufficientBalance: options.insufficientBalance ?? "stays",
    recipientInfoOf: options.recipientInfoOf ?? ((recipientInfo) => recipientInfo),
    notFound: options.notFound ?? "rejected",
    invalidListing: options.invalidListing ?? "listed",
    listingOrder: options.listingOrder ?? "stable",
    listingTotal: options.listingTotal ?? "listed",
    maxPageSize: options.maxPageSize ?? false,
    cappedSize: options.cappedSize ?? "told",
    referenceCodeOf: options.referenceCodeOf ?? ((referenceCode) => referenceCode),
    informingFields: options.informingFields ?? "documented",
    totalAmount: options.totalAmount ?? "amount",
    merchantId: options.merchantId ?? 1,
  };
  const { credentials, seed, clock, balance, delays, merchantId } = settings;
  // Throws for keys that can't sign.
  createSigner(credentials);
  checkNames("options", options, settings);
  checkNames("delays", delays, defaultDelays);
  for (const [name, delay] of Object.entries(delays)) {
    check(Number.isFinite(delay) && delay >= 0, `delays.${name} must be a non-negative number of milliseconds.`);
  }
  for (const [name, allowed] of Object.entries(choices)) {
    const value = settings[name as keyof typeof choices];
    check((allowed as readonly string[]).includes(value), `${name} must be one of ${allowed.join(", ")}.`);
  }
  for (const name of functions) check(typeof settings[name] === "function", `${name} must be a function.`);
  check(Number.isSafeInteger(seed), "seed must be an integer.");
  check(clock === undefined || typeof Object(clock).now === "function", "clock must implement { now }.");
  check(Number.isSafeInteger(merchantId) && merchantId >= 0, "merchantId must be a non-negative integer.");
  check(isMoney(balance), 'balance must be a non-negative decimal string, such as "100.50".');
  for (const name of limits) {
    const limit = settings[name];
    check(
      limit === false || (Number.isSafeInteger(limit) && limit > 0),
      `${name} must be a positive integer, or false.`,
    );
  }
  return settings;
}

// A misspelt option would have no effect, and a test that relies on it would prove nothing.
function checkNames(where: string, given: object, known: object): void {
  for (const name of Object.keys(given)) {
    check(Object.hasOwn(known, name), `${where} must not contain ${name}: only ${Object.keys(known).join(", ")}.`);
  }
}

function check(isValid: boolean, message: string): void {
  if (!isValid) throw new TypeError(message);
}

function withoutUndefined(delays: NonNullable<SimulatorOptions["delays"]>): Partial<Delays> {
  return Object.fromEntries(Object.entries(delays).filter(([, delay]) => delay !== undefined));
}
