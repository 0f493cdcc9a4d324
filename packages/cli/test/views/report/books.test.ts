import { type LedgerEntry, sumAmounts, sumByCurrency } from "@iyzico-mass-payout/client";
import { type Payment, reportOf } from "@iyzico-mass-payout/client/payment";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { payMessages, payoutsMessages, reportMessages } from "../../../src/messages/catalogs.ts";
import { type BookRow, bookRows } from "../../../src/views/report/books.ts";
import { confirmedItem, createdAt, paymentOfPlan, reportedPlan } from "../../support/stored-payment.ts";

const accounts = {
  paid: { debit: "335", credit: "102" },
  commission: { debit: "653", credit: "102" },
  refund: { debit: "102", credit: "102" },
  receivable: { debit: "136", credit: "102" },
};

beforeAll(async () => {
  await Promise.all([payMessages, payoutsMessages, reportMessages].map((messages) => messages.load("en")));
});

function rowsOf(payment: Payment): BookRow[][] {
  return bookRows({ payment: reportOf(payment), madeAt: createdAt }, accounts, "en");
}

/** The sum of a column for each currency. */
function sumsOf(rows: readonly BookRow[], column: "debit" | "credit"): Record<string, string> {
  return sumByCurrency(
    rows.flatMap(({ currency = "", [column]: amount }) => (amount === undefined ? [] : [{ amount, currency }])),
  );
}

/** What an account gained: its debits without its credits. */
function gainOf(rows: readonly BookRow[], account: string): string {
  const own = rows.filter(({ account_code }) => account_code === account);
  return sumAmounts(own.map(({ debit, credit }) => debit ?? `-${credit}`));
}

test("a final entry has two rows with the same key, and an item without one has one row", async () => {
  const payment = await paymentOfPlan(reportedPlan, [
    confirmedItem("SUCCESS", { referenceCode: "reference-1", commissionAmount: "1.25" }),
    confirmedItem("INVALID", { errorCode: "2030" }),
    confirmedItem("DEPOSIT_SUCCESS"),
    confirmedItem("DEPOSIT_FAIL"),
  ]);
  const rows = rowsOf(payment).map((group) =>
    group.map(({ item_external_id, state, entry_kind, debit, credit, account_code, entry_key }) => [
      item_external_id,
      state,
      entry_kind,
      debit,
      credit,
      account_code,
      entry_key,
    ]),
  );
  const [paidKey, commissionKey] = ["amount", "commission"].map((of) =>
    JSON.stringify(["salaries", "salaries-1", of === "amount" ? "paid" : "commission", of]),
  );
  expect(rows.slice(0, 3)).toEqual([
    [
      ["salaries-1", "paid", "paid", "1000.50", undefined, "335", paidKey],
      ["salaries-1", "paid", "paid", undefined, "1000.50", "102", paidKey],
    ],
    [
      ["salaries-1", "paid", "commission", "1.25", undefined, "653", commissionKey],
      ["salaries-1", "paid", "commission", undefined, "1.25", "102", commissionKey],
    ],
    [["salaries-2", "rejected", undefined, undefined, undefined, undefined, undefined]],
  ]);
  expect(rows.slice(3).map((group) => group.map((row) => row.slice(1, 6)))).toEqual([
    [
      ["refunded", "refund", "30.25", undefined, "102"],
      ["refunded", "refund", undefined, "30.25", "102"],
    ],
    [
      ["action-required", "receivable", "7", undefined, "136"],
      ["action-required", "receivable", undefined, "7", "102"],
    ],
  ]);
});

test("an entry that is not final is not booked, and its item has a row with its state", async () => {
  const shown = { itemStatus: "SUCCESS", statusAt: createdAt + 120_000 };
  const payment = await paymentOfPlan(reportedPlan, [shown, shown, shown, shown], { phase: "authorised" });
  const rows = rowsOf(payment);
  expect(rows).toHaveLength(4);
  for (const [row, ...others] of rows) {
    expect(others).toEqual([]);
    expect(row).toMatchObject({ state: "paid", item_status: "SUCCESS", final_at: "2026-11-26T09:32:00Z" });
    expect(row).not.toHaveProperty("entry_key");
  }
});

