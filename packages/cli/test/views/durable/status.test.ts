import { reportOf } from "@iyzico-mass-payout/client/payment";
import type { Health, PayoutReport } from "@iyzico-mass-payout/durable";
import { beforeAll, describe, expect, test } from "vitest";
import {
  durableMessages,
  listMessages,
  locales,
  payMessages,
  payoutsMessages,
} from "../../../src/messages/catalogs.ts";
import { createStyler } from "../../../src/terminal/styles.ts";
import { formatHealth } from "../../../src/views/durable/health.ts";
import { bookRowsOf } from "../../../src/views/durable/ledger.ts";
import { formatPage } from "../../../src/views/durable/list.ts";
import { formatPolicy } from "../../../src/views/durable/policy.ts";
import { formatApprovals, formatParts, requiredOf } from "../../../src/views/durable/review.ts";
import { formatSubmitted } from "../../../src/views/durable/status.ts";
import { joinLines, withPlainSpaces } from "../../support/run-cli.ts";
import { createdAt, paymentOfPlan, reportedPlan } from "../../support/stored-payment.ts";

beforeAll(async () => {
  const catalogs = [durableMessages, listMessages, payMessages, payoutsMessages];
  for (const locale of locales) await Promise.all(catalogs.map((messages) => messages.load(locale)));
});

const format = { locale: "en", style: createStyler(false), widths: { text: 100, table: 200 } } as const;
const view = { ...format, names: new Map<string, string>(), isWhole: false, hasTypes: true };
const lines = {
  approve: (digest: string) => `approve ${digest}`,
  deny: "deny salaries",
  cancel: "cancel salaries",
  link: (part: string) => `link ${part}`,
  resume: "resume salaries",
};

type Part = PayoutReport["parts"][number];

/** A payout of one part that is authorised, and that a person must look at. */
async function payoutWith(change: Partial<PayoutReport> = {}, part: Partial<Part> = {}): Promise<PayoutReport> {
  const payment = await paymentOfPlan(reportedPlan, [], { phase: "authorised" });
  const { itemsRequiringAction, ...report } = reportOf(payment);
  return {
    ...{ key: "salaries", outcome: "action-required", submittedBy: "finance-1", submittedAt: createdAt, approvals: [] },
    ...{ paid: "none", itemCount: report.items.length, totals: report.totals },
    ...change,
    parts: [{ ...report, itemsRequiringAction, isAuthorised: true, isGivenUp: false, ...part }],
  };
}

const show = async (...payout: Parameters<typeof payoutWith>) =>
  withPlainSpaces(formatSubmitted(await payoutWith(...payout), lines, view));

describe("the status of a submitted payout", () => {
  const approval = { digest: "d".repeat(64), by: "finance-2", at: createdAt, isDefault: false };

  test.each([
    ["review-changed", "the review has changed"],
    ["of-a-newer-version", "of-a-newer-version"],
  ])("says why an approval does not count: %s", async (voidReason, said) => {
    const approvals = [{ ...approval, voidAt: createdAt + 1, voidReason }];
    expect(await show({ approvals })).toMatch(
      new RegExp(`Approved, not counted +2026-11-26T09:30:00Z {2}by finance-2 · ${said}\n`),
    );
  });

  test("has the denial without a reason that was not kept, and how to take it back", async () => {
    const text = await show({ denial: { by: "finance-3", at: createdAt, reason: null } });
    expect(text).toMatch(/Denied +2026-11-26T09:30:00Z {2}by finance-3\n/);
    expect(text).toContain("  resume salaries\n  cancel salaries\n");
  });

  test("says what is in doubt, what failed, and which items and payouts a person must look at", async () => {
    const failure = { code: "request_rejected", errorCode: "77", message: "Geçersiz istek" };
    const action = {
      ...{ reason: "init-outcome-unknown", messageId: "init-outcome-unknown", message: "", part: "salaries" },
      failure,
    } as unknown as NonNullable<PayoutReport["action"]>;
    const abandoned = [{ requestId: "request-0", externalId: "salaries", status: "INIT", isCancelled: false }];
    const text = joinLines(
      await show({ action }, {
        ...{ inDoubt: "init", inits: 2, itemsRequiringAction: ["salaries-3"], abandoned },
      } as unknown as Partial<Part>),
    );
    expect(text).toContain(payMessages.in("en").inDoubt.init.slice(0, 40));
    expect(text).toContain("request_rejected · 77 · Geçersiz istek");
    expect(text).toContain(joinLines(payMessages.in("en").itemsRequiringAction("salaries-3")));
    expect(text).toContain(joinLines(payMessages.in("en").severalInits(2)));
    expect(text).toContain("resume salaries");
  });

  test("does not tell a failure that a settled payout has left behind", async () => {
    const failure = { code: "timeout", message: "late" };
    const action = { reason: "retrieve-failed", messageId: "retrieve-failed", message: "", part: "salaries", failure };
    const text = await show({ outcome: "settled", action: action as unknown as NonNullable<PayoutReport["action"]> });
    expect(text).not.toContain("timeout");
  });
});

