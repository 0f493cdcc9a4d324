import { expect, test } from "vitest";
import { reviewLines } from "../src/review-text.ts";
import { styledWith } from "../src/styles.ts";
import { plain } from "./running.ts";

test("a review in several currencies claims nothing of the balance, whose currency nobody knows", () => {
  const review = {
    requestId: "1",
    payoutStatus: "INIT",
    payable: { count: 2, amounts: { TRY: "1234.5", USD: "10" } },
    refused: { count: 0, amounts: {}, items: [] },
    balance: "2000",
    isAdopted: false,
    earlierAuths: 0,
    digest: "0f",
  };
  const lines = reviewLines(review, { locale: "en", styled: styledWith(false), approved: undefined });
  expect(plain(lines.join("\n"))).toBe(`
Would be paid  TRY 1,234.50, $10.00  2 payees
Balance                    2,000.00

Whoever approves exactly this runs the same command with:
  --approve 0f`);
});
