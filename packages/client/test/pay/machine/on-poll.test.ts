import { describe, expect, test } from "vitest";
import type { PolledItem } from "../../../src/pay/machine/input.ts";
import type { Payment } from "../../../src/pay/machine/payment.ts";
import { reportOf } from "../../../src/pay/machine/report.ts";
import { defaultSettings } from "../../../src/pay/machine/step.ts";
import {
  absent,
  authorised,
  beginning,
  byExternalId,
  byRequestId,
  endOf,
  failed,
  follow,
  initiated,
  notFound,
  planned,
  pollFailed,
  pollOn,
  shows,
  showsItems,
  summaryOf,
  type TestInput,
  take,
  times,
  untilAuth,
  untouched,
} from "../../support/payment-steps.ts";

describe("a payment that has sent nothing", () => {
  test("takes the payout for absent only when two polls, some seconds apart, agree on it", () => {
    expect(follow(planned, ...absent).summaries).toEqual([`${byExternalId} 0`, `${byExternalId} 5000`, "init"]);
    expect(endOf(planned, notFound, untouched)).toBe("action: external-id-taken");
    // However often polls are made, at least 3 s lie between the two.
    const settings = { ...defaultSettings, pollEveryMs: 10 };
    expect(take(planned, notFound, beginning, settings)).toMatchObject({ command: { afterMs: 3_000 } });
  });

  test("takes two polls at once for one: a restart is not a pause", () => {
    const { step } = follow(planned, notFound);
    expect(endOf(step.state, notFound)).toMatch(/^poll/);
    expect(follow(step.state, ...absent).summaries.at(-1)).toBe("init");
  });

  test("counts the pause of a job engine between two polls", () => {
    const { state } = take(follow(planned, notFound).step.state, { type: "resumed", pausedMs: 3_000 });
    expect(summaryOf(take(state, notFound))).toBe("init");
    const early = take(follow(planned, notFound).step.state, { type: "resumed", pausedMs: 2_999 });
    expect(summaryOf(take(early.state, notFound))).toMatch(/^poll/);
  });

  test("does not take a poll that failed for a poll that showed no payout", () => {
    expect(endOf(planned, notFound, pollFailed, pollFailed)).toMatch(/^poll/);
    expect(endOf(planned, pollFailed, notFound)).toMatch(/^poll/);
  });
});

