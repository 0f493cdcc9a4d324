import { type Credentials, createSigner } from "@iyzico-mass-payout/auth";
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
  /** What a second init with the same externalId does. iyzico's answer is unknown. `"rejected"` by default. */
  repeatedInit?: "rejected" | "same-payout" | "new-payout" | undefined;
  /**
   * What a second auth does. iyzico's answer is unknown. `"rejected"` by default; `"paid-again"` is for tests that a
   * program never sends a second one.
   */
  repeatedAuth?: "rejected" | "ignored" | "paid-again" | undefined;
  /**
   * What follows INSUFFICIENT_BALANCE. iyzico's answer is unknown. `"stays"`, the default: nothing. `"auth-again"`:
   * another auth retries. `"goes-on"`: the payout proceeds by itself as soon as the balance covers it.
   */
  insufficientBalance?: "stays" | "auth-again" | "goes-on" | undefined;
}

/** Checked options, with their defaults filled in. */
export type Settings = {
  [Name in Exclude<keyof SimulatorOptions, "clock" | "delays">]-?: Exclude<SimulatorOptions[Name], undefined>;
} & { clock: { now(): number } | undefined; delays: Readonly<Delays> };

const choices = {
  dialect: ["documents", "java"],
  repeatedInit: ["rejected", "same-payout", "new-payout"],
  repeatedAuth: ["rejected", "ignored", "paid-again"],
  insufficientBalance: ["stays", "auth-again", "goes-on"],
} as const;

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
    repeatedInit: options.repeatedInit ?? "rejected",
    repeatedAuth: options.repeatedAuth ?? "rejected",
    insufficientBalance: options.insufficientBalance ?? "stays",
  };
  const { credentials, seed, balance, perMinute, delays } = settings;
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
  check(Number.isSafeInteger(seed), "seed must be an integer.");
  check(isMoney(balance), 'balance must be a non-negative decimal string, such as "100.50".');
  check(
    perMinute === false || (Number.isSafeInteger(perMinute) && perMinute > 0),
    "perMinute must be a positive integer, or false.",
  );
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
