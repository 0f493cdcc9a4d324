import { describe, expect, test } from "vitest";
import type { PolledPayout } from "../../../src/pay/machine/input.ts";
import { canLinkPayout } from "../../../src/pay/machine/next.ts";
import type { Payment, Review } from "../../../src/pay/machine/payment.ts";
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
  summaryOf,
  type TestInput,
  take,
  times,
  untilAuth,
  untouched,
} from "../../support/payment-steps.ts";

describe("a payment without failures", () => {
  test("polls twice, inits, polls, requests approval, polls again, auths, and polls until it is settled", () => {
    const { summaries, step } = follow(
      planned,
      ...untilAuth,
      authorised,
      shows("IN_PROGRESS", "PROCESSING", "PROCESSING"),
      shows("PUBLISHED_TO_QUEUE", "SUCCESS", "INIT"),
      shows("COMPLETED", "SUCCESS", "SUCCESS"),
    );
    expect(summaries).toEqual([
      `${byExternalId} 0`,
      `${byExternalId} 5000`,
      "init",
      `${byRequestId} 0`,
      "request-approval",
      `${byRequestId} 0`,
      "auth r-1",
      `${byRequestId} 0`,
      `${byRequestId} 5000`,
      `${byRequestId} 7500`,
      "done: all",
    ]);
    expect(take(step.state, { type: "resumed" })).toEqual(step);
  });

  test("pays the accepted items only after an approval if iyzico rejected others", () => {
    const initiatedInPart: TestInput = { ...initiated, rejected: [{ itemExternalId: "b", errorCode: "2030" }] };
    const shown = shows("INIT", "INIT", "INVALID");
    const begun = [...absent, initiatedInPart, shown] as const;
    expect(endOf(planned, ...begun, "deny")).toBe("action: approval-required");
    const { summaries, step } = follow(planned, ...begun, "approve", shown, authorised, shows("COMPLETED", "SUCCESS"));
    expect(summaries.at(-1)).toBe("done: some");
    expect("done" in step && step.done.items[1]).toMatchObject({
      itemStatus: "INVALID",
      errorCode: "2030",
      state: "rejected",
    });
  });

  test("settles without an auth when all items were rejected", () => {
    const rejected = [{ itemExternalId: "a" }, { itemExternalId: "b" }];
    const { summaries } = follow(planned, ...absent, { ...initiated, rejected }, shows("INIT", "INVALID", "INVALID"));
    expect(summaries.slice(-1)).toEqual(["done: none"]);
  });

  test("settles a payout that was cancelled before it was authorised", () => {
    const cancelled = shows("CANCELED", "MASS_PAYOUT_CANCELED", "MASS_PAYOUT_CANCELED");
    expect(endOf(planned, ...absent, initiated, cancelled)).toBe("done: none");
  });
});

