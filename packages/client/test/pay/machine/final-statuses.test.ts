import { describe, expect, test } from "vitest";
import { reportStuckItems } from "../../../src/pay/machine/final-statuses.ts";
import type { Payment } from "../../../src/pay/machine/payment.ts";
import { reportOf } from "../../../src/pay/machine/report.ts";
import { defaultSettings, type Step } from "../../../src/pay/machine/step.ts";
import {
  absent,
  authorised,
  beginning,
  byRequestId,
  dayMs,
  endOf,
  failed,
  follow,
  initiated,
  planned,
  pollInJobs,
  pollOn,
  shows,
  showsItems,
  summaryOf,
  type TestInput,
  take,
  times,
  untilAuth,
} from "../../support/payment-steps.ts";

const { notFoundGraceMs } = defaultSettings;
const begun = [...untilAuth, authorised] as const;
const after = (days: number, input: TestInput): TestInput => ({ ...input, at: beginning + days * dayMs });
const finalKeys = (state: Payment) => reportOf(state).ledger.flatMap(({ key, isFinal }) => (isFinal ? [key] : []));

describe("a status", () => {
  const half = shows("PUBLISHED_TO_QUEUE", "SUCCESS", "PROCESSING");

  test("is final when polls have shown it for the grace period, and not before", () => {
    let { step } = follow(planned, ...begun, half);
    let shownMs = 0;
    for (let polls = 0; finalKeys(step.state).length === 0 && polls < 100; polls += 1) {
      shownMs += step.state.pauseMs;
      step = take(step.state, half);
    }
    expect(shownMs).toBeGreaterThanOrEqual(notFoundGraceMs);
    expect(shownMs).toBeLessThan(notFoundGraceMs + 60_000);
    expect(finalKeys(step.state)).toEqual(['["salaries","a","paid","amount"]']);
  });

  test("is not final because of one answer: the time begins again with another status in between", () => {
    const older = shows("PUBLISHED_TO_QUEUE", "PROCESSING", "QUEUED");
    const { step } = follow(planned, ...begun, ...times(12, half), older);
    expect(reportOf(step.state).ledger).toEqual([]);
    expect(finalKeys(follow(step.state, ...times(5, half)).step.state)).toEqual([]);
  });

  test("is not final because the clock jumped", () => {
    expect(finalKeys(follow(planned, ...begun, half, after(400, half)).step.state)).toEqual([]);
  });

  test("is not final while a payout that was only found does not show all items: it may have other amounts", () => {
    const paidItem = { itemExternalId: "a", itemStatus: "SUCCESS", totalAmount: "107.50" };
    const partly = showsItems("PUBLISHED_TO_QUEUE", [paidItem]);
    const whole = showsItems("PUBLISHED_TO_QUEUE", [paidItem, { itemExternalId: "b", itemStatus: "QUEUED" }]);
    const linked = take(planned, { type: "request-id", requestId: "r-1" });
    const { step } = pollOn(linked, partly);
    expect(summaryOf(step)).toBe("action: payout-not-found");
    expect(step.state.items[0]?.statusMs).toBeGreaterThanOrEqual(notFoundGraceMs);
    expect(finalKeys(step.state)).toEqual([]);
    const { state } = follow(step.state, whole).step;
    expect(reportOf(state).ledger).toMatchObject([{ amount: "107.50", source: "iyzico", isFinal: true }]);
  });

  test("is not final while the requestId of a payout that was only found is unknown", () => {
    const items = ["a", "b"].map((itemExternalId) => ({
      itemExternalId,
      itemStatus: "SUCCESS",
      totalAmount: "107.50",
    }));
    const shown = showsItems("COMPLETED", items);
    let { state } = follow(planned, ...absent, failed("init-failed", "unknown"), shown).step;
    state = pollInJobs(state, notFoundGraceMs, shown).state;
    expect(state.items[0]?.statusMs).toBeGreaterThanOrEqual(notFoundGraceMs);
    expect(finalKeys(state)).toEqual([]);
  });

  test("is final although another item is not shown, if iyzico has confirmed the payment's init", () => {
    const partly = shows("PUBLISHED_TO_QUEUE", "SUCCESS");
    const { state } = follow(planned, ...absent, initiated, partly).step;
    expect(finalKeys(pollInJobs(state, notFoundGraceMs, partly).state)).toEqual(['["salaries","a","paid","amount"]']);
  });

  test("is not final while jobs pause for long enough and their polls do not show the item", () => {
    const { state } = follow(planned, ...begun, half).step;
    const { state: later } = pollInJobs(
      state,
      2 * notFoundGraceMs,
      shows("PUBLISHED_TO_QUEUE", undefined, "PROCESSING"),
    );
    expect([later.items[0]?.statusMs, finalKeys(later)]).toEqual([0, []]);
    expect(finalKeys(pollInJobs(later, notFoundGraceMs, half).state)).not.toEqual([]);
  });

  test("is not final by two polls that are hours apart", () => {
    const { state } = follow(planned, ...begun, half).step;
    const { state: later } = take(take(state, { type: "resumed", pausedMs: 4 * 3_600_000 }).state, half);
    expect([later.items[0]?.statusMs, finalKeys(later)]).toEqual([60_000, []]);
  });

  test("adds up over the pauses of a job engine", () => {
    let { state } = follow(planned, ...begun, half).step;
    for (let job = 0; job < 20; job += 1) {
      expect(finalKeys(state)).toEqual([]);
      state = take(take(state, { type: "resumed", pausedMs: 30_000 }).state, half).state;
    }
    expect(finalKeys(state)).toHaveLength(1);
  });

  test("is final at once in a payment that is settled", () => {
    expect(finalKeys(follow(planned, ...begun, shows("COMPLETED", "SUCCESS", "SUCCESS")).step.state)).toHaveLength(2);
  });
});