describe("a status from before an auth", () => {
  const { notFoundGraceMs } = defaultSettings;
  const short = shows("INSUFFICIENT_BALANCE", "INIT", "INIT", { balance: "1" });
  const filled = shows("INSUFFICIENT_BALANCE", "INIT", "INIT");
  const moved = shows("IN_PROGRESS", "QUEUED", "INIT");
  /** The payout waits for balance, and this was reported. */
  const reported = () => follow(planned, ...untilAuth, authorised, short, short).step;
  /** The balance was filled, iyzico did not go on, and another auth was approved and sent. */
  const repeated = () => {
    const { step } = pollOn(follow(reported().state).step, filled);
    return follow(step.state, filled, "approve", filled).step;
  };

  test("is reported as too little balance at once if it is news, and without a review", () => {
    const step = reported();
    expect(summaryOf(step)).toBe("action: insufficient-balance");
    expect(step).not.toHaveProperty("actionRequired.review");
    expect(endOf(step.state, short)).toBe("action: insufficient-balance");
    expect(endOf(step.state, moved)).toBe(`${byRequestId} 5000`);
  });

  test("leads to the offer of another auth only after polls have shown the filled balance for the grace period", () => {
    const { step, waitedMs } = pollOn(follow(reported().state).step, filled);
    expect(waitedMs).toBeGreaterThanOrEqual(notFoundGraceMs);
    expect(step).toMatchObject({
      command: { type: "request-approval", review: { payoutStatus: "INSUFFICIENT_BALANCE", earlierAuths: 1 } },
    });
    const { summaries, step: denied } = follow(step.state, filled, "deny");
    expect(summaries.at(-1)).toBe("action: insufficient-balance");
    expect(denied).toHaveProperty("actionRequired.review");
  });

  test("is reported at once also if the balance covers it by then", () => {
    const { step } = follow(planned, ...untilAuth, authorised, filled, filled);
    expect(summaryOf(step)).toBe("action: insufficient-balance");
    expect(step).not.toHaveProperty("actionRequired.review");
    expect(summaryOf(pollOn(follow(step.state).step, filled).step)).toBe("request-approval");
  });

  test("offers no other auth while the balance does not cover the commissions that iyzico shows", () => {
    const items = ["a", "b"].map((itemExternalId) => ({ itemExternalId, itemStatus: "INIT", commissionAmount: "2" }));
    const shown = (balance: string) => showsItems("INSUFFICIENT_BALANCE", items, { balance });
    const { step } = follow(planned, ...untilAuth, authorised, shown("204.99"), shown("204.99"));
    expect(summaryOf(step)).toBe("action: insufficient-balance");
    expect(endOf(step.state, shown("204.99"))).toBe("action: insufficient-balance");
    expect(endOf(step.state, shown("205"))).toMatch(/^poll/);
    expect(summaryOf(pollOn(follow(step.state).step, shown("205")).step)).toBe("request-approval");
  });

  test("is taken for a filled balance when that covers the accepted items, whatever the rejected ones cost", () => {
    const shown = (balance: string) => shows("INSUFFICIENT_BALANCE", "INIT", "INVALID", { balance });
    const begun = [...absent, { ...initiated, rejected: [{ itemExternalId: "b" }] }, shows("INIT", "INIT", "INVALID")];
    const sent = ["approve", shows("INIT", "INIT", "INVALID"), authorised] as const;
    const { step } = follow(planned, ...begun, ...sent, shown("100.49"), shown("100.49"));
    expect(summaryOf(step)).toBe("action: insufficient-balance");
    expect(endOf(step.state, shown("100.49"))).toBe("action: insufficient-balance");
    expect(endOf(step.state, shown("100.50"))).toMatch(/^poll/);
  });

  test("is taken for a filled balance when that covers the ordered amounts, if no other ones were approved", () => {
    const items = ["a", "b"].map((itemExternalId) => ({ itemExternalId, itemStatus: "INIT", totalAmount: "107.50" }));
    const shown = (balance: string) => showsItems("INSUFFICIENT_BALANCE", items, { balance });
    const { step } = follow(planned, ...untilAuth, authorised, shown("200.99"), shown("200.99"));
    expect(endOf(step.state, shown("200.99"))).toBe("action: insufficient-balance");
    expect(endOf(step.state, shown("201"))).toMatch(/^poll/);
  });

  test("offers no auth while the balance does not cover iyzico's amounts, if those are to be approved or were", () => {
    const items = ["a", "b"].map((itemExternalId) => ({ itemExternalId, itemStatus: "INIT", totalAmount: "107.50" }));
    const shown = (payoutStatus: string, balance: string) => showsItems(payoutStatus, items, { balance });
    const found = take(take(planned, { type: "request-id", requestId: "r-1" }).state, shown("INIT", "1000")).state;
    const falling = follow(found, ...times(2, shown("INSUFFICIENT_BALANCE", "214.99")));
    expect(falling.summaries.at(-1)).toBe("action: insufficient-balance");
    expect(endOf(falling.step.state, shown("INSUFFICIENT_BALANCE", "214.99"))).toBe("action: insufficient-balance");
    expect(endOf(falling.step.state, shown("INSUFFICIENT_BALANCE", "215"))).toMatch(/^poll/);
    const { step: linked } = pollOn(take(planned, { type: "request-id", requestId: "r-1" }), shown("INIT", "1000"));
    const short = [shown("INIT", "1000"), authorised, ...times(2, shown("INSUFFICIENT_BALANCE", "214.99"))];
    const { summaries, step } = follow(linked.state, shown("INIT", "1000"), "approve", ...short);
    expect(summaries.at(-1)).toBe("action: insufficient-balance");
    expect(endOf(step.state, shown("INSUFFICIENT_BALANCE", "214.99"))).toBe("action: insufficient-balance");
    expect(endOf(step.state, shown("INSUFFICIENT_BALANCE", "215"))).toMatch(/^poll/);
  });

  test("has the time of the filled balance start again when the balance falls short in between", () => {
    const almost = follow(reported().state, ...times(14, filled)).step;
    expect(summaryOf(almost)).toMatch(/^poll/);
    expect(summaryOf(take(almost.state, filled))).toMatch(/^poll|request/);
    const again = follow(almost.state, short).step;
    const { waitedMs } = pollOn(follow(again.state).step, filled);
    expect(waitedMs).toBeGreaterThanOrEqual(notFoundGraceMs);
  });

  test("is waited out from the first report where it is not known whether the balance covers the payout", () => {
    const inDollars = { ...planned, items: planned.items.map((item) => ({ ...item, currency: "USD" })) };
    const { step } = follow(inDollars, ...untilAuth, authorised, filled, filled);
    expect(summaryOf(step)).toBe("action: insufficient-balance");
    expect(step).not.toHaveProperty("actionRequired.review");
    expect(step.state.pollEvidence).toBe("insufficient-balance");
    const offered = pollOn(follow(step.state).step, filled);
    expect(offered.waitedMs).toBeGreaterThanOrEqual(notFoundGraceMs);
    expect(summaryOf(offered.step)).toBe("request-approval");
  });

  test.each([
    ["taken", authorised],
    ["rejected", failed("auth-failed", "rejected", "request_rejected")],
    ["lost", failed("auth-failed", "unknown")],
  ])("says nothing after a second auth whose answer was %s, until the grace period is over", (_, answer) => {
    const { state } = repeated();
    // iyzico answered that auth succeeded: while the payout shows INIT, no other one is offered.
    expect(summaryOf(pollOn(take(state, authorised), untouched).step)).toBe("action: stuck");
    expect(summaryOf(pollOn(take(state, authorised), short).step)).toBe("action: insufficient-balance");
    expect(state).toMatchObject({ phase: "authorising", auths: 2, statusBeforeAuth: "INSUFFICIENT_BALANCE" });
    for (const shown of [filled, short, untouched]) {
      const { step, waitedMs } = pollOn(take(state, answer), shown);
      expect(waitedMs).toBeGreaterThanOrEqual(notFoundGraceMs);
      expect(summaryOf(step)).not.toMatch(/^(auth|init)/);
    }
    expect(follow(take(state, answer).state, filled, moved).step.state.phase).toBe("authorised");
  });

  test("that goes back to INIT after too little balance was reported offers no auth before the grace period is over", () => {
    const { step, waitedMs } = pollOn(follow(reported().state).step, untouched);
    expect(waitedMs).toBeGreaterThanOrEqual(notFoundGraceMs);
    expect(summaryOf(step)).toBe("request-approval");
    // One answer from before the auth, between two that show the shortage.
    expect(endOf(reported().state, untouched)).toMatch(/^poll/);
  });

  test("does not end an approval: after a change back it must be approved again", () => {
    const { step } = pollOn(follow(reported().state).step, filled);
    expect(endOf(step.state, filled, "approve", untouched)).toMatch(/^poll/);
    expect(follow(step.state, filled, "approve", untouched).step.state).not.toHaveProperty("approved");
    expect(endOf(step.state, filled, "approve", short)).toBe("action: insufficient-balance");
    expect(follow(step.state, filled, "approve", short).step.state).not.toHaveProperty("approved");
  });
});

