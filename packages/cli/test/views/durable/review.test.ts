import type { Review } from "@iyzico-mass-payout/client";
import { expect, test } from "vitest";
import { isAnotherAuth, wholeReviewOf } from "../../../src/views/durable/review.ts";

const plain: Review = {
  requestId: "1",
  payoutStatus: "INIT",
  payable: { count: 1, amounts: { TRY: "10.10" } },
  rejected: { count: 0, amounts: {}, items: [] },
  balance: "100",
  isLinkedManually: false,
  earlierAuths: 0,
};

function wholeOf(...reviews: Review[]) {
  return wholeReviewOf({
    digest: "d",
    payable: { count: reviews.length, amounts: { TRY: "20.20" } },
    rejected: { count: 0, amounts: {} },
    total: { TRY: "20.20" },
    balance: "90",
    parts: reviews.map((review, index) => ({ key: `nov-p00${index + 1}`, digest: String(index), review })),
  });
}

test("the review of an undivided payout is that of its payment", () => {
  expect(wholeOf({ ...plain, totalAmount: "10.2" })).toMatchObject({
    digest: "d",
    totalAmount: "10.2",
    requestId: "1",
  });
});

test("what one part warns of, the whole warns of", () => {
  const abandoned = [{ externalId: "nov", status: "INIT", rejected: [] }] as unknown as NonNullable<
    Review["abandoned"]
  >;
  const odd: Review = {
    ...plain,
    requestId: "2",
    payoutStatus: "INSUFFICIENT_BALANCE",
    rejected: { count: 1, amounts: { TRY: "1" }, items: [{ itemExternalId: "a" }] },
    isLinkedManually: true,
    hasForeignItems: true,
    earlierAuths: 1,
    found: { amounts: { TRY: "11.10" }, isConsistent: false },
    abandoned,
  };
  expect(wholeOf(plain, odd)).toMatchObject({
    digest: "d",
    payoutStatus: "INSUFFICIENT_BALANCE",
    rejected: { items: [{ itemExternalId: "a" }] },
    isLinkedManually: true,
    hasForeignItems: true,
    earlierAuths: 1,
    found: { amounts: { TRY: "21.20" }, isConsistent: false },
    abandoned,
  });
  expect(wholeOf(plain, plain)).not.toHaveProperty("found");
});

test("an approval that may be another auth has no command that is ready to paste", () => {
  const report = (reason?: string) => ({ action: reason === undefined ? undefined : { reason } }) as never;
  expect(isAnotherAuth(report(), plain)).toBe(false);
  expect(isAnotherAuth(report("auth-outcome-unknown"), plain)).toBe(true);
  expect(isAnotherAuth(report(), { ...plain, earlierAuths: 1 })).toBe(true);
  expect(isAnotherAuth(report(), { ...plain, payoutStatus: "INSUFFICIENT_BALANCE" })).toBe(true);
});