describe("a final status that changes", () => {
  const paid = shows("PUBLISHED_TO_QUEUE", "SUCCESS", "PROCESSING");
  const confirmed = () => {
    const { state } = follow(planned, ...begun, ...times(20, paid)).step;
    expect(state.items[0]?.finalStatuses?.map(({ status }) => status)).toEqual(["SUCCESS"]);
    return state;
  };

  test.each(["DEPOSIT_SUCCESS", "DEPOSIT_FAIL", "PROCESSING", "FAILED", "INVALID", "SOMETHING_NEW"])(
    "to %s is a mismatch when polls have shown the change for the grace period, and not before",
    (itemStatus) => {
      const shown = shows("PUBLISHED_TO_QUEUE", itemStatus, "PROCESSING");
      const { step, waitedMs } = pollOn(follow(confirmed()).step, shown);
      expect(summaryOf(step)).toBe("action: payout-mismatch");
      expect(waitedMs).toBeGreaterThanOrEqual(notFoundGraceMs);
    },
  );

  test("does not settle the payment before that, and an old answer changes nothing", () => {
    const last = shows("PUBLISHED_TO_QUEUE", "DEPOSIT_SUCCESS", "SUCCESS");
    const { summaries, step } = follow(confirmed(), last);
    expect(summaries.at(-1)).toMatch(/^poll/);
    expect(finalKeys(step.state)).toEqual(['["salaries","a","paid","amount"]']);
    expect(endOf(step.state, shows("COMPLETED", "SUCCESS", "SUCCESS"))).toBe("done: all");
  });

  test("does not settle the payment either where the payout's status is unknown", () => {
    const rejected = shows("SOMETHING_NEW", "INVALID", "INVALID");
    expect(endOf(confirmed(), rejected)).toMatch(/^poll/);
    expect(summaryOf(pollOn(follow(confirmed()).step, rejected).step)).toBe("action: payout-mismatch");
  });

  test("leaves a payment that never settles by itself, and a ledger with the correction", () => {
    const changed = shows("COMPLETED", "DEPOSIT_SUCCESS", "SUCCESS");
    const { step } = pollOn(follow(confirmed()).step, changed);
    expect(endOf(step.state, changed)).toBe("action: payout-mismatch");
    const { ledger, totals } = reportOf(step.state);
    expect(ledger.map(({ kind, amount, isFinal }) => `${kind} ${amount} ${isFinal}`)).toEqual([
      "paid 100.50 true",
      "paid -100.50 true",
      "refund 100.50 true",
      "paid 100.50 true",
    ]);
    expect(totals).toEqual({ TRY: { paid: "100.50", refund: "100.50" } });
  });

  test("is not a mismatch if it is a refund that failed first and came later", () => {
    const failing = shows("PUBLISHED_TO_QUEUE", "DEPOSIT_FAIL", "PROCESSING");
    const late = shows("PUBLISHED_TO_QUEUE", "DEPOSIT_SUCCESS", "PROCESSING");
    const { step } = follow(planned, ...begun, ...times(20, failing), ...times(20, late));
    expect(summaryOf(step)).toBe(`${byRequestId} 60000`);
    expect(step.state.items[0]?.finalStatuses?.map(({ status }) => status)).toEqual([
      "DEPOSIT_FAIL",
      "DEPOSIT_SUCCESS",
    ]);
    expect(follow(step.state, shows("PUBLISHED_TO_QUEUE", "DEPOSIT_SUCCESS", "SUCCESS")).step).toMatchObject({
      done: { totals: { TRY: { receivable: "0.00", refund: "100.50", paid: "100.50" } } },
    });
    // The other way round it is one.
    expect(summaryOf(pollOn(follow(step.state).step, failing).step)).toBe("action: payout-mismatch");
  });

  test.each(["SUCCESS", "PROCESSING", "FAILED"])("from a refund that failed to %s is a mismatch", (itemStatus) => {
    const failing = shows("PUBLISHED_TO_QUEUE", "DEPOSIT_FAIL", "PROCESSING");
    const { state } = follow(planned, ...begun, ...times(20, failing)).step;
    const { step } = pollOn(follow(state).step, shows("PUBLISHED_TO_QUEUE", itemStatus, "PROCESSING"));
    expect(summaryOf(step)).toBe("action: payout-mismatch");
  });

  test.each(["DEPOSIT_SUCCESS", "PROCESSING"])("to %s is one after exactly the grace period", (itemStatus) => {
    const shown = shows("PUBLISHED_TO_QUEUE", itemStatus, "PROCESSING");
    const { state } = follow(confirmed(), shown).step;
    expect(summaryOf(pollInJobs(state, notFoundGraceMs - 1, shown))).toMatch(/^poll/);
    expect(summaryOf(pollInJobs(state, notFoundGraceMs, shown))).toBe("action: payout-mismatch");
  });

  test("to a late refund settles the payment with the poll that shows it, and every entry is final", () => {
    const failing = shows("PUBLISHED_TO_QUEUE", "DEPOSIT_FAIL", "PROCESSING");
    const late = shows("FAIL", "DEPOSIT_SUCCESS", "DEPOSIT_SUCCESS");
    const { step } = follow(planned, ...begun, ...times(20, failing), late);
    expect(summaryOf(step)).toBe("done: none");
    expect("done" in step && step.done.ledger.map(({ isFinal }) => isFinal)).toEqual([true, true, true, true]);
  });
});