describe("the grace period is over when polls have agreed for exactly that long", () => {
  const unreadable = { code: "unreadable_response", outcome: "unknown", message: "", hint: "" } as const;
  const filled = shows("INSUFFICIENT_BALANCE", "INIT", "INIT");
  const linked = () => take(planned, { type: "request-id", requestId: "r-1" }).state;

  test.each<[string, TestInput, () => Payment, string]>([
    [
      "on an answer that cannot be read",
      { ...pollFailed, failure: unreadable },
      () => planned,
      "action: retrieve-failed",
    ],
    ["on a missing item", shows("INIT", "INIT"), linked, "action: payout-not-found"],
    ["that an earlier auth of a linked payout has had no effect", untouched, linked, "request-approval"],
    [
      "that the answered auth has had no effect",
      untouched,
      () => follow(planned, ...untilAuth, authorised).step.state,
      "action: stuck",
    ],
    [
      "that the balance is filled",
      filled,
      () => follow(planned, ...untilAuth, authorised, ...times(2, filled)).step.state,
      "request-approval",
    ],
  ])("%s", (_, input, start, end) => {
    const { state } = take(take(start(), { type: "resumed" }).state, input);
    const afterPause = (pausedMs: number) => take(take(state, { type: "resumed", pausedMs }).state, input);
    const leftMs = defaultSettings.notFoundGraceMs - state.pollEvidenceMs;
    expect(summaryOf(afterPause(leftMs - 1))).toMatch(/^poll/);
    expect(summaryOf(afterPause(leftMs))).toBe(end);
  });
});

