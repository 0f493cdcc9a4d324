import { MassPayoutError } from "../errors/mass-payout-error.js";
import { type Amount, readAmount } from "./amount.js";

/**
 * Converts an amount to the smallest unit of its currency: "100.50" TRY is 10050n kuruş. Zeros after the smallest unit
 * are allowed, "20.00000000" is 2000n; other digits there throw and are never rounded.
 *
 * @param currency "TRY", "USD" or "EUR", those that iyzico documents.
 * @throws {MassPayoutError} with code `invalid_amount` if the amount is not a decimal number, is finer than the
 * smallest unit of the currency, or the currency is another one.
 *
 * @example
 * ```ts
 * import { toMinorUnits } from "@iyzico-mass-payout/client";
 *
 * toMinorUnits("100.50", "TRY"); // 10050n
 * ```
 */
export function toMinorUnits(amount: Amount, currency: string): bigint {
  const { units, decimals } = toScaled(amount);
  const digits = minorDigits(currency);
  if (decimals <= digits) return units * 10n ** BigInt(digits - decimals);
  const divisor = 10n ** BigInt(decimals - digits);
  if (units % divisor !== 0n) throw invalidAmount("amount must not be finer than the smallest unit of its currency.");
  return units / divisor;
}

/**
 * Converts from the smallest unit of a currency to an amount with all of its decimals: 10050n kuruş is "100.50" TRY.
 *
 * @param currency "TRY", "USD" or "EUR", those that iyzico documents.
 * @throws {MassPayoutError} with code `invalid_amount` if `minorUnits` is not a bigint, or the currency is another one.
 *
 * @example
 * ```ts
 * import { fromMinorUnits } from "@iyzico-mass-payout/client";
 *
 * fromMinorUnits(10050n, "TRY"); // "100.50"
 * ```
 */
export function fromMinorUnits(minorUnits: bigint, currency: string): Amount {
  if (typeof minorUnits !== "bigint") throw invalidAmount("minorUnits must be a bigint, such as 10050n.");
  return fromScaled({ units: minorUnits, decimals: minorDigits(currency) });
}

/**
 * Adds amounts exactly. The sum has as many decimals as the finest amount; the sum of an empty list is "0". The amounts
 * must be of one currency, which is not checked; see {@link sumByCurrency}.
 *
 * @throws {MassPayoutError} with code `invalid_amount` if an amount is not a decimal number.
 *
 * @example
 * ```ts
 * import { sumAmounts } from "@iyzico-mass-payout/client";
 *
 * sumAmounts(["0.1", "0.2", "100.50"]); // "100.80"
 * ```
 */
export function sumAmounts(amounts: Iterable<Amount>): Amount {
  // A string is iterable too, character by character.
  if (typeof amounts === "string") throw invalidAmount("amounts must be a list of amounts, not one amount.");
  let sum: Scaled = { units: 0n, decimals: 0 };
  for (const amount of amounts) {
    const [one, other] = alignDecimals(sum, toScaled(amount));
    sum = { units: one.units + other.units, decimals: one.decimals };
  }
  return fromScaled(sum);
}

/**
 * Adds the amounts of each currency exactly.
 *
 * @throws {MassPayoutError} with code `invalid_amount` if an amount is not a decimal number.
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
 * Compares amounts by value: "1.0" equals "1.00". Returns -1 if the first is smaller, 1 if it is larger, else 0, as
 * `Array.prototype.sort` expects.
 *
 * @throws {MassPayoutError} with code `invalid_amount` if an amount is not a decimal number.
 *
 * @example
 * ```ts
 * import { compareAmounts } from "@iyzico-mass-payout/client";
 *
 * compareAmounts("99.99", "100"); // -1
 * ```
 */
export function compareAmounts(one: Amount, other: Amount): -1 | 0 | 1 {
  const [first, second] = alignDecimals(toScaled(one), toScaled(other));
  if (first.units === second.units) return 0;
  return first.units < second.units ? -1 : 1;
}

/** An amount as an integer number of 10^-decimals. */
interface Scaled {
  units: bigint;
  decimals: number;
}

function toScaled(amount: Amount): Scaled {
  const canonical = typeof amount === "string" ? readAmount(amount) : undefined;
  if (canonical === undefined) throw invalidAmount('An amount must be a decimal number as a string, such as "100.50".');
  const [whole = "", decimals = ""] = canonical.split(".");
  return { units: BigInt(whole + decimals), decimals: decimals.length };
}

function fromScaled({ units, decimals }: Scaled): Amount {
  const digits = (units < 0n ? -units : units).toString().padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  return `${units < 0n ? "-" : ""}${whole}${decimals === 0 ? "" : `.${digits.slice(-decimals)}`}`;
}

function alignDecimals(one: Scaled, other: Scaled): [Scaled, Scaled] {
  const decimals = Math.max(one.decimals, other.decimals);
  const to = ({ units, decimals: own }: Scaled) => ({ units: units * 10n ** BigInt(decimals - own), decimals });
  return [to(one), to(other)];
}

/** The currencies that iyzico documents for mass payout, with the number of decimals of each (ISO 4217). */
const currencies: Readonly<Record<string, number>> = { TRY: 2, USD: 2, EUR: 2 };

function minorDigits(currency: string): number {
  const digits = Object.hasOwn(currencies, currency) ? currencies[currency] : undefined;
  if (digits === undefined) throw invalidAmount(`currency must be one of ${Object.keys(currencies).join(", ")}.`);
  return digits;
}

function invalidAmount(message: string): MassPayoutError {
  const hint = "Amounts are decimal strings, in lira and not in kuruş; no float, no separators, no currency sign.";
  return new MassPayoutError("invalid_amount", message, { outcome: "not-sent", hint });
}
