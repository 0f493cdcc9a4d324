import { type Credentials, createSigner } from "@iyzico-mass-payout/auth";
import { defaultLags, type Lags } from "./lags.js";
import { isMoney } from "./money.js";
import type { ItemOutcome, OrderedItem } from "./order.js";

/** How a simulator is made. Everything may be left out. */
export interface SimulatorOptions {
  /** Whose signatures are accepted. `sandbox-simulator` and `sandbox-simulator-secret` by default. */
  credentials?: Credentials | undefined;
  /** Where all chance comes from: ids, lags, the second argument of `outcomeOf`. An integer; 1 by default. */
  seed?: number | undefined;
  /** The time, in milliseconds. By default a clock of its own that `advance` and `clock.sleep` alone move. */
  clock?: { now(): number } | undefined;
  /** The mass payout balance as an exact decimal text, in lira. "1000000" by default. */
  balance?: string | undefined;
  /**
   * What becomes of an item; everybody is paid by default. Asked once, when init orders the item. `random` gives a
   * number of at least 0 and less than 1, from the seed.
   */
  outcomeOf?: ((item: OrderedItem, random: () => number) => ItemOutcome) | undefined;
  /** The commission of an item as an exact decimal text, in lira; "0" by default. Stands on the wire as it is given. */
  commissionOf?: ((item: OrderedItem) => string) | undefined;
  /** Gives a payout's status another name on the wire, such as one of a future version. */
  payoutStatusOf?: ((status: string) => string) | undefined;
  /** How many signed requests are let through in any minute; above it 50000. `false`, the default, is no limit. */
  perMinute?: number | false | undefined;
  /** How long the steps of the life cycle take. */
  lags?: { [Name in keyof Lags]?: number | undefined } | undefined;
  /**
   * `"documents"`, the default: paging at the top level, a list of errorMessages. `"java"`, as the vendor's unreleased
   * Java SDK reads it: paging inside massPayoutItems, one errorMessage, an item's massPayoutRequestId, the payout's dates.
   */
  dialect?: "documents" | "java" | undefined;
  /** What a second init with the same externalId does. Nobody knows it. `"refused"` by default. */
  repeatedInit?: "refused" | "same-payout" | "new-payout" | undefined;
  /**
   * What a second auth does. Nobody knows it. `"refused"` by default; `"paid-again"` is for proofs that a program never
   * sends one.
   */
  repeatedAuth?: "refused" | "ignored" | "paid-again" | undefined;
  /**
   * What follows INSUFFICIENT_BALANCE. Nobody knows it. `"stays"`, the default: nothing. `"auth-again"`: another auth
   * tries again. `"goes-on"`: the payout goes on by itself as soon as the balance covers it.
   */
  insufficientBalance?: "stays" | "auth-again" | "goes-on" | undefined;
}

/** Options that were checked, with everything that was left out. */
export type Settings = {
  [Name in Exclude<keyof SimulatorOptions, "clock" | "lags">]-?: Exclude<SimulatorOptions[Name], undefined>;
} & { clock: { now(): number } | undefined; lags: Readonly<Lags> };

const choices = {
  dialect: ["documents", "java"],
  repeatedInit: ["refused", "same-payout", "new-payout"],
  repeatedAuth: ["refused", "ignored", "paid-again"],
  insufficientBalance: ["stays", "auth-again", "goes-on"],
} as const;

/** Throws a TypeError (an InvalidCredentialsError among them) that names the option when one can't be used. */
export function settingsOf(options: SimulatorOptions = {}): Settings {
  const settings: Settings = {
    credentials: options.credentials ?? { apiKey: "sandbox-simulator", secretKey: "sandbox-simulator-secret" },
    seed: options.seed ?? 1,
    clock: options.clock,
    balance: options.balance ?? "1000000",
    outcomeOf: options.outcomeOf ?? (() => "paid"),
    commissionOf: options.commissionOf ?? (() => "0"),
    payoutStatusOf: options.payoutStatusOf ?? ((status) => status),
    perMinute: options.perMinute ?? false,
    lags: { ...defaultLags, ...withoutUndefined(options.lags ?? {}) },
    dialect: options.dialect ?? "documents",
    repeatedInit: options.repeatedInit ?? "refused",
    repeatedAuth: options.repeatedAuth ?? "refused",
    insufficientBalance: options.insufficientBalance ?? "stays",
  };
  const { credentials, seed, balance, perMinute, lags } = settings;
  // Refuses keys that nobody could sign with.
  createSigner(credentials);
  checkNames("option", options, settings);
  checkNames("lag", lags, defaultLags);
  for (const [name, lag] of Object.entries(lags)) {
    check(Number.isFinite(lag) && lag >= 0, `lags.${name} must be a number of milliseconds that is not negative.`);
  }
  for (const [name, allowed] of Object.entries(choices)) {
    const value = settings[name as keyof typeof choices];
    check((allowed as readonly string[]).includes(value), `${name} must be one of ${allowed.join(", ")}.`);
  }
  check(Number.isSafeInteger(seed), "seed must be an integer.");
  check(isMoney(balance), 'balance must be a decimal number as a text, such as "100.50".');
  check(
    perMinute === false || (Number.isSafeInteger(perMinute) && perMinute > 0),
    "perMinute must be a positive integer, or false.",
  );
  return settings;
}

// An option that is misspelt would be silently without effect, and a test that relies on it would prove nothing.
function checkNames(kind: string, given: object, known: object): void {
  for (const name of Object.keys(given)) check(Object.hasOwn(known, name), `There is no ${kind} ${name}.`);
}

function check(isRight: boolean, message: string): void {
  if (!isRight) throw new TypeError(message);
}

function withoutUndefined(lags: NonNullable<SimulatorOptions["lags"]>): Partial<Lags> {
  return Object.fromEntries(Object.entries(lags).filter(([, lag]) => lag !== undefined));
}
