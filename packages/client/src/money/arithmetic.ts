import { MassPayoutError } from "../errors/mass-payout-error.js";
import { type Amount, readAmount } from "./amount.js";

/**
 * An amount in the smallest unit of its currency: "100.50" TRY is 10050n kuruş. Zeros behind the smallest unit are
 * allowed, "20.00000000" is 2000n; anything else that is finer is refused and never rounded.
 *
 * @param currency "TRY", "USD" or "EUR", those that iyzico documents.
 * @throws {MassPayoutError} with code `invalid_amount` when the text is no amount or finer than the currency, or the
 * currency is another.
 *
 * @example
 * ```ts
 * import { toMinorUnits } from "@iyzico-mass-payout/client";
 *
 * toMinorUnits("100.50", "TRY"); // 10050n
 * ```
 */
export function toMinorUnits(amount: Amount, currency: string): bigint {
  const { units, decimals } = scaled(amount);
  const digits = minorDigits(currency);
  if (decimals <= digits) return units * 10n ** BigInt(digits - decimals);
  const divisor = 10n ** BigInt(decimals - digits);
  if (units % divisor !== 0n) throw invalidAmount("The amount is finer than the smallest unit of its currency.");
  return units / divisor;
}

/**
 * The amount that so many of the smallest unit are, with all decimals of the currency: 10050n kuruş is "100.50" TRY.
 *
 * @param currency "TRY", "USD" or "EUR", those that iyzico documents.
 * @throws {MassPayoutError} with code `invalid_amount` when the currency is another, or the units are no bigint.
 *
 * @example
 * ```ts
 * import { fromMinorUnits } from "@iyzico-mass-payout/client";
 *
 * fromMinorUnits(10050n, "TRY"); // "100.50"
 * ```
 */
export function fromMinorUnits(minorUnits: bigint, currency: string): Amount {
  if (typeof minorUnits !== "bigint") throw invalidAmount("Minor units are a bigint, such as 10050n.");
  return unscaled({ units: minorUnits, decimals: minorDigits(currency) });
}

/**
 * The exact sum, with as many decimals as the finest amount has. The sum of nothing is "0". Amounts of different
 * currencies must not be added; that is the caller's to see to.
 *
 * @throws {MassPayoutError} with code `invalid_amount` when a text is no amount.
 *
 * @example
 * ```ts
 * import { sumAmounts } from "@iyzico-mass-payout/client";
 *
 * sumAmounts(["0.1", "0.2", "100.50"]); // "100.80"
 * ```
 */
export function sumAmounts(amounts: Iterable<Amount>): Amount {
  // A text is iterable too, letter by letter.
  if (typeof amounts === "string") throw invalidAmount("sumAmounts takes a list of amounts, not one.");
  let sum: Scaled = { units: 0n, decimals: 0 };
  for (const amount of amounts) {
    const [one, other] = aligned(sum, scaled(amount));
    sum = { units: one.units + other.units, decimals: one.decimals };
  }
  return unscaled(sum);
}

/**
 * The exact sum of the amounts of each currency.
 *
 * @throws {MassPayoutError} with code `invalid_amount` when an amount is not a decimal number.
 *
 * @example
 * ```ts
 * import { sumByCurrency } from "@iyzico-mass-payout/client";
 *
 * sumByCurrency([
 *   { amount: "100.50", currency: "TRY" },
 *   { amount: "20", currency: "USD" },
 *   { amount: "0.5", currency: "TRY" },
 * ]); // { TRY: "101.00", USD: "20" }
 * ```
 */
export function sumByCurrency(
  amounts: Iterable<{ readonly amount: Amount; readonly currency: string }>,
): Record<string, Amount> {
  const byCurrency = new Map<string, Amount[]>();
  for (const { amount, currency } of amounts) {
    const others = byCurrency.get(currency);
    if (others === undefined) byCurrency.set(currency, [amount]);
    else others.push(amount);
  }
  return Object.fromEntries([...byCurrency].map(([currency, group]) => [currency, sumAmounts(group)]));
}

/**
 * Compares by value: "1.0" equals "1.00". Negative when the first is smaller, positive when it is larger, else 0, as
 * `Array.prototype.sort` takes it.
 *
 * @throws {MassPayoutError} with code `invalid_amount` when a text is no amount.
 *
 * @example
 * ```ts
 * import { compareAmounts } from "@iyzico-mass-payout/client";
 *
 * compareAmounts("99.99", "100"); // -1
 * ```
 */
export function compareAmounts(one: Amount, other: Amount): -1 | 0 | 1 {
  const [first, second] = aligned(scaled(one), scaled(other));
  if (first.units === second.units) return 0;
  return first.units < second.units ? -1 : 1;
}

/** An amount as a whole number of 10^-decimals. */
interface Scaled {
  units: bigint;
  decimals: number;
}

function scaled(amount: Amount): Scaled {
  const canonical = typeof amount === "string" ? readAmount(amount) : undefined;
  if (canonical === undefined)
    throw invalidAmount('This is not an amount: a decimal number as a text, such as "100.50".');
  const [whole = "", decimals = ""] = canonical.split(".");
  return { units: BigInt(whole + decimals), decimals: decimals.length };
}

function unscaled({ units, decimals }: Scaled): Amount {
  const digits = (units < 0n ? -units : units).toString().padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  return `${units < 0n ? "-" : ""}${whole}${decimals === 0 ? "" : `.${digits.slice(-decimals)}`}`;
}

function aligned(one: Scaled, other: Scaled): [Scaled, Scaled] {
  const decimals = Math.max(one.decimals, other.decimals);
  const to = ({ units, decimals: own }: Scaled) => ({ units: units * 10n ** BigInt(decimals - own), decimals });
  return [to(one), to(other)];
}

/** The currencies that iyzico documents for mass payout, and how many decimals each has (ISO 4217). */
const currencies: Readonly<Record<string, number>> = { TRY: 2, USD: 2, EUR: 2 };

function minorDigits(currency: string): number {
  const digits = Object.hasOwn(currencies, currency) ? currencies[currency] : undefined;
  if (digits === undefined) throw invalidAmount("The currency is none of TRY, USD and EUR.");
  return digits;
}

function invalidAmount(message: string): MassPayoutError {
  const hint = "Amounts are decimal texts, in lira and not in kuruş; no float, no separators, no currency sign.";
  return new MassPayoutError("invalid_amount", message, { outcome: "not-sent", hint });
}
