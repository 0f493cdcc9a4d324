import { type Amount, compareAmounts, type Locale, sumByCurrency } from "@iyzico-mass-payout/client";
import { sheetsMessages } from "../messages/catalogs.js";
import type { FoundFault } from "./fault.js";

/** What a caller knows of a list from another source. */
export interface ControlTotals {
  /** How many recipients there must be. */
  expectCount?: number | undefined;
  /** The sum that the amounts must have, exactly; of several currencies, by currency: `{ TRY: "1250.50" }`. */
  expectTotal?: Amount | Readonly<Record<string, Amount>> | undefined;
}

interface Payable {
  amount: { value?: Amount | undefined; currency?: string | undefined };
}

/** Compares items with control totals. A sum without the amounts that have faults would say nothing: it is not compared. */
export function findTotalFaults(
  items: readonly Payable[],
  { expectCount, expectTotal }: ControlTotals,
  locale: Locale,
): FoundFault[] {
  const { expected } = sheetsMessages.in(locale);
  const faults: FoundFault[] = [];
  if (expectCount !== undefined && items.length !== expectCount) {
    faults.push({ code: "count-mismatch", detail: expected(String(expectCount), String(items.length)) });
  }
  const amounts = items.flatMap(({ amount: { value, currency } }) =>
    value === undefined || currency === undefined ? [] : [{ amount: value, currency }],
  );
  if (expectTotal === undefined || amounts.length < items.length) return faults;
  const sums = sumByCurrency(amounts);
  const [onlyCurrency = "TRY"] = Object.keys(sums);
  const totals = typeof expectTotal === "string" ? { [onlyCurrency]: expectTotal } : expectTotal;
  const isEqual =
    Object.keys(sums).length === Object.keys(totals).length &&
    Object.entries(sums).every(([currency, sum]) => {
      const total = Object.hasOwn(totals, currency) ? totals[currency] : undefined;
      return total !== undefined && compareAmounts(sum, total) === 0;
    });
  if (!isEqual) faults.push({ code: "total-mismatch", detail: expected(formatTotals(totals), formatTotals(sums)) });
  return faults;
}

function formatTotals(totals: Readonly<Record<string, Amount>>): string {
  return Object.entries(totals)
    .map(([currency, amount]) => `${amount} ${currency}`)
    .join(", ");
}
