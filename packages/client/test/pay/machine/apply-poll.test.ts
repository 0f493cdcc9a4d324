import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyPoll } from "../../../src/pay/machine/apply-poll.ts";
import type { PolledItem } from "../../../src/pay/machine/input.ts";
import type { PaymentItem } from "../../../src/pay/machine/payment.ts";
import { type Payment, paymentOf } from "../../../src/payment.ts";
import { beginning, planned, shows, showsItems, take } from "../../support/payment-steps.ts";
import { onePhonePlan } from "../../support/plan.ts";

const underway = (payment: Payment): Payment => ({
  ...payment,
  phase: "authorised",
  requestId: "r-1",
  isConfirmed: true,
});

test("an item is recognised by its referenceCode once an answer has shown both of its ids", async () => {
  const items = [{ itemExternalId: "salaries-1", referenceCode: "ref-1", itemStatus: "INIT" }];
  const begun = underway(paymentOf(await onePhonePlan, undefined, beginning));
  const { state } = take(begun, showsItems("IN_PROGRESS", items));
  const later = [{ referenceCode: "ref-1", itemStatus: "SUCCESS" }];
  expect(take(state, showsItems("COMPLETED", later))).toMatchObject({ done: { paid: "all" } });
});

test("a status is dated by the first poll that showed it, and lasts as long as polls show it", () => {
  let { state } = take(underway(planned), shows("IN_PROGRESS", "QUEUED", "QUEUED"), beginning);
  state = take(state, shows("IN_PROGRESS", "QUEUED", "PROCESSING"), beginning + 5_000).state;
  expect(state.items).toMatchObject([
    { itemStatus: "QUEUED", statusAt: beginning, statusMs: 5_000 },
    { itemStatus: "PROCESSING", statusAt: beginning + 5_000, statusMs: 0 },
  ]);
});

test("an item that init rejected stays rejected only while polls show it as waiting", () => {
  const [a, b] = planned.items as [PaymentItem, PaymentItem];
  const begun = { ...underway(planned), items: [a, { ...b, itemStatus: "INVALID" }] };
  const statusIn = (itemStatus: string) => take(begun, shows("IN_PROGRESS", "QUEUED", itemStatus)).state.items[1];
  expect(statusIn("INIT")).toMatchObject({ itemStatus: "INVALID" });
  for (const itemStatus of ["SUCCESS", "QUEUED", "MASS_PAYOUT_CANCELED"]) {
    expect(statusIn(itemStatus)).toMatchObject({ itemStatus });
  }
});

test.each([
  ["authorising", "INIT", beginning],
  ["authorised", "IN_PROGRESS", beginning],
  ["created", "INIT", beginning + 5_000],
] as const)(
  "an item of a payment that is %s, in a payout that is %s, has waited for iyzico since %d",
  (phase, payoutStatus, at) => {
    const begun = { ...underway(planned), phase, auths: 1, statusBeforeAuth: "INIT" };
    const { state } = take(begun, shows(payoutStatus, "INIT", "INIT"), beginning);
    const { items } = take({ ...state, phase }, shows(payoutStatus, "INIT", "INIT"), beginning + 5_000).state;
    expect(items.map(({ waitingSince }) => waitingSince)).toEqual([at, at]);
  },
);

test("the merchant that iyzico shows first is remembered, and the payout of another one is a mismatch", () => {
  const { state } = take(underway(planned), shows("IN_PROGRESS", "QUEUED", "QUEUED", { merchantId: 7 }));
  expect(state.merchantId).toBe(7);
  const withoutMerchant = take(state, shows("COMPLETED", "SUCCESS", "SUCCESS"));
  expect(withoutMerchant).toMatchObject({ done: { paid: "all" }, state: { merchantId: 7 } });
  const other = take(state, shows("COMPLETED", "SUCCESS", "SUCCESS", { merchantId: 8 }));
  expect(other).toMatchObject({ actionRequired: { reason: "payout-mismatch" }, state: { merchantId: 7 } });
});