describe("an item that does not move on", () => {
  const inProgress = shows("PUBLISHED_TO_QUEUE", "SUCCESS", "PROCESSING");
  const failing = shows("PUBLISHED_TO_QUEUE", "SUCCESS", "FAILED");
  const ibans = { ...planned, items: planned.items.map((item) => ({ ...item, recipientType: "IBAN" as const })) };

  test.each([
    ["to an IBAN", ibans, 3],
    ["to another recipient", planned, 35],
  ])("%s is reported after some days, and again only after as many days more", (_, start, days) => {
    const { summaries, step } = follow(start, ...begun, inProgress, after(days - 0.01, inProgress));
    expect(summaries.at(-1)).toMatch(/^poll/);
    const reported = follow(step.state, after(days + 0.01, inProgress));
    expect(reported.summaries.at(-1)).toBe("action: items-stuck");
    const { state } = reported.step;
    expect(endOf(state, after(days + 0.02, inProgress), after(2 * days, inProgress))).toMatch(/^poll/);
    const again = follow(state, after(days + 0.02, inProgress), after(2 * days + 0.02, inProgress));
    expect(again.summaries.at(-1)).toBe("action: items-stuck");
    expect(endOf(again.step.state, after(3 * days, shows("COMPLETED", "SUCCESS", "SUCCESS")))).toBe("done: all");
  });

  test("is reported after the time that the caller says", () => {
    const settings = { ...defaultSettings, stuckAfterMs: 1_000 };
    const { state } = follow(planned, ...begun, inProgress).step;
    const { statusAt = 0 } = state.items[1] ?? {};
    expect(summaryOf(take(state, inProgress, statusAt + 999, settings))).toMatch(/^poll/);
    const { state: reported, ...step } = take(state, inProgress, statusAt + 1_000, settings);
    expect(summaryOf({ state: reported, ...step } as Step)).toBe("action: items-stuck");
    expect(summaryOf(take(reported, inProgress, statusAt + 1_999, settings))).toMatch(/^poll/);
    expect(summaryOf(take(reported, inProgress, statusAt + 2_000, settings))).toBe("action: items-stuck");
  });

  test("is a missing refund if it has failed, also beside others that are in progress", () => {
    expect(endOf(ibans, ...begun, failing, after(4, failing))).toBe("action: refund-missing");
    const both = shows("PUBLISHED_TO_QUEUE", "FAILED", "PROCESSING");
    const { step } = follow(ibans, ...begun, both, after(4, both));
    expect(step).toMatchObject({
      actionRequired: {
        reason: "refund-missing",
        message: expect.stringMatching(/neither paid nor known to be unpaid for good.*Running pay again polls on/),
      },
    });
  });

  test("is a missing refund also where another recipient's shorter time was reported meanwhile", () => {
    const items = planned.items.map((item, index) =>
      index === 0 ? { ...item, recipientType: "IBAN" as const } : item,
    );
    const both = shows("PUBLISHED_TO_QUEUE", "PROCESSING", "FAILED");
    const { summaries, step } = follow({ ...planned, items }, ...begun, both, after(34, both));
    expect(summaries.at(-1)).toBe("action: items-stuck");
    expect(endOf(step.state, after(38, both))).toBe("action: refund-missing");
  });

  test("has its time begin when it waits for iyzico, and not while it waits for an approval", () => {
    const late = after(10, shows("INIT", "INIT", "INIT"));
    const { step } = follow(ibans, ...untilAuth.slice(0, 4), late, "approve", late, authorised);
    expect(step.state.phase).toBe("authorised");
    const moving = shows("IN_PROGRESS", "INIT", "INIT");
    expect(endOf(step.state, after(10.01, moving))).toMatch(/^poll/);
    expect(endOf(step.state, after(10.01, moving), after(13.5, moving))).toBe("action: items-stuck");
  });

  test("has its time begin again when it no longer waits for balance", () => {
    const short = shows("INSUFFICIENT_BALANCE", "SUCCESS", "INIT");
    const { summaries, step } = follow(
      ibans,
      ...begun,
      shows("IN_PROGRESS", "QUEUED", "INIT"),
      after(1, short),
      after(9, short),
    );
    expect(summaries.at(-1)).toBe("action: insufficient-balance");
    const going = shows("PUBLISHED_TO_QUEUE", "SUCCESS", "INIT");
    expect(endOf(step.state, after(9.01, going))).toMatch(/^poll/);
    expect(endOf(step.state, after(9.01, going), after(12.5, going))).toBe("action: items-stuck");
  });

  test("is not reported if it has no date", () => {
    const { state } = follow(planned, ...begun, inProgress).step;
    const items = state.items.map(({ waitingSince: _, ...item }) => item);
    expect(reportStuckItems({ ...state, items }, beginning + 400 * dayMs, defaultSettings)).toBeUndefined();
  });

  test("is not reported because a clock went back", () => {
    expect(endOf(ibans, ...begun, inProgress, after(-400, inProgress))).toMatch(/^poll/);
  });

  test("is reported after its time also if a clock went back", () => {
    const { step } = follow(ibans, ...begun, inProgress, after(4, inProgress));
    expect(summaryOf(step)).toBe("action: items-stuck");
    expect(endOf(step.state, after(-40, inProgress))).toMatch(/^poll/);
    expect(endOf(step.state, after(-40, inProgress), after(-36.9, inProgress))).toBe("action: items-stuck");
  });

  test("does not hide another item's failed refund", () => {
    const both = shows("PUBLISHED_TO_QUEUE", "DEPOSIT_FAIL", "PROCESSING");
    expect(follow(ibans, ...begun, both, after(4, both)).step).toMatchObject({
      actionRequired: {
        reason: "items-stuck",
        message: expect.stringMatching(/neither paid nor unpaid.*Running pay again polls on/),
        report: { itemsRequiringAction: ["a"], ledger: [{ itemExternalId: "a", kind: "receivable", isFinal: false }] },
      },
    });
  });

  test("is dated from its last status", () => {
    const queued = shows("PUBLISHED_TO_QUEUE", "SUCCESS", "QUEUED");
    expect(endOf(ibans, ...begun, queued, after(2.5, inProgress), after(5, inProgress))).toMatch(/^poll/);
  });
});
