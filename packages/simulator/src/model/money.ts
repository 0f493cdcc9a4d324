/** An exact amount: an integer count of the smallest unit that is kept, 10^-20 lira. */
export type Money = bigint;

const decimals = 20;

// A JSON number. Its length and exponent are bounded: 1e999999999 would take a gigabyte of zeros.
const number = /^(-?(?:0|[1-9]\d{0,59}))(?:\.(\d{1,20}))?(?:[eE]([+-]?\d{1,2}))?$/;

function readMoney(digits: string): Money | undefined {
  const [, integer, fraction = "", exponent = "0"] = number.exec(digits) ?? [];
  const shift = decimals - fraction.length + Number(exponent);
  return integer === undefined || shift < 0 ? undefined : BigInt(integer + fraction) * 10n ** BigInt(shift);
}

/** Whether a value is a non-negative amount in a form that occurs on the wire: "100.50", "20.00000000", "0E-8". */
export function isMoney(value: unknown): value is string {
  return typeof value === "string" && !value.startsWith("-") && readMoney(value) !== undefined;
}

/** Parses an amount that passed {@link isMoney} or init's check. */
export function parseMoney(digits: string): Money {
  return readMoney(digits) as Money;
}

export function sumOf(amounts: Iterable<Money>): Money {
  let sum = 0n;
  for (const amount of amounts) sum += amount;
  return sum;
}

/** All significant digits, without an exponent and without trailing zeros. */
export function formatMoney(amount: Money): string {
  if (amount < 0n) return `-${formatMoney(-amount)}`;
  const digits = amount.toString().padStart(decimals + 1, "0");
  const fraction = digits.slice(-decimals).replace(/0+$/, "");
  return digits.slice(0, -decimals) + (fraction === "" ? "" : `.${fraction}`);
}