describe("the rows of one item", () => {
  /** The status of item a after a poll that showed these rows of it, such as "SUCCESS/ref-1". */
  function statusAfter(rows: readonly string[], payment = underway(planned)): string | undefined {
    const items: PolledItem[] = rows.map((row) => {
      const [itemStatus = "", referenceCode] = row.split("/");
      return { itemExternalId: "a", itemStatus, referenceCode };
    });
    const applied = applyPoll(payment, { payoutStatus: "PUBLISHED_TO_QUEUE", items }, beginning);
    return applied === undefined ? "mismatch" : applied.items[0]?.itemStatus;
  }

  const cases: [rows: string[], status: string][] = [
    [["SUCCESS/1", "SUCCESS/2"], "mismatch"],
    [["SUCCESS/1", "PROCESSING/3", "SUCCESS/2"], "mismatch"],
    [["SUCCESS/1", "SUCCESS/1"], "SUCCESS"],
    [["SUCCESS", "SUCCESS"], "SUCCESS"],
    [["SUCCESS/1", "SUCCESS"], "SUCCESS"],
    [["SUCCESS/1", "DEPOSIT_SUCCESS/2"], "SUCCESS"],
    [["SUCCESS/1", "DEPOSIT_FAIL/2"], "SUCCESS"],
    [["SUCCESS/1", "INVALID/2", "MASS_PAYOUT_CANCELED/3"], "SUCCESS"],
    [["SUCCESS/1", "FAILED/2"], "FAILED"],
    [["SUCCESS/1", "PROCESSING/2"], "PROCESSING"],
    [["SUCCESS/1", "INIT/2"], "PROCESSING"],
    [["DEPOSIT_SUCCESS/1", "INIT/2"], "PROCESSING"],
    [["DEPOSIT_FAIL/1", "INIT/2"], "PROCESSING"],
    [["MASS_PAYOUT_CANCELED/1", "INIT/2"], "PROCESSING"],
    [["INVALID/1", "INIT/2"], "INIT"],
    [["FAILED/1", "PROCESSING/2"], "PROCESSING"],
    [["FAILED/1", "INIT/2"], "FAILED"],
    [["QUEUED/1", "INIT/2"], "QUEUED"],
    [["QUEUED/1", "PROCESSING/2"], "PROCESSING"],
    [["A_LATER_ONE/1", "PROCESSING/2"], "PROCESSING"],
    [["A_LATER_ONE/1", "FAILED/2"], "FAILED"],
    [["A_LATER_ONE/1", "INIT/2"], "A_LATER_ONE"],
    [["A_LATER_ONE/1", "SUCCESS/2"], "A_LATER_ONE"],
    [["A_LATER_ONE/1", "DEPOSIT_FAIL/2"], "A_LATER_ONE"],
    [["DEPOSIT_FAIL/1", "PROCESSING/2"], "PROCESSING"],
    [["DEPOSIT_FAIL/1", "DEPOSIT_SUCCESS/2"], "DEPOSIT_FAIL"],
    [["DEPOSIT_FAIL/1", "INVALID/2"], "DEPOSIT_FAIL"],
    [["DEPOSIT_SUCCESS/1", "DEPOSIT_SUCCESS/2"], "DEPOSIT_SUCCESS"],
    [["DEPOSIT_SUCCESS/1", "INVALID/2"], "INVALID"],
    [["DEPOSIT_SUCCESS/1", "MASS_PAYOUT_CANCELED/2"], "MASS_PAYOUT_CANCELED"],
    [["MASS_PAYOUT_CANCELED/1", "INVALID/2"], "MASS_PAYOUT_CANCELED"],
  ];

  test.each(cases)("%j are the item %s, in either order", (rows, status) => {
    expect(statusAfter(rows)).toBe(status);
    expect(statusAfter([...rows].reverse())).toBe(status);
  });

  test("are concluded from only if all are final, and are refunded only if all are", () => {
    const statuses = [
      "INIT",
      "QUEUED",
      "PROCESSING",
      "FAILED",
      "SUCCESS",
      "DEPOSIT_SUCCESS",
      "DEPOSIT_FAIL",
      "INVALID",
      "MASS_PAYOUT_CANCELED",
      "A_LATER_ONE",
    ];
    const open = ["INIT", "QUEUED", "PROCESSING", "FAILED", "A_LATER_ONE"];
    const moved = statuses.filter((status) => status !== "INIT" && status !== "INVALID");
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...statuses), { minLength: 1, maxLength: 5 }), (rows) => {
        const status = statusAfter(rows) ?? "";
        expect(status).toBe(statusAfter([...rows].reverse()));
        if (rows.some((row) => open.includes(row))) expect(open).toContain(status);
        else if (rows.includes("SUCCESS")) expect(status).toBe("SUCCESS");
        else if (rows.includes("DEPOSIT_FAIL")) expect(status).toBe("DEPOSIT_FAIL");
        if (status === "DEPOSIT_SUCCESS") expect(new Set(rows)).toEqual(new Set([status]));
        // What iyzico has begun with is never shown as if it waited for auth.
        if (rows.some((row) => moved.includes(row))) expect(status).not.toBe("INIT");
      }),
    );
  });

  test("give the item the ids and amounts of the row that decides", () => {
    const rows = [
      {
        itemExternalId: "a",
        referenceCode: "1",
        itemStatus: "DEPOSIT_SUCCESS",
        totalAmount: "100",
        commissionAmount: "0",
      },
      {
        itemExternalId: "a",
        referenceCode: "2",
        itemStatus: "SUCCESS",
        totalAmount: "101.75",
        commissionAmount: "1.25",
      },
    ];
    for (const items of [rows, [...rows].reverse()]) {
      const { state } = take(underway(planned), showsItems("PUBLISHED_TO_QUEUE", items));
      expect(state.items[0]).toMatchObject({ referenceCode: "2", totalAmount: "101.75", commissionAmount: "1.25" });
    }
  });

  test("that is paid under two referenceCodes are a mismatch, and the payment keeps what it had", () => {
    const items = ["1", "2"].map((referenceCode) => ({ itemExternalId: "a", referenceCode, itemStatus: "SUCCESS" }));
    const before = take(underway(planned), shows("IN_PROGRESS", "QUEUED", "QUEUED")).state;
    const step = take(before, showsItems("PUBLISHED_TO_QUEUE", items));
    expect(step).toMatchObject({ actionRequired: { reason: "payout-mismatch" } });
    expect(step.state.items).toEqual(before.items);
  });
});