describe("an init whose outcome is unknown", () => {
  const doubted = [...absent, failed("init-failed", "unknown")] as const;

  test("is polled for, and at once after a restart", () => {
    const { summaries, step } = follow(planned, ...doubted);
    expect(summaries.at(-1)).toBe(`${byExternalId} 5000`);
    expect(follow(step.state).summaries).toEqual([`${byExternalId} 0`]);
  });

  test("is sent again only after polls have shown no payout for 10 minutes", () => {
    const { step, waitedMs } = pollOn(follow(planned, ...doubted).step, notFound);
    expect(summaryOf(step)).toBe("init");
    expect(waitedMs).toBeGreaterThanOrEqual(defaultSettings.notFoundGraceMs);
    expect(waitedMs).toBeLessThan(defaultSettings.notFoundGraceMs + 2 * 60_000);
    expect(step.state).toMatchObject({ phase: "initiating", inits: 2, pollEvidenceMs: 0 });
  });

  test("is polled for by jobs that end in every pause, whose pauses count", () => {
    let { step } = follow(planned, ...doubted);
    let runs = 0;
    for (; summaryOf(step) !== "init" && runs < 100; runs += 1) {
      const resumed = take(step.state, { type: "resumed", pausedMs: 30_000 });
      step = take(resumed.state, notFound);
    }
    // The first poll has no earlier one to agree with.
    expect(runs).toBe(21);
  });

  test("is polled for as long as polls fail, because a failed poll is no evidence", () => {
    const { summaries, step } = follow(planned, ...doubted, ...times(40, pollFailed));
    expect(new Set(summaries.slice(-30))).toEqual(new Set([`${byExternalId} 60000`]));
    expect(endOf(step.state, notFound)).toBe(`${byExternalId} 60000`);
  });

  test("has its grace period start again when a poll shows something else", () => {
    const almost = times(14, notFound);
    const { summaries } = follow(planned, ...doubted, ...almost, shows("INIT"), ...almost.slice(4));
    expect(summaries.filter((each) => each === "init")).toHaveLength(1);
  });

  test("requires an action after 3 inits without an effect, and a resumed payment sends it once more", () => {
    let { step } = follow(planned, ...doubted);
    let inits = 1;
    for (step = pollOn(step, notFound).step; summaryOf(step) === "init" && inits < 10; inits += 1) {
      step = pollOn(take(step.state, failed("init-failed", "unknown")), notFound).step;
    }
    expect(inits).toBe(3);
    expect(step).toMatchObject({
      actionRequired: { reason: "init-outcome-unknown", report: { inDoubt: "init", inits: 3 } },
    });
    expect(endOf(step.state, ...absent)).toBe("init");
  });

  test("continues with the payout once a poll shows its requestId", () => {
    const payout = {
      payoutStatus: "INIT",
      items: [{ itemExternalId: "a", itemStatus: "INIT", massPayoutRequestId: "r-7" }],
    };
    const { summaries } = follow(planned, ...doubted, { type: "polled", payout }, untouched, "approve", untouched);
    expect(summaries.slice(-4)).toEqual([`${byRequestId} 0`, "request-approval", `${byRequestId} 0`, "auth r-7"]);
  });

  test("requires an action when the payout is shown without its requestId, and continues with the linked one", () => {
    const { step } = follow(planned, ...doubted);
    const shown = take(step.state, untouched, beginning, { ...defaultSettings, restart: false });
    expect(summaryOf(shown)).toBe("action: request-id-unknown");
    const linked = take(shown.state, { type: "request-id", requestId: "r-1" });
    expect(summaryOf(linked)).toBe(`${byRequestId} 0`);
    expect(linked.state).toMatchObject({ phase: "created", isLinkedManually: false });
    const other: TestInput = { type: "request-id", requestId: "r-2" };
    expect(() => take(linked.state, other)).toThrow(new TypeError("The payment already has another requestId."));
    expect(summaryOf(take(linked.state, { type: "request-id", requestId: "r-1" }))).toBe(`${byRequestId} 0`);
  });

  test("is polled for while the payout shows no items", () => {
    const settings = { ...defaultSettings, restart: false };
    const { step, waitedMs } = pollOn(follow(planned, ...doubted).step, shows("INIT"), settings);
    expect(summaryOf(step)).toBe("action: request-id-unknown");
    expect(waitedMs).toBeGreaterThanOrEqual(defaultSettings.notFoundGraceMs);
  });

  test("returns the payment to planned when it was not sent, and requires an action", () => {
    const { summaries, step } = follow(planned, ...absent, failed("init-failed", "not-sent", "rate_limiter_failed"));
    expect(summaries.at(-1)).toBe("action: not-sent");
    expect(step.state).toMatchObject({ phase: "planned", inits: 0 });
  });

  test("is polled for at 2, 10 and 30 s when iyzico rejected it, and then requires an action", () => {
    for (const code of ["authentication_failed", "request_rejected"]) {
      const rejected = [...absent, failed("init-failed", "rejected", code)];
      const { summaries, step } = follow(planned, ...rejected, ...times(3, notFound));
      expect(summaries.slice(-4)).toEqual([
        `${byExternalId} 2000`,
        `${byExternalId} 8000`,
        `${byExternalId} 20000`,
        "action: init-rejected",
      ]);
      expect(step).not.toHaveProperty("actionRequired.report.inDoubt");
      expect(endOf(step.state, ...absent)).toBe("init");
    }
  });

  test("is in doubt when iyzico rejected it and refuses the polls too", () => {
    const refused: TestInput = {
      ...pollFailed,
      failure: { code: "authentication_failed", outcome: "rejected", message: "", hint: "" },
    };
    const rejected = failed("init-failed", "rejected", "authentication_failed");
    const { step } = follow(planned, ...absent, rejected, ...times(3, refused));
    expect(step).toMatchObject({ actionRequired: { reason: "init-rejected", report: { inDoubt: "init" } } });
    expect(endOf(step.state, ...absent)).toBe("init");
  });

  test("may have been delivered twice and rejected for that: the payout that a poll shows belongs to the payment", () => {
    const { step } = follow(planned, ...absent, failed("init-failed", "rejected", "request_rejected"));
    const items = ["a", "b"].map((itemExternalId) => ({
      itemExternalId,
      itemStatus: "INIT",
      massPayoutRequestId: "r-1",
    }));
    const { summaries, step: found } = follow(step.state, { type: "polled", payout: { payoutStatus: "INIT", items } });
    expect(summaries.at(-1)).toBe(`${byRequestId} 0`);
    expect(found.state.isLinkedManually).toBe(false);
  });

  test("is sent again a minute after rate_limited, and only when a poll shows no payout", () => {
    const limited = failed("init-failed", "rejected", "rate_limited");
    const { summaries, step } = follow(planned, ...absent, limited, ...absent);
    expect(summaries.slice(-3)).toEqual([`${byExternalId} 60000`, `${byExternalId} 7500`, "init"]);
    expect(endOf(planned, ...absent, limited, untouched)).toMatch(/^poll/);
    expect(step.state.inits).toBe(2);
  });
});