describe("a payout that was only found", () => {
  const items = (amounts: readonly [totalAmount?: string, commissionAmount?: string][], itemStatus = "INIT") =>
    amounts.map(([totalAmount, commissionAmount], index) => ({
      itemExternalId: index === 0 ? "a" : "b",
      itemStatus,
      totalAmount,
      commissionAmount,
      massPayoutRequestId: "r-1",
    }));
  const foundBy = (...amounts: Parameters<typeof items>[0]) => {
    const shown = showsItems("INIT", items(amounts));
    return follow(planned, ...absent, failed("init-failed", "unknown"), shown, shown).step;
  };

  test.each<[string, boolean, ...Parameters<typeof items>[0]]>([
    ["all are the ordered amounts", true, ["100.5", "1.25"], ["100.50", "0"]],
    ["all have the commission added", true, ["101.75", "1.25"], ["102.50", "2"]],
    ["all have the commission subtracted", true, ["99.25", "1.25"], ["98.50", "2"]],
    ["there is no commission", true, ["100.50"], ["100.50"]],
    ["one is the ordered amount and another has the commission added", false, ["100.50", "1.25"], ["101.75", "1.25"]],
    ["one has the commission added and another subtracted", false, ["101.75", "1.25"], ["99.25", "1.25"]],
    ["one is another amount", false, ["100.50"], ["100.51"]],
    ["one is missing", false, ["100.50"], []],
  ])("has one reading of its amounts if %s: %s", (_, isConsistent, ...amounts) => {
    expect(foundBy(...amounts)).toMatchObject({
      command: { type: "request-approval", review: { found: { isConsistent } } },
    });
  });

  test("has iyzico's sum beside the ordered one in its review, and the answer to an init ends that", () => {
    expect(foundBy(["90"], ["100.50"])).toMatchObject({
      command: { review: { payable: { amounts: { TRY: "201.00" } }, found: { amounts: { TRY: "190.50" } } } },
    });
    const { step } = follow(planned, ...absent, initiated, showsItems("INIT", items([["90"], ["100.50"]])));
    expect(step).not.toHaveProperty("command.review.found");
  });

  test("is denied as a mismatch if no reading fits, and approved it has the ledger enter iyzico's amounts", () => {
    const shown = showsItems("INIT", items([["90"], ["100.50"]]));
    const { state } = foundBy(["90"], ["100.50"]);
    expect(endOf(state, shown, "deny")).toBe("action: payout-mismatch");
    const paid = showsItems("COMPLETED", items([["90"], ["100.50"]], "SUCCESS"));
    const { step } = follow(state, shown, "approve", shown, authorised, paid);
    expect("done" in step && step.done).toMatchObject({
      ledger: [
        { itemExternalId: "a", kind: "paid", amount: "90", source: "iyzico" },
        { itemExternalId: "b", kind: "paid", amount: "100.50", source: "iyzico" },
      ],
      totals: { TRY: { paid: "190.50" } },
    });
  });

  test("whose amounts fit has the ledger enter the ordered amounts", () => {
    const shown = showsItems(
      "INIT",
      items([
        ["101.50", "1"],
        ["101.50", "1"],
      ]),
    );
    const paid = showsItems(
      "COMPLETED",
      items(
        [
          ["101.50", "1"],
          ["101.50", "1"],
        ],
        "SUCCESS",
      ),
    );
    const { step } = follow(foundBy(["101.50", "1"], ["101.50", "1"]).state, shown, "approve", shown, authorised, paid);
    expect(step).toMatchObject({ done: { totals: { TRY: { paid: "201.00", commission: "2" } } } });
    expect("done" in step && step.done.ledger[0]).toMatchObject({ amount: "100.50", source: "ordered" });
  });

  test("keeps the amounts that were approved, although iyzico shows others after auth", () => {
    const shown = showsItems("INIT", items([["100.50"], ["100.50"]]));
    const { step } = follow(foundBy(["100.50"], ["100.50"]).state, shown, "approve", shown, authorised);
    const paid = showsItems("COMPLETED", items([["90"], ["100.50"]], "SUCCESS"));
    expect(follow(step.state, paid).step).toMatchObject({ done: { totals: { TRY: { paid: "201.00" } } } });
  });

  test("and was authorised by another program is a mismatch unless its amounts fit, and the ledger has iyzico's", () => {
    const link = (shown: TestInput) => take(take(planned, { type: "request-id", requestId: "r-1" }).state, shown);
    const paid = showsItems("COMPLETED", items([["90"], ["100.50"]], "SUCCESS"));
    const mismatch = link(paid);
    expect(mismatch).toMatchObject({
      actionRequired: {
        reason: "payout-mismatch",
        report: { ledger: [{ amount: "90", source: "iyzico" }, { amount: "100.50" }] },
      },
    });
    // Running pay again changes nothing.
    expect(endOf(mismatch.state, paid)).toBe("action: payout-mismatch");
    expect(link(showsItems("COMPLETED", items([["100.50"], ["100.50"]], "SUCCESS")))).toMatchObject({
      done: { paid: "all", totals: { TRY: { paid: "201.00" } } },
    });
    // A rejected item moves no money, and need not have an amount.
    const [item] = items([["100.50"]], "SUCCESS");
    const rejected = { itemExternalId: "b", itemStatus: "INVALID", massPayoutRequestId: "r-1" };
    expect(link(showsItems("COMPLETED", [item as PolledItem, rejected]))).toMatchObject({
      done: { paid: "some", totals: { TRY: { paid: "100.50" } } },
    });
    // Cancelled items move no money, whatever their amounts are.
    const cancelled = showsItems("CANCELED", items([["90"], ["100.50"]], "MASS_PAYOUT_CANCELED"));
    expect(link(cancelled)).toMatchObject({ done: { paid: "none", ledger: [] } });
  });
});

