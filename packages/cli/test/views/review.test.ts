import { expect, test } from "vitest";
import { createStyler } from "../../src/terminal/styles.ts";
import { formatReview } from "../../src/views/review.ts";
import { withPlainSpaces } from "../support/run-cli.ts";

test("a review in several currencies does not say whether the balance covers it", () => {
  const review = {
    requestId: "1",
    payoutStatus: "INIT",
    payable: { count: 2, amounts: { TRY: "1234.5", USD: "10" } },
    rejected: { count: 0, amounts: {}, items: [] },
    balance: "2000",
    isLinkedManually: false,
    earlierAuths: 0,
    digest: "0f",
  };
  const lines = formatReview(review, { locale: "en", style: createStyler(false), approved: undefined });
  expect(withPlainSpaces(lines.join("\n"))).toBe(`
Would be paid  TRY 1,234.50, $10.00  2 recipients
Balance                    2,000.00

To approve exactly this review, run the same command with:
  --approve 0f`);
});
