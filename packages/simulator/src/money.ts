/** An exact amount, as a whole number of the smallest fraction that is kept: 10^-20 of a lira. */
export type Money = bigint;

const decimals = 20;

// A JSON number. Bounded, because 1e999999999 would become a gigabyte of zeros.
const number = /^(-?(?:0|[1-9]\d{0,59}))(?:\.(\d{1,20}))?(?:[eE]([+-]?\d{1,2}))?$/;

function readMoney(text: string): Money | undefined {
  const [, whole, fraction = "", exponent = "0"] = number.exec(text) ?? [];
  const shift = decimals - fraction.length + Number(exponent);
  return whole === undefined || shift < 0 ? undefined : BigInt(whole + fraction) * 10n ** BigInt(shift);
}

/**
 * Whether something is an amount that is not negative, in a form in which it may stand on the wire: "100.50",
 * "20.00000000", "0E-8".
 */
export function isMoney(text: unknown): text is string {
  return typeof text === "string" && !text.startsWith("-") && readMoney(text) !== undefined;
}

/** Reads an amount that {@link isMoney}, or that init has let through. */
export function money(text: string): Money {
  return readMoney(text) as Money;
}

export function sumOf(amounts: Iterable<Money>): Money {
  let sum = 0n;
  for (const amount of amounts) sum += amount;
  return sum;
}

/** All digits, without an exponent and without zeros behind the last digit that counts. */
export function textOf(amount: Money): string {
  const digits = amount.toString().padStart(decimals + 1, "0");
  const fraction = digits.slice(-decimals).replace(/0+$/, "");
  return digits.slice(0, -decimals) + (fraction === "" ? "" : `.${fraction}`);
}
