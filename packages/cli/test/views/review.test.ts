import type { Locale, Review } from "@iyzico-mass-payout/client";
import { beforeAll, describe, expect, test } from "vitest";
import { payMessages, payoutsMessages, reviewMessages } from "../../src/messages/catalogs.ts";
import { createStyler } from "../../src/terminal/styles.ts";
import { formatReview, formatReviewQuestion } from "../../src/views/review.ts";
import { joinLines, withPlainSpaces } from "../support/run-cli.ts";

beforeAll(async () => {
  for (const messages of [payMessages, payoutsMessages, reviewMessages]) {
    await messages.load("tr");
    await messages.load("en");
  }
});

const oneCurrency = {
  requestId: "1",
  payoutStatus: "INIT",
  payable: { count: 3, amounts: { TRY: "1234.5" } },
  rejected: { count: 0, amounts: {}, items: [] },
  balance: "2000",
  isCovered: true,
  isLinkedManually: false,
  earlierAuths: 0,
  digest: "0f",
} satisfies Review & { digest: string };

function format(review: Review & { digest: string }, locale: Locale, isSubmitted = false): string {
  const style = createStyler(false);
  const widths = { text: 100, table: Number.POSITIVE_INFINITY };
  const view = { locale, style, widths, approved: undefined, hasApprover: false, isSubmitted };
  const lines = formatReview(review, view, "mass-payout cancel 1");
  return withPlainSpaces(lines.join("\n"));
}

describe("a review of a payout that was only found shows the ordered sum and iyzico's", () => {
  test("as equal to the order where commission explains the difference", () => {
    const found = { amounts: { TRY: "1240.5" }, isConsistent: true };
    expect(format({ ...oneCurrency, found }, "en")).toBe(`
Would be paid         TRY 1,234.50  3 recipients
iyzico's own amounts  TRY 1,240.50  3 recipients
Balance                   2,000.00  covers it, commission not included

If it must not be paid, cancel the payout, then run the same command again:
  mass-payout cancel 1

To approve exactly this review, run the same command with:
  --approve 0f`);
  });

  test.each([
    ["en", "Ordered (iyzico would pay other amounts)", "approves iyzico's own amounts"],
    ["tr", "Talep edilen (iyzico başka tutarlar ödeyecek)", "digest ile onaylamak iyzico'nun tutarlarını onaylar"],
  ] as const)("and otherwise says in %s what the digest approves", (locale, ordered, approves) => {
    const found = { amounts: { TRY: "999" }, isConsistent: false };
    const text = joinLines(format({ ...oneCurrency, found }, locale));
    expect(text).toContain(ordered);
    expect(text).toContain(approves);
    expect(text).toMatch(/999[.,]00/);
  });
});

describe("a review shows what may pay a recipient twice", () => {
  const repeatedRecipients = [
    ["a", "b"],
    ["c", "d", "e\u202e"],
  ];
  const sameList = [{ key: "nov\u0007", createdAt: Date.UTC(2026, 10, 1) }];

  test("in English", () => {
    expect(format({ ...oneCurrency, repeatedRecipients, sameList }, "en")).toBe(`
Would be paid  TRY 1,234.50  3 recipients
Balance            2,000.00  covers it, commission not included

The same recipient, amount and description 2 times, which pays 2 times: a, b.

The same recipient, amount and description 3 times, which pays 3 times: c, d, e.

If that is intended, the plan may say so: "allowRepeatedRecipients": true.

Another payment has the same recipients and amounts: nov, created on 2026-11-01T00:00:00Z. Find out
first whether it paid them, was cancelled or still goes on: status or retrieve shows that.

If that is intended, the plan may say so: "allowRepeatedList": true.

If it must not be paid, cancel the payout, then run the same command again:
  mass-payout cancel 1

To approve exactly this review, run the same command with:
  --approve 0f`);
  });

  test("in Turkish", () => {
    const text = format({ ...oneCurrency, repeatedRecipients, sameList }, "tr");
    expect(text).toContain("Aynı alıcı, tutar ve açıklama 3 kez var, 3 kez ödenir: c, d, e.\n");
    expect(text).toContain('Bu isteniyorsa planda belirtilebilir: "allowRepeatedRecipients": true.\n');
    expect(joinLines(text)).toContain("aynı alıcılar ve aynı tutarlar var: nov, 2026-11-01T00:00:00Z tarihli.");
    expect(text).toContain('Bu isteniyorsa planda belirtilebilir: "allowRepeatedList": true.\n');
  });

  test.each([
    ["en", "The digest of this review stands for that too: approve it only if that is intended."],
    ["tr", "Bu incelemenin digest'i bunu da onaylar: yalnızca isteniyorsa onaylayın."],
  ] as const)("in %s, of a payout whose plan is stored, without advice to change the plan", (locale, advice) => {
    const text = joinLines(format({ ...oneCurrency, repeatedRecipients, sameList }, locale, true));
    expect(text.split(advice)).toHaveLength(2);
    expect(text).not.toContain("allowRepeated");
    expect(joinLines(format({ ...oneCurrency, repeatedRecipients }, locale, true))).toContain(advice);
    expect(joinLines(format({ ...oneCurrency, sameList }, locale, true))).toContain(advice);
    expect(joinLines(format(oneCurrency, locale, true))).not.toContain(advice);
  });
});

