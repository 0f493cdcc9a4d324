import type { BookedEntry } from "@iyzico-mass-payout/durable";
import { beforeAll, expect, test } from "vitest";
import { durableMessages, locales } from "../../../src/messages/catalogs.ts";
import { createStyler } from "../../../src/terminal/styles.ts";
import { formatEntries } from "../../../src/views/durable/ledger.ts";
import { withPlainSpaces } from "../../support/run-cli.ts";

beforeAll(async () => {
  for (const locale of locales) await durableMessages.load(locale);
});

test.each([
  ["en", ["refund  TRY", "refund (commission)", "commission  TRY"]],
  ["tr", ["iade  ₺", "iade (komisyon)", "komisyon  ₺"]],
] as const)("a refund of a commission is told apart from that of the amount, in %s", (locale, kinds) => {
  const entry = { payoutKey: "nov", itemExternalId: "nov-1", at: 0, amount: "2.50", currency: "TRY" };
  const entries = [
    { ...entry, position: 1, kind: "refund", of: "amount" },
    { ...entry, position: 2, kind: "refund", of: "commission" },
    { ...entry, position: 3, kind: "commission", of: "commission" },
  ] as BookedEntry[];
  const view = { locale, style: createStyler(false), widths: { text: 80, table: 80 } };
  const [, ...rows] = withPlainSpaces(formatEntries(entries, view)).trimEnd().split("\n");
  expect(rows).toHaveLength(3);
  for (const [index, kind] of kinds.entries()) {
    expect(rows[index]?.replace(/ {2,}/g, "  ")).toContain(`nov-1  ${kind}`);
  }
});
