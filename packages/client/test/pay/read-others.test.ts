import { describe, expect, test } from "vitest";
import { failureAnswer } from "../support/answers.ts";
import { type Page, pageOf } from "../support/listing.ts";
import { noRows, planOf, pollVendor, rowOf, rowsOf } from "../support/polled-vendor.ts";

const priced = (rows: object[], currencyCode = "TRY") =>
  rows.map((row) => ({ ...row, totalAmount: 1.5, currencyCode }));

/** A vendor with these payouts: their accepted and their rejected items. */
function pollWith(
  payouts: Record<string, { valid?: object[]; invalid?: object[] }>,
  others: readonly string[],
  {
    items = 3,
    fromPage,
    answer,
  }: { items?: number; fromPage?: number; answer?: (id: string) => string | undefined } = {},
) {
  const requested: string[] = [];
  const command = {
    reference: { externalMassPayoutId: "salaries" },
    others,
    ...(fromPage !== undefined && { fromPage }),
  };
  const polled = (async () =>
    pollVendor(
      await planOf(items),
      (request): Page | string => {
        const { externalMassPayoutId: id = "", itemType, page } = request;
        requested.push(`${id} ${itemType} ${page}`);
        const payout = payouts[id];
        if (payout === undefined) return answer?.(id) ?? failureAnswer("10051");
        const rows = (itemType === "VALID" ? payout.valid : payout.invalid) ?? [];
        return rows.length > 0 ? pageOf(rows, request) : noRows;
      },
      command,
      { pageSize: 3 },
    ))();
  return polled.then(({ input, payout }) => ({ input, others: payout?.others, requested }));
}

const absent = (externalId: string) => ({ externalId, count: 0, amounts: {}, moved: [], rejected: [] });
const own = { salaries: { valid: rowsOf(2, "INIT") } };

describe("other payouts", () => {
  test("are read beside the payment's own, with status, sums and what has moved", async () => {
    const mixed = priced([rowOf(0, "INIT"), rowOf(1, "BLOCKED")]);
    const { others } = await pollWith(
      { ...own, old: { valid: mixed, invalid: priced([rowOf(2, "INVALID")], "USD") } },
      ["old"],
    );
    expect(others).toEqual([
      {
        externalId: "old",
        payoutStatus: "PUBLISHED_TO_QUEUE",
        count: 3,
        amounts: { TRY: "3.0", USD: "1.5" },
        moved: ["1"],
        rejected: ["2"],
      },
    ]);
  });

  test.each([
    ["INIT", "moved", []],
    ["INVALID", "moved", []],
    ["MASS_PAYOUT_CANCELED", "moved", []],
    ["INVALID", "rejected", ["0"]],
    ["PROCESSING", "moved", ["0"]],
    ["SUCCESS", "moved", ["0"]],
    ["A_LATER_STATUS", "moved", ["0"]],
  ])("with an item that is %s have in %s: %j", async (status, field, ids) => {
    const { others } = await pollWith({ ...own, old: { valid: [rowOf(0, status)] } }, ["old"]);
    expect(others?.[0]).toHaveProperty(field, ids);
  });

  test("have the items that iyzico shows with one id only", async () => {
    const valid = [
      { itemExternalId: "0", itemStatus: "SUCCESS" },
      { referenceCode: "ref-1", itemStatus: "SUCCESS" },
    ];
    const { others } = await pollWith({ ...own, old: { valid } }, ["old"]);
    expect(others).toMatchObject([{ count: 2, moved: ["0", "ref-1"] }]);
  });

  test("are read whole beside the whole of the payment's own: an item may move before the payout's status does", async () => {
    const moved = rowsOf(7, "INIT").with(6, rowOf(6, "SUCCESS"));
    const { requested, others } = await pollWith({ ...own, large: { valid: moved } }, ["large"]);
    expect(requested.slice(2)).toEqual(["large VALID 0", "large VALID 1", "large VALID 2"]);
    expect(others).toMatchObject([{ count: 7, moved: ["6"] }]);
  });

  test("take one request each beside a part of it, if they have all planned items on a page or are larger", async () => {
    const { requested, others } = await pollWith(
      { ...own, whole: { valid: rowsOf(3) }, large: { valid: rowsOf(7).slice(1) }, some: { valid: rowsOf(2) } },
      ["whole", "large", "some"],
      { fromPage: 0 },
    );
    expect(requested.slice(1)).toEqual(["whole VALID 0", "large VALID 0", "some VALID 0", "some INVALID 0"]);
    // Only the first page was read: the count is iyzico's, and the test's payouts have no sum.
    expect(others).toMatchObject([{ count: 3 }, { count: 6, amounts: {} }, { count: 2 }]);
  });

  test("that are larger than a page have iyzico's own sum", async () => {
    const plan = await planOf(5);
    const answer = (itemType: string) =>
      `{"status":"success","massPayout":{"massPayoutStatus":"INIT","totalAmount":7.50,"currency":"TRY"},"massPayoutItems":{"items":${
        itemType === "VALID" ? JSON.stringify(rowsOf(2, "INIT")) : "[]"
      }},"page":0,"size":2,"total":5}`;
    const { input } = await pollVendor(
      plan,
      ({ itemType }) => answer(itemType),
      {
        reference: { externalMassPayoutId: "salaries" },
        fromPage: 0,
        others: ["old"],
      },
      { pageSize: 2 },
    );
    expect(input).toMatchObject({ payout: { others: [{ payoutStatus: "INIT", count: 5, amounts: { TRY: "7.50" } }] } });
  });

  test("are named although iyzico shows none, and the rejected ones of one may be answered so", async () => {
    const { others } = await pollWith({ ...own, old: { valid: rowsOf(1) } }, ["gone", "old"]);
    expect(others).toMatchObject([absent("gone"), { externalId: "old", count: 1 }]);
    expect(others?.[0]).not.toHaveProperty("payoutStatus");
  });

  test("never are the payment's own, whichever id it was read by", async () => {
    const { others, requested } = await pollWith(own, ["salaries"]);
    expect(others).toEqual([]);
    expect(requested).toEqual(["salaries VALID 0", "salaries INVALID 0"]);
  });

  test("are told although the payment's own is not found", async () => {
    const { input } = await pollWith({ r2: { valid: rowsOf(3) } }, ["r2", "r3"]);
    expect(input).toMatchObject({ type: "not-found", others: [{ externalId: "r2", count: 3 }, absent("r3")] });
  });

  test("are read beside a part of the payment's own", async () => {
    const { input } = await pollWith({ ...own, old: { valid: rowsOf(3) } }, ["old"], { fromPage: 0 });
    expect(input).toMatchObject({ payout: { isPartial: true, others: [{ externalId: "old" }] } });
  });

  test("that cannot be read fail the poll, and are not taken as absent", async () => {
    for (const payouts of [own, {}]) {
      const { input } = await pollWith(payouts, ["old"], {
        answer: (id) => (id === "old" ? failureAnswer("1") : undefined),
      });
      expect(input).toMatchObject({ type: "poll-failed", failure: { code: "service_error" } });
    }
  });
});