test("an entry that was taken back is booked the other way round, with a key and a time of its own", async () => {
  const refunded = { status: "DEPOSIT_SUCCESS", at: createdAt + 240_000 };
  const failed = { status: "DEPOSIT_FAIL", at: createdAt + 120_000 };
  const item = { itemStatus: "DEPOSIT_SUCCESS", statusAt: refunded.at, finalStatuses: [failed, refunded] };
  const payment = await paymentOfPlan(reportedPlan, [item, {}, {}, {}]);
  const groups = rowsOf(payment).slice(0, 3);
  expect(groups.map((group) => group.map(({ debit, credit, account_code }) => [debit, credit, account_code]))).toEqual([
    [
      ["1000.50", undefined, "136"],
      [undefined, "1000.50", "102"],
    ],
    [
      ["1000.50", undefined, "102"],
      [undefined, "1000.50", "136"],
    ],
    [
      ["1000.50", undefined, "102"],
      [undefined, "1000.50", "102"],
    ],
  ]);
  expect(groups[1]?.[0]).toMatchObject({ entry_kind: "receivable", final_at: "2026-11-26T09:34:00Z" });
  expect(groups[1]?.[0]?.entry_key).toContain("taken-back");
});

test("an item that pays again one of another payment names both, and the paid one says so", async () => {
  const again = {
    ...reportedPlan,
    key: "salaries-2",
    items: [{ ...reportedPlan.items[0], itemExternalId: "salaries-1-again" }],
    supersedes: { key: "salaries", items: ["salaries-1"] },
  } as typeof reportedPlan;
  const [row] = rowsOf(await paymentOfPlan(again, [confirmedItem("INVALID")])).flat();
  expect(row?.supersedes).toBe('["salaries","salaries-1"]');
  const refunded = confirmedItem("DEPOSIT_SUCCESS", { supersededBy: "salaries-2" });
  const [paid] = rowsOf(await paymentOfPlan(reportedPlan, [refunded])).flat();
  expect(paid?.reason).toContain("The payment salaries-2 pays it again: pay it in no other way.");
  expect(paid).not.toHaveProperty("supersedes");
});

const statuses = ["INIT", "PROCESSING", "SUCCESS", "FAILED", "DEPOSIT_SUCCESS", "DEPOSIT_FAIL", "INVALID", "NEW"];
const finalStatuses = ["SUCCESS", "DEPOSIT_SUCCESS", "DEPOSIT_FAIL", "INVALID", "MASS_PAYOUT_CANCELED"];
const amount = fc.tuple(fc.bigInt({ min: 1n, max: 10n ** 20n }), fc.constantFrom(0, 2, 8)).map(([units, decimals]) => {
  const digits = units.toString().padStart(decimals + 1, "0");
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
});
const shownItem = fc.record({
  amount,
  currency: fc.constantFrom("TRY", "USD", "EUR"),
  itemStatus: fc.constantFrom(...statuses),
  statusAt: fc.constant(createdAt + 1_000),
  commissionAmount: fc.oneof(amount, fc.constantFrom("0", "0.00")),
  finalStatuses: fc.array(
    fc.constantFrom(...finalStatuses).map((status) => ({ status, at: createdAt })),
    { maxLength: 3 },
  ),
});

test("debits equal credits in each currency, every final entry is there once, and every item is there", async () => {
  const base = await paymentOfPlan(reportedPlan, []);
  fc.assert(
    fc.property(
      fc.array(shownItem, { minLength: 1, maxLength: 6 }),
      fc.constantFrom<Payment["phase"]>("authorised", "settled"),
      (items, phase) => {
        const payment: Payment = {
          ...base,
          phase,
          items: items.map((item, index) => ({ ...item, itemExternalId: `item-${index}`, recipientType: "IBAN" })),
        };
        const { ledger } = reportOf(payment);
        const groups = rowsOf(payment);
        const rows = groups.flat();
        const final = ledger.filter(({ isFinal }) => isFinal);
        expect(sumsOf(rows, "debit")).toEqual(sumsOf(rows, "credit"));
        for (const group of groups) expect(sumsOf(group, "debit")).toEqual(sumsOf(group, "credit"));
        expect(rows.flatMap(({ entry_key }) => entry_key ?? [])).toEqual(final.flatMap(({ key }) => [key, key]));
        expect(new Set(rows.map((row) => row.item_external_id)).size).toBe(items.length);
        for (const currency of ["TRY", "USD", "EUR"]) {
          const own = rows.filter((row) => row.currency === currency);
          const left = (kind: LedgerEntry["kind"]) =>
            final.filter((entry) => entry.currency === currency && entry.kind === kind).map((entry) => entry.amount);
          // The balance is smaller by what is paid, commission or receivable, and a refund changes nothing.
          const spent = sumAmounts(["paid", "commission", "receivable"].flatMap((kind) => left(kind as "paid")));
          expect(sumAmounts([gainOf(own, "102"), spent])).toMatch(/^0(\.0+)?$/);
          expect(gainOf(own, "335")).toBe(sumAmounts(left("paid")));
        }
      },
    ),
    { numRuns: 200 },
  );
});