describe("a requestId of an operator", () => {
  test("that the payment has already changes nothing: an auth that was sent stays sent", () => {
    for (const inputs of [[...untilAuth], [...untilAuth, authorised]]) {
      const { state } = follow(planned, ...inputs).step;
      const { auths, phase, isConfirmed } = state;
      const given = take(state, { type: "request-id", requestId: "r-1" }).state;
      expect(given).toMatchObject({ auths, phase, isConfirmed, isLinkedManually: false });
    }
  });

  test("is not another one once a poll has shown an item of the payout, or its auth was sent", () => {
    const { state } = follow(planned, ...absent, initiated, shows("INIT", "INIT")).step;
    expect(state.phase).toBe("created");
    expect(canLinkPayout(state, "r-2")).toBe(false);
    expect(canLinkPayout({ ...planned, requestId: "r-1", phase: "authorising", auths: 1 }, "r-2")).toBe(false);
    expect(canLinkPayout({ ...planned, requestId: "r-1", phase: "created" }, "r-2")).toBe(true);
  });
});

describe("an auth whose outcome is unknown", () => {
  const doubted = [...untilAuth, failed("auth-failed", "unknown")] as const;

  test("took effect when the payout or an item has moved on", () => {
    const payoutStatuses = ["IN_PROGRESS", "PUBLISHED_TO_QUEUE", "COMPLETED", "FAIL", "CANCELED"];
    const moved = payoutStatuses.map((payoutStatus) => shows(payoutStatus, "INIT", "INIT"));
    for (const shown of [...moved, shows("INIT", "QUEUED", "INIT")]) {
      const { summaries, step } = follow(planned, ...doubted, untouched, shown);
      expect(summaries.at(-1)).toMatch(/^poll/);
      expect(step.state.phase).toBe("authorised");
    }
  });

  test("stays unknown when a poll shows an unknown status", () => {
    for (const shown of [shows("SOMETHING_NEW", "INIT", "INIT"), shows("INIT", "SOMETHING_NEW", "INIT")]) {
      const { step } = follow(planned, ...doubted, shown);
      expect(step.state.phase).toBe("authorising");
      expect(summaryOf(pollOn(step, shown).step)).toBe("action: unknown-status");
      expect(follow(step.state, shows("IN_PROGRESS", "INIT", "INIT")).step.state.phase).toBe("authorised");
    }
  });

  test("is never sent again by itself: after 10 minutes it requires an approval", () => {
    const { step, waitedMs } = pollOn(follow(planned, ...doubted).step, untouched);
    expect(summaryOf(step)).toBe("request-approval");
    expect(waitedMs).toBeGreaterThanOrEqual(defaultSettings.notFoundGraceMs);
    const { summaries, step: denied } = follow(step.state, untouched, "deny");
    expect(summaries.at(-1)).toBe("action: auth-outcome-unknown");
    expect(denied).toMatchObject({ actionRequired: { review: { earlierAuths: 1 }, report: { inDoubt: "auth" } } });
    expect(endOf(denied.state, untouched, "approve", untouched)).toBe("auth r-1");
  });

  test("is not approved again by the earlier approval", () => {
    expect(pollOn(follow(planned, ...doubted).step, untouched).step.state).not.toHaveProperty("approved");
  });

  test("returns the payment to created when it was not sent, and requires an action", () => {
    const { summaries, step } = follow(planned, ...untilAuth, failed("auth-failed", "not-sent", "rate_limiter_failed"));
    expect(summaries.at(-1)).toBe("action: not-sent");
    expect(step.state).toMatchObject({ phase: "created", auths: 0 });
  });

  test.each(["request_rejected", "authentication_failed", "product_not_enabled"])(
    "may have been delivered twice and rejected with %s for that: only a poll tells",
    (code) => {
      const rejected = [...untilAuth, failed("auth-failed", "rejected", code)] as const;
      expect(follow(planned, ...rejected, shows("IN_PROGRESS", "QUEUED", "INIT")).step.state.phase).toBe("authorised");
      // INIT may be shown for a while after an auth that took effect, so it is waited out as after a lost answer.
      const { step: asked, waitedMs } = pollOn(follow(planned, ...rejected).step, untouched);
      expect(waitedMs).toBeGreaterThanOrEqual(defaultSettings.notFoundGraceMs);
      expect(summaryOf(asked)).toBe("request-approval");
      const { summaries, step } = follow(asked.state, untouched, "deny");
      expect(summaries.at(-1)).toBe("action: auth-outcome-unknown");
      expect(step).toMatchObject({ actionRequired: { review: { earlierAuths: 1 }, failure: { code } } });
    },
  );

  test("is not sent again after rate_limited, because that it had no effect is only inferred", () => {
    const limited = failed("auth-failed", "rejected", "rate_limited");
    const { summaries, step } = follow(planned, ...untilAuth, limited);
    expect(summaries.at(-1)).toBe(`${byRequestId} 60000`);
    expect(pollOn(step, untouched).step).toMatchObject({
      command: { type: "request-approval", review: { earlierAuths: 1 } },
    });
  });

  test("requires an action when polls no longer show the payout", () => {
    const gone = times(20, notFound);
    expect(endOf(planned, ...doubted, ...gone)).toBe("action: payout-not-found");
  });
});