test("a review warns of a payout that an operator linked, and of one whose init named items of another payment", () => {
  const linked = joinLines(format({ ...oneCurrency, isLinkedManually: true }, "en"));
  expect(linked).toContain("An operator linked this payout");
  expect(linked).not.toContain("items that the plan does not have");
  const foreign = joinLines(format({ ...oneCurrency, hasForeignItems: true }, "en"));
  expect(foreign).toContain("The answer to init named items that the plan does not have");
  expect(foreign).not.toContain("An operator linked");
  expect(joinLines(format({ ...oneCurrency, hasForeignItems: true }, "tr"))).toContain("planda olmayan kalemler");
});

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
  expect(format(review, "en")).toBe(`
Would be paid  TRY 1,234.50, $10.00  2 recipients
Balance                    2,000.00

If it must not be paid, cancel the payout, then run the same command again:
  mass-payout cancel 1

To approve exactly this review, run the same command with:
  --approve 0f`);
});

describe("the question about a review", () => {
  const items = Array.from({ length: 30 }, (_, index) => ({
    itemExternalId: `i-${index + 1}`,
    amount: "1.5",
    currency: "TRY",
  }));
  const ask = (review: Partial<Review>, isWhole = false) => {
    const widths = { text: 80, table: 80 };
    const names = new Map([["i-1", "Alıcı Bir"]]);
    const view = {
      locale: "en",
      style: createStyler(false),
      widths,
      approved: undefined,
      hasApprover: false,
      isSubmitted: false,
    } as const;
    const question = formatReviewQuestion({ ...oneCurrency, ...review }, items, { ...view, names, isWhole }, 12);
    return withPlainSpaces(question.join("\n"));
  };

  test("has the reason of each rejected item, as far as iyzico gave one", () => {
    const rejected = {
      count: 3,
      amounts: { TRY: "4.5" },
      items: [
        { itemExternalId: "i-1", errorCode: "2030" },
        { itemExternalId: "i-2", errorCode: "99\u0007" },
        { itemExternalId: "i-3" },
      ],
    };
    expect(ask({ rejected })).toContain(`Rejected by iyzico, will not be paid:
Item  Name         Amount  Reason
i-1   Alıcı Bir  TRY 1.50  2030 IBAN invalid
i-2   –          TRY 1.50  99
i-3   –          TRY 1.50  no reason given
`);
  });

  test("says of an item that is in the plan more than once if it is rejected", () => {
    const rejected = { count: 1, amounts: { TRY: "1.5" }, items: [{ itemExternalId: "i-1", errorCode: "2030" }] };
    const question = ask({ rejected, repeatedRecipients: [["i-1", "i-2"]] });
    expect(question).toMatch(/will be paid as often:\n.*Reason\ni-1 .* 2030 IBAN invalid\ni-2 .*1\.50\n/);
  });

  test("has the items that are in the plan more than once, and of many only the first", () => {
    const repeatedRecipients = [items.slice(0, 22).map(({ itemExternalId }) => itemExternalId), ["i-23", "i-24"]];
    const question = ask({ repeatedRecipients });
    expect(question).toMatch(/^More than once in the plan, will be paid as often:\nItem {2}Name +Amount$/m);
    expect(question).toContain("\n4 more; --all shows them\n");
    expect(question.match(/^i-\d+ /gm)).toHaveLength(20);
    expect(ask({ repeatedRecipients }, true).match(/^i-\d+ /gm)).toHaveLength(24);
  });
});
