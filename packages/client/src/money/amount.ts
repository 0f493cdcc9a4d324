/**
 * An amount as a decimal string with the digits of the wire: an optional '-', an integer part without leading zeros,
 * and as many decimals as were sent. No exponent, no plus sign, no negative zero.
 */
export type Amount = string;

/** An amount in its form already, without a sign. */
const canonical = /^(?:0|[1-9]\d*)(?:\.\d+)?$/;
const number = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

// Far above any amount of money. Without limits an answer of a few bytes, 1e999999999, would become a gigabyte of
// zeros, and sums of numbers with millions of digits would take minutes.
const maxExponent = 100;
export const maxDigits = 100;

/**
 * Reads a JSON number, bare or quoted, into an {@link Amount}: `100.50` stays "100.50", `20.00000000` keeps its zeros,
 * `0E-8` becomes "0.00000000" and `1e3` becomes "1000". Returns `undefined` if it is not a decimal number, or has more
 * than 100 digits or an exponent outside ±100.
 */
export function readAmount(text: string): Amount | undefined {
  // Nearly every amount of an answer: taking it apart takes 5 times as long.
  if (text.length <= maxDigits && canonical.test(text)) return text;
  const [, sign = "", integer, fraction = "", exponent = "0"] = number.exec(text) ?? [];
  if (integer === undefined || Math.abs(Number(exponent)) > maxExponent) return undefined;
  const digits = integer + fraction;
  if (digits.length > maxDigits) return undefined;
  const point = integer.length + Number(exponent);
  const padded = digits.padStart(digits.length - point, "0").padEnd(point, "0");
  const at = Math.max(point, 0);
  const whole = padded.slice(0, at).replace(/^0+(?=\d)/, "") || "0";
  const decimals = padded.slice(at);
  const isZero = !/[1-9]/.test(digits);
  return `${isZero ? "" : sign}${whole}${decimals === "" ? "" : `.${decimals}`}`;
}
