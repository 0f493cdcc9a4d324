import { type Amount, type Locale, sumAmounts } from "@iyzico-mass-payout/client";

/** A part of a whole, for a picture. The sums beside it are exact. */
export interface Share {
  /** In thousandths. */
  width: number;
  /** To one decimal: "94.2%", and "<0.1%" for a part that is not nothing. */
  percent: string;
}

/** The share of a positive amount in a sum that it is a part of. */
export function shareOf(part: Amount, whole: Amount, locale: Locale): Share {
  // The sums of both with zero have the decimals of the finer one.
  const [partUnits, wholeUnits] = [sumAmounts([part, zeroLike(whole)]), sumAmounts([whole, zeroLike(part)])].map(
    (amount) => BigInt(amount.replace(".", "")),
  ) as [bigint, bigint];
  const thousandths = Number((partUnits * 1_000_000n) / wholeUnits) / 1_000;
  const format = new Intl.NumberFormat(locale, {
    style: "percent",
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const isTiny = thousandths < 1;
  return { width: thousandths, percent: isTiny ? `<${format.format(0.001)}` : format.format(thousandths / 1_000) };
}

function zeroLike(amount: Amount): Amount {
  return amount.replace(/\d/g, "0").replace(/^0+/, "0");
}
