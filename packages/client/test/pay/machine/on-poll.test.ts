import { describe, expect, test } from "vitest";
import type { Payment } from "../../../src/pay/machine/payment.ts";
import { defaultSettings } from "../../../src/pay/machine/step.ts";
import {
  absent,
  authorised,
  byExternalId,
  byRequestId,
  endOf,
  failed,
  follow,
  initiated,
  notFound,
  planned,
  pollFailed,
  pollInJobs,
  pollOn,
  shows,
  summaryOf,
  type TestInput,
  take,
  times,
  untilAuth,
  untouched,
} from "../../support/payment-steps.ts";

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
    const leftMs = defaultSettings.notFoundGraceMs - state.pollEvidenceMs;
    expect(summaryOf(pollInJobs(state, leftMs - 1, input))).toMatch(/^poll/);
    expect(summaryOf(pollInJobs(state, leftMs, input))).toBe(end);
    // Of a pause of hours, in which no poll was made, a minute counts.
    const hours = take(take(state, { type: "resumed", pausedMs: 4 * 3_600_000 }).state, input);
    expect([summaryOf(hours), hours.state.pollEvidenceMs]).toEqual([expect.stringMatching(/^poll/), 60_000]);
  });
});

describe("a payment requires an action", () => {
  const begun = [...untilAuth, authorised] as const;

  test("when the linked payout does not exist, until the right one is linked", () => {
    const linked = take(planned, { type: "request-id", requestId: "wrong" });
    const { step } = pollOn(linked, notFound);
    // The store that was lost may have sent an auth.
    expect(step).toMatchObject({
      actionRequired: { reason: "payout-not-found", messageId: "payout-not-found-authorised" },
    });
    const relinked = take(step.state, { type: "request-id", requestId: "right" });
    expect(relinked).toMatchObject({ command: { reference: { requestId: "right" } } });
    const seen = take(relinked.state, untouched);
    expect(() => take(seen.state, { type: "request-id", requestId: "wrong" })).toThrow(TypeError);
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
          messageId: "payout-not-found-authorised",
          message: expect.stringMatching(/no other way and under no other key/),
          report: { inDoubt: "auth" },
        },
      });
    }
    const { step } = pollOn(follow(planned, ...absent, initiated).step, notFound);
    expect(step).toMatchObject({ actionRequired: { reason: "payout-not-found", messageId: "payout-not-found" } });
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

  test("not for a status of the payout that is unknown, if each item was rejected", () => {
    const rejected = shows("SOMETHING_NEW", "INVALID", "INVALID");
    expect(endOf(planned, ...untilAuth, authorised, shows("IN_PROGRESS", "QUEUED", "QUEUED"), rejected)).toBe(
      "done: none",
    );
  });
});
