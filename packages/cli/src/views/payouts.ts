import type { Sums } from "@iyzico-mass-payout/client";
import { payoutsMessages } from "../messages/catalogs.js";
import { formatSums } from "../terminal/money.js";
import { printable } from "../terminal/printable.js";
import { formatTable } from "../terminal/table.js";
import type { Format } from "./format.js";

/** A payout beside the payment's own, as far as it is known. */
export interface OtherPayout {
  externalId: string;
  status?: string;
  count?: number;
  amounts?: Sums;
}

/** A table of payouts beside the payment's own; nothing if there is none. */
export function formatPayouts(
  title: string,
  payouts: readonly OtherPayout[],
  { locale, style, widths }: Format,
): string[] {
  if (payouts.length === 0) return [];
  const { columns } = payoutsMessages.in(locale);
  const hasContent = payouts.some(({ count }) => count !== undefined);
  const [heading = "", ...rows] = formatTable(
    [
      { heading: columns.payout, align: "left", minWidth: 10, keep: "end" },
      { heading: columns.status, align: "left" },
      ...(hasContent
        ? [{ heading: columns.items, align: "right" } as const, { heading: columns.amounts, align: "right" } as const]
        : []),
    ],
    payouts.map(({ externalId, status = "–", count = 0, amounts = {} }) => [
      printable(externalId),
      printable(status),
      String(count),
      formatSums(amounts, locale),
    ]),
    widths.table,
  );
  return ["", title, style("bold", heading), ...rows];
}