test("what a newer version requires is told by its reason", () => {
  const { required } = durableMessages.in("en").status;
  const action = { reason: "external-id-taken", messageId: "of-a-newer-version" } as never;
  expect(requiredOf(action, "en")).toBe(required["external-id-taken"]);
});

test("a payout without a review says nothing of approvals that are required, and a part that is given up says so", async () => {
  const report = await payoutWith();
  expect(formatApprovals(report, "en")).toEqual(["Submitted 2026-11-26T09:30:00Z by finance-1"]);
  const [part] = report.parts as [Part];
  const { requestId: _, ...unsent } = part;
  const rows = formatParts({ ...report, parts: [part, { ...unsent, isGivenUp: true }] }, format);
  expect(rows.at(-1)).toContain(durableMessages.in("en").status.givenUp);
  expect(rows.at(-1)).toMatch(/ –\s*$/);
});

test("health names what is late, what fails and that the database was restored", () => {
  const health: Health = {
    ...{ open: { authorised: 2 }, oldestOpenMs: 90_000, actionRequired: { "approval-required": 1 }, overdue: 3 },
    failing: [{ key: "nov", failures: 4, failure: "TypeError" }],
    ...{ rateLimitWaitMs: { "merchant-1": 1_500 }, restoredAt: createdAt },
  };
  const text = formatHealth({ ...health, actionRequired: { "of-a-newer-version": 1 } as never }, format);
  expect(text).toContain("nov · 4 · TypeError");
  expect(text).toContain("1 of-a-newer-version");
  expect(text).toContain("2026-11-26T09:30:00Z");
  const said = joinLines(text);
  const { overdueNote, restoredNote } = durableMessages.in("en").health;
  expect([said.includes(joinLines(overdueNote)), said.includes(joinLines(restoredNote))]).toEqual([true, true]);
  const well = formatHealth({ ...health, overdue: 0, failing: [], actionRequired: {} }, format);
  expect(joinLines(well)).not.toContain(joinLines(overdueNote));
});

test("a list shows settled payouts as such, and a reason of a newer version by its name", () => {
  const payout = {
    key: "nov",
    phase: "settled",
    submittedBy: "finance-1",
    submittedAt: createdAt,
    itemCount: 2,
  } as const;
  const text = formatPage(
    {
      payouts: [
        { ...payout, outcome: "settled" },
        { ...payout, key: "dec", phase: "created", outcome: "action-required", reason: "of-a-newer-version" as never },
      ],
    },
    format,
  );
  const [, settled, required] = text.split("\n");
  expect(settled).toMatch(/^nov +settled +– /);
  expect(required).toMatch(/^dec +action required +of-a-newer-version /);
});

test.each([
  [1_000, "1 second"],
  [90_000, "90 seconds"],
  [1_500, "2 seconds"],
  [60_000, "1 minute"],
  [172_800_000, "2 days"],
])("a policy whose approvals expire after %d ms says %s", (expiresAfterMs, said) => {
  const policy = { approvers: 0, above: [], notTheSubmitter: false, expiresAfterMs };
  expect(formatPolicy(policy, "en")).toEqual([
    "No person must approve, unless something is unusual.",
    `An approval counts for ${said}.`,
  ]);
});

test("an entry of an item that no payout has is not booked", async () => {
  const entry = { position: 1, payoutKey: "nov", itemExternalId: "gone", at: 0, amount: "1", currency: "TRY" };
  const reports = [await payoutWith()];
  expect(() => bookRowsOf([{ ...entry, kind: "paid", of: "amount" } as never], reports, "en")).toThrow(
    "A ledger entry has no item.",
  );
});
