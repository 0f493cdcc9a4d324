import type { Locale } from "@iyzico-mass-payout/client";
import type { DurablePayouts } from "@iyzico-mass-payout/durable";
import { durableMessages } from "../../messages/catalogs.js";
import { formatMoney } from "../../terminal/money.js";

type Policy = Awaited<ReturnType<DurablePayouts["policy"]>>;

const units = [
  ["days", 86_400_000],
  ["hours", 3_600_000],
  ["minutes", 60_000],
  ["seconds", 1_000],
] as const;

/** What a policy asks for, in sentences. */
export function formatPolicy(policy: Policy, locale: Locale): string[] {
  const text = durableMessages.in(locale);
  if (policy === undefined) return [text.policy.none];
  const { approvers, above, notTheSubmitter, expiresAfterMs } = policy;
  return [
    text.policy.approvers(approvers),
    ...above.map((threshold) =>
      text.policy.above(formatMoney(threshold.amount, threshold.currency, locale), threshold.approvers),
    ),
    ...(notTheSubmitter ? [text.policy.notTheSubmitter] : []),
    ...(expiresAfterMs === null ? [] : [text.policy.expiresAfter(formatWholeDuration(expiresAfterMs, locale))]),
  ];
}

/** A duration in the largest unit of which it is a whole number, from days to seconds. */
function formatWholeDuration(milliseconds: number, locale: Locale): string {
  const [unit, size] = units.find((each) => milliseconds % each[1] === 0) ?? units[3];
  return durableMessages.in(locale).duration(Math.round(milliseconds / size), unit);
}