describe("a payment requires an action", () => {
  const begun = [...untilAuth, authorised] as const;

  test("when the linked payout does not exist, until the right one is linked", () => {
    const linked = take(planned, { type: "request-id", requestId: "wrong" });
    const { step } = pollOn(linked, notFound);
    expect(summaryOf(step)).toBe("action: payout-not-found");
    const relinked = take(step.state, { type: "request-id", requestId: "right" });
    expect(relinked).toMatchObject({ command: { reference: { requestId: "right" } } });
    const seen = take(relinked.state, untouched);
    expect(() => take(seen.state, { type: "request-id", requestId: "wrong" })).toThrow(TypeError);
  });

  test("when iyzico took the auth and the payout still shows as not authorised", () => {
    expect(summaryOf(pollOn(follow(planned, ...begun).step, untouched).step)).toBe("action: stuck");
  });

  test("when the payout has an unknown status and no item is in progress", () => {
    const shown = shows("IYZICO_INSUFFICIENT_BALANCE", "INIT", "INIT");
    expect(summaryOf(pollOn(follow(planned, ...begun).step, shown).step)).toBe("action: unknown-status");
    const before = follow(planned, ...absent, initiated, shown).step;
    expect(before.state.phase).toBe("created");
    expect(summaryOf(pollOn(before, shown).step)).toBe("action: unknown-status");
  });

  test("for an unknown status only when polls have shown it for the grace period, while an item is in progress", () => {
    const shown = shows("SOMETHING_NEW", "INIT", "INIT");
    for (const inputs of [[...absent, initiated], begun]) {
      const { step, waitedMs } = pollOn(follow(planned, ...inputs).step, shown);
      expect(summaryOf(step)).toBe("action: unknown-status");
      expect(waitedMs).toBeGreaterThanOrEqual(defaultSettings.notFoundGraceMs);
    }
  });

  test("for an unknown status of a payout that is not authorised only then, whatever its items show", () => {
    for (const itemStatus of ["INVALID", "BLOCKED"]) {
      const shown = shows("SOMETHING_NEW", itemStatus, itemStatus);
      const { step, waitedMs } = pollOn(follow(planned, ...absent, initiated).step, shown);
      expect(summaryOf(step)).toBe("action: unknown-status");
      expect(waitedMs).toBeGreaterThanOrEqual(defaultSettings.notFoundGraceMs);
    }
  });

  test("at once when neither the payout nor any item has a status that is known", () => {
    expect(endOf(planned, ...begun, shows("SOMETHING_NEW", "BLOCKED", "BLOCKED"))).toBe("action: unknown-status");
  });

  test("not when iyzico rejected all items of such a payout: none is paid", () => {
    expect(endOf(planned, ...begun, shows("IYZICO_INSUFFICIENT_BALANCE", "INVALID", "INVALID"))).toBe("done: none");
  });

  test("when the balance does not cover the payout and items stay queued", () => {
    const shown = shows("INSUFFICIENT_BALANCE", "QUEUED", "INIT");
    expect(summaryOf(pollOn(follow(planned, ...begun).step, shown).step)).toBe("action: insufficient-balance");
  });

  test("when answers cannot be read for 10 minutes, and not because of an outage", () => {
    for (const code of ["unreadable_response", "incomplete_listing"]) {
      const odd = { ...pollFailed, failure: { code, outcome: "unknown", message: "", hint: "" } } as TestInput;
      const { step, waitedMs } = pollOn(follow(planned).step, odd);
      expect(step).toMatchObject({ actionRequired: { reason: "retrieve-failed", failure: { code } } });
      expect(waitedMs).toBeGreaterThanOrEqual(defaultSettings.notFoundGraceMs);
    }
    expect(endOf(planned, ...times(40, pollFailed))).toBe(`${byExternalId} 60000`);
  });

  test("not for a cancelled payout whose listing lacks items: none is paid", () => {
    const cancelled = shows("CANCELED", "MASS_PAYOUT_CANCELED");
    expect(endOf(planned, ...absent, initiated, cancelled)).toBe("done: none");
  });

  test("not for one odd answer while iyzico is paying", () => {
    const healthy = Array.from({ length: 30 }, () => shows("PUBLISHED_TO_QUEUE", "PROCESSING", "PROCESSING"));
    expect(endOf(planned, ...begun, ...healthy, notFound)).toBe(`${byRequestId} 60000`);
  });

  test("when iyzico has a payout with its externalId that the store has no record of", () => {
    const { summaries, step } = follow(planned, untouched);
    expect(summaries.at(-1)).toBe("action: external-id-taken");
    const linked = take(step.state, { type: "request-id", requestId: "r-1" });
    expect(linked.state.isLinkedManually).toBe(true);
    // An auth that was sent before may still take effect.
    const reviewed = pollOn(linked, untouched);
    expect(reviewed.waitedMs).toBeGreaterThanOrEqual(defaultSettings.notFoundGraceMs);
    expect(reviewed.step).toMatchObject({
      command: { type: "request-approval", review: { isLinkedManually: true } },
    });
  });

  test.each<[string, TestInput]>([
    [
      "another item",
      { type: "polled", payout: { payoutStatus: "INIT", items: [{ itemExternalId: "c", itemStatus: "INIT" }] } },
    ],
    ["an item without any id", { type: "polled", payout: { payoutStatus: "INIT", items: [{ itemStatus: "INIT" }] } }],
    [
      "another recipient",
      {
        type: "polled",
        payout: { payoutStatus: "INIT", items: [{ itemExternalId: "a", itemStatus: "INIT", isOtherRecipient: true }] },
      },
    ],
    ["another externalId", shows("INIT", "INIT", "INIT", { externalId: "bonuses" })],
    [
      "another requestId",
      {
        type: "polled",
        payout: {
          payoutStatus: "INIT",
          items: [{ itemExternalId: "a", itemStatus: "INIT", massPayoutRequestId: "r-2" }],
        },
      },
    ],
  ])("when the payout has %s", (_, shown) => {
    expect(endOf(planned, ...absent, initiated, shown)).toBe("action: payout-mismatch");
  });

  test("when init rejected an item that was not sent, and afterwards only an approval by digest authorises the payout", () => {
    const { summaries, step } = follow(planned, ...absent, { ...initiated, rejected: [{ itemExternalId: "c" }] });
    expect(summaries.at(-1)).toBe("action: payout-mismatch");
    const { step: reviewed, waitedMs } = pollOn(follow(step.state).step, untouched);
    expect(reviewed).toMatchObject({ command: { review: { isLinkedManually: false, hasForeignItems: true } } });
    // The payout may be another payment's, whose auth may still take effect.
    expect(waitedMs).toBeGreaterThanOrEqual(defaultSettings.notFoundGraceMs);
    const linked = take(step.state, { type: "request-id", requestId: "r-2" }).state;
    expect(linked).toMatchObject({ requestId: "r-2", isConfirmed: false });
    expect(linked).not.toHaveProperty("hasForeignItems");
  });

  test("when an item is missing for 10 minutes, and not before", () => {
    const half = shows("INIT", "INIT");
    const { summaries, step } = follow(planned, ...absent, initiated, ...times(16, half));
    expect(summaries.at(-2)).toBe(`${byRequestId} 60000`);
    expect(summaries.at(-1)).toBe("action: payout-not-found");
    expect(step).not.toHaveProperty("actionRequired.report.inDoubt");
  });

  test("when a payout is not shown after an auth, and then never says to use another key", () => {
    for (const answer of [authorised, failed("auth-failed", "unknown")]) {
      const { step } = pollOn(follow(planned, ...untilAuth, answer).step, notFound);
      expect(step).toMatchObject({
        actionRequired: {
          reason: "payout-not-found",
          message: expect.stringMatching(/no other way and under no other key/),
          report: { inDoubt: "auth" },
        },
      });
    }
    const { step } = pollOn(follow(planned, ...absent, initiated).step, notFound);
    expect(step).toMatchObject({ actionRequired: { reason: "payout-not-found" } });
    expect(step).not.toHaveProperty("actionRequired.report.inDoubt");
  });

  test("when the client itself cannot ask, at once, and the failure is not stored", () => {
    const failure = { code: "rate_limiter_failed", outcome: "not-sent", message: "", hint: "" } as const;
    const { summaries, step } = follow(planned, { ...pollFailed, failure });
    expect(summaries.at(-1)).toBe("action: retrieve-failed");
    expect(step).toMatchObject({ actionRequired: { failure: { code: "rate_limiter_failed" } } });
    expect(step.state).not.toHaveProperty("failure");
  });

  test("when iyzico refuses the credentials three times, 5 s apart, and nothing was sent yet", () => {
    const failure = { code: "authentication_failed", outcome: "rejected", message: "", hint: "" } as const;
    const refused: TestInput = { ...pollFailed, failure };
    const { summaries, step } = follow(planned, refused, refused, refused);
    expect(summaries.slice(1)).toEqual([`${byExternalId} 5000`, `${byExternalId} 5000`, "action: retrieve-failed"]);
    // The next call begins to count again.
    expect(follow(step.state, refused).summaries.at(-1)).toMatch(/^poll/);
    expect(endOf(planned, refused, refused, notFound, notFound)).toBe("init");
  });

  test.each([
    "redirected",
    "authentication_failed",
    "product_not_enabled",
    "request_rejected",
    "unreadable_response",
    "a_later_code",
  ])("when each poll fails with %s for the grace period, and at most 4 times a minute", (code) => {
    const failure = { code: code as "redirected", outcome: "rejected", message: "", hint: "" } as const;
    const odd: TestInput = { ...pollFailed, failure };
    const { state } = follow(planned, ...begun).step;
    const { step, waitedMs } = pollOn(follow(state).step, odd);
    expect(step).toMatchObject({ actionRequired: { reason: "retrieve-failed", failure: { code } } });
    expect(waitedMs).toBeGreaterThanOrEqual(defaultSettings.notFoundGraceMs);
    expect(follow(state, odd).summaries.at(-1)).toBe(`${byRequestId} 15000`);
    // One odd answer changes nothing.
    expect(endOf(state, odd, shows("COMPLETED", "SUCCESS", "SUCCESS"))).toBe("done: all");
  });

  test("no sooner than the attempts of a poll allow, if iyzico answers each with the same error", () => {
    const failure = { code: "service_error", outcome: "unknown", message: "", hint: "", errorCode: "1" } as const;
    expect(endOf(planned, { ...pollFailed, failure, attempts: 3 })).toBe(`${byExternalId} 45000`);
  });

  test("for failed refunds and unknown statuses, once no other item is in progress", () => {
    const begun = [...untilAuth, authorised] as const;
    const { summaries, step } = follow(planned, ...begun, shows("PUBLISHED_TO_QUEUE", "DEPOSIT_FAIL", "PROCESSING"));
    expect(summaries.at(-1)).toMatch(/^poll/);
    // The report has it already.
    expect(reportOf(step.state).itemsRequiringAction).toEqual(["a"]);
    for (const [itemStatus, action] of [
      ["SUCCESS", "action: refund-failed"],
      ["BLOCKED", "action: unknown-status"],
    ] as const) {
      const shown = shows("PUBLISHED_TO_QUEUE", "DEPOSIT_FAIL", itemStatus);
      const over = pollOn(follow(planned, ...begun).step, shown);
      expect(summaryOf(over.step)).toBe(action);
      // Only once its ledger can be booked: a later call begins to count again.
      expect(over.waitedMs).toBeGreaterThanOrEqual(defaultSettings.notFoundGraceMs);
      expect(reportOf(over.step.state).ledger.every(({ isFinal }) => isFinal)).toBe(true);
      expect(endOf(over.step.state, shown)).toBe(action);
    }
  });

  test("not for a status of the payout that is unknown, if each item was rejected", () => {
    const rejected = shows("SOMETHING_NEW", "INVALID", "INVALID");
    expect(endOf(planned, ...untilAuth, authorised, shows("IN_PROGRESS", "QUEUED", "QUEUED"), rejected)).toBe(
      "done: none",
    );
  });

  test("when the balance ran out after some items were paid", () => {
    const { summaries } = follow(planned, ...untilAuth, authorised, shows("INSUFFICIENT_BALANCE", "SUCCESS", "INIT"));
    expect(summaries.at(-1)).toBe("action: insufficient-balance");
  });
});