describe("a row without an itemExternalId", () => {
  const known = (...codes: string[]) => {
    const items = ["a", "b"].map((itemExternalId, index) => ({
      itemExternalId,
      itemStatus: "QUEUED",
      referenceCode: codes[index],
    }));
    return take(underway(planned), showsItems("IN_PROGRESS", items)).state;
  };

  test("is the item of its referenceCode, if only one has it", () => {
    const applied = applyPoll(
      known("1", "2"),
      { payoutStatus: "IN_PROGRESS", items: [{ referenceCode: "2", itemStatus: "SUCCESS" }] },
      beginning,
    );
    expect(applied?.items.map(({ itemStatus }) => itemStatus)).toEqual(["QUEUED", "SUCCESS"]);
  });

  test.each([
    ["a placeholder that several items have", ["N/A", "N/A"], { referenceCode: "N/A", itemStatus: "SUCCESS" }],
    ["a referenceCode that no item has", ["1", "2"], { referenceCode: "3", itemStatus: "SUCCESS" }],
    ["no id at all", ["1", "2"], { itemStatus: "SUCCESS" }],
  ])("is another payout's with %s", (_, codes, row) => {
    expect(applyPoll(known(...codes), { payoutStatus: "IN_PROGRESS", items: [row] }, beginning)).toBeUndefined();
  });
});

test.each(["created", "authorised"] as const)(
  "a row that is not planned is a mismatch in a payment that is %s",
  (phase) => {
    const items = ["a", "b", "c"].map((itemExternalId) => ({ itemExternalId, itemStatus: "INIT" }));
    expect(applyPoll({ ...underway(planned), phase }, { payoutStatus: "INIT", items }, beginning)).toBeUndefined();
  },
);

test("an item that a part of the pages did not show stays as it is, and its status is not shown for longer", () => {
  const before = take(underway(planned), shows("IN_PROGRESS", "SUCCESS", "PROCESSING"), beginning).state;
  const payout = {
    payoutStatus: "IN_PROGRESS",
    items: [{ itemExternalId: "b", itemStatus: "PROCESSING" }],
    isPartial: true,
  };
  const applied = applyPoll({ ...before, pauseMs: 5_000 }, payout, beginning + 5_000);
  expect(applied?.items[0]).toEqual(before.items[0]);
  expect(applied?.items[1]).toMatchObject({ itemStatus: "PROCESSING", statusMs: 0 });
});

test("10,000 items in 20,000 rows are applied without one being compared with each other", () => {
  const ids = Array.from({ length: 10_000 }, (_, index) => `item-${index}`);
  const [item] = planned.items;
  const payment = {
    ...underway(planned),
    items: ids.map((itemExternalId) => ({ ...(item as (typeof planned.items)[number]), itemExternalId })),
  };
  let reads = 0;
  const rows = ["1", "2"].flatMap((attempt) =>
    ids.map((itemExternalId) => ({
      get itemExternalId() {
        reads += 1;
        return itemExternalId;
      },
      referenceCode: `${itemExternalId}-${attempt}`,
      itemStatus: attempt === "1" ? "DEPOSIT_SUCCESS" : "PROCESSING",
    })),
  );
  const applied = applyPoll(payment, { payoutStatus: "IN_PROGRESS", items: rows }, beginning);
  expect(applied?.items.every(({ itemStatus }) => itemStatus === "PROCESSING")).toBe(true);
  expect(reads).toBeLessThan(100_000);
});
