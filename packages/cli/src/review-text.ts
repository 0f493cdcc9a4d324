import type { Review, Sums } from "@iyzico-mass-payout/client";
import { formatMoney } from "./money.js";
import { paymentWords } from "./payment-words.js";
import type { Styled } from "./styles.js";
import { aligned } from "./table.js";
import type { Locale } from "./words.js";
import { wrapped } from "./wrapped.js";

/** Everything that an approval would be bound to and that the payees' lines don't show, and how it is given. */
export function reviewLines(
  review: Review & { digest: string },
  { locale, styled, approved }: { locale: Locale; styled: Styled; approved: string | undefined },
): string[] {
  const word = paymentWords[locale];
  const { payable, refused, totalAmount, balance, isCovered, isAdopted, earlierAuths, digest } = review;
  const sums = (amounts: Sums) =>
    Object.entries(amounts)
      .map(([currency, amount]) => formatMoney(amount, currency, locale))
      .join(", ");
  const covered = isCovered === undefined ? "" : isCovered ? word.covers : styled("red", word.coversNot);
  const rows = [
    [word.payable, sums(payable.amounts), word.payees(payable.count)],
    ...(refused.count === 0 ? [] : [[word.refused, sums(refused.amounts), word.payees(refused.count)]]),
    // iyzico names no currency for these.
    ...(totalAmount === undefined ? [] : [[word.iyzicoTotal, formatMoney(totalAmount, undefined, locale), ""]]),
    [word.balance, formatMoney(balance, undefined, locale), covered],
  ];
  const warnings = [
    ...(isAdopted ? [word.adopted] : []),
    ...(earlierAuths > 0 ? [word.earlierAuths(earlierAuths)] : []),
    ...(approved === undefined ? [] : [word.notThis]),
  ];
  return [
    "",
    ...aligned(["left", "right", "left"], rows),
    ...warnings.flatMap((warning) => ["", ...wrapped(warning).map((line) => styled("yellow", line))]),
    "",
    word.approveWith,
    styled("bold", `  --approve ${digest}`),
  ];
}