describe("an input that cannot follow", () => {
  test.each<[Payment["phase"], TestInput]>([
    ["planned", initiated],
    ["planned", failed("init-failed", "unknown")],
    ["planned", authorised],
    ["initiating", failed("auth-failed", "unknown")],
    ["initiating", { type: "approved", review: {} as never, digest: "", by: "" }],
    ["authorised", { type: "denied", review: {} as never }],
  ])("is rejected: after a payment that is %s, %j", (phase, input) => {
    const message = `"${input.type}" cannot follow on a payment that is ${phase}.`;
    expect(() => take({ ...planned, phase, requestId: "r-1" }, input)).toThrow(new TypeError(message));
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])("is rejected: a pause of %d", (pausedMs) => {
    expect(() => take(planned, { type: "resumed", pausedMs })).toThrow(/^pausedMs must be a number of milliseconds/);
  });

  test("is never a pause of more than a day, whatever Retry-After says", () => {
    const endless: TestInput = { ...pollFailed, minPauseMs: Number.POSITIVE_INFINITY } as TestInput;
    expect(follow(planned, endless).step.state.pauseMs).toBe(86_400_000);
  });

  test("is rejected: a poll without the balance that the command asked for", () => {
    const { step } = follow(planned, ...absent, initiated);
    expect(() =>
      take(step.state, {
        type: "polled",
        payout: {
          payoutStatus: "INIT",
          items: ["a", "b"].map((itemExternalId) => ({ itemExternalId, itemStatus: "INIT" })),
        },
      }),
    ).toThrow(/balance/);
  });
});

describe("an auth that could not be sent", () => {
  const unsent = failed("auth-failed", "not-sent", "network_error");

  test("is sent again once a poll has shown what was approved, three times at most in one call", () => {
    const { summaries, step } = follow(planned, ...untilAuth, unsent, untouched, unsent, untouched, unsent);
    expect(summaries.slice(-5)).toEqual([
      `${byRequestId} 5000`,
      "auth r-1",
      `${byRequestId} 5000`,
      "auth r-1",
      "action: not-sent",
    ]);
    expect(step.state).toMatchObject({ phase: "created", auths: 0 });
    expect(step.state).not.toHaveProperty("approved");
    expect(endOf(step.state, untouched, "approve", untouched, unsent)).toMatch(/^poll/);
  });

  test("is not sent again by itself if the payout shows something else by then", () => {
    expect(endOf(planned, ...untilAuth, unsent, shows("INIT", "INIT", "INVALID"))).toMatch(/^poll/);
    expect(endOf(planned, ...untilAuth, unsent, shows("IN_PROGRESS", "QUEUED", "INIT"))).toMatch(/^poll/);
  });

  test("for want of a slot or of time is not counted", () => {
    const late = failed("auth-failed", "not-sent", "deadline_exceeded");
    const { summaries } = follow(planned, ...untilAuth, late, untouched, late, untouched, late, untouched, late);
    expect(summaries.at(-1)).toMatch(/^poll/);
  });

  test("is tried again as often as init is, which pays no recipient", () => {
    const init = failed("init-failed", "not-sent", "network_error");
    const { summaries, step } = follow(planned, ...absent, init, ...absent, init, ...absent, init, ...absent);
    expect(summaries.filter((each) => each === "init")).toHaveLength(4);
    expect(step.state.inits).toBe(1);
  });
});

describe("an approval", () => {
  const asked = follow(planned, ...absent, initiated, untouched).step;
  const review = "command" in asked && asked.command.type === "request-approval" && asked.command.review;
  const given = (elapsedMs?: number): TestInput => ({
    type: "approved",
    review: review as Review,
    digest: "d-1",
    by: "finance",
    elapsedMs,
  });

  test("is followed by auth at once if the poll of the review has just been made", () => {
    expect(summaryOf(take(asked.state, given(0)))).toBe("auth r-1");
    expect(summaryOf(take(asked.state, given(10_000)))).toBe("auth r-1");
  });

  test("is followed by another poll if the poll is older, or its age is not known", () => {
    expect(summaryOf(take(asked.state, given(10_001)))).toBe(`${byRequestId} 0`);
    expect(summaryOf(take(asked.state, given()))).toBe(`${byRequestId} 0`);
  });

  test("is followed by another poll if the review is not what the payment shows", () => {
    const other = { ...(review as Review), payable: { count: 1, amounts: { TRY: "1" } } };
    expect(summaryOf(take(asked.state, { ...given(0), review: other } as TestInput))).toBe(`${byRequestId} 0`);
  });

  test("that only a digest can give is followed by another poll", () => {
    const second = pollOn(follow(planned, ...untilAuth, failed("auth-failed", "unknown")).step, untouched).step;
    if (!("command" in second) || second.command.type !== "request-approval") throw new Error("No review.");
    const again = { ...given(0), review: second.command.review } as TestInput;
    expect(summaryOf(take(second.state, again))).toBe(`${byRequestId} 0`);
  });
});

test("the balance is not read while an earlier auth may still take effect, and before a review it is", () => {
  const doubted = follow(planned, ...untilAuth, failed("auth-failed", "unknown"));
  expect(doubted.step).toMatchObject({ command: { withBalance: false } });
  const linked = take(planned, { type: "request-id", requestId: "r-1" });
  const waiting = take(linked.state, untouched);
  expect(waiting).toMatchObject({ command: { withBalance: false } });
  let step = waiting;
  while ("command" in step && step.command.type === "poll") {
    const { balance, ...payout } = (untouched as { payout: PolledPayout }).payout;
    step = take(step.state, { type: "polled", payout: step.command.withBalance ? { ...payout, balance } : payout });
  }
  expect(step).toMatchObject({ command: { type: "request-approval", review: { balance: "1000" } } });
});
