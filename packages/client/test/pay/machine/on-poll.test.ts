import { describe, expect, test } from "vitest";
import type { PaymentInput } from "../../../src/pay/machine/input.ts";
import { next } from "../../../src/pay/machine/next.ts";
import { defaultSettings } from "../../../src/pay/machine/step.ts";
import {
  authorised,
  byExternalId,
  byRequestId,
  endOf,
  follow,
  initiated,
  notFound,
  planned,
  pollFailed,
  pollOn,
  shows,
  summaryOf,
  times,
  untilAuth,
  untouched,
} from "../../support/payment-steps.ts";

describe("a payment that has sent nothing", () => {
  const odd: PaymentInput = { type: "not-found", isCertain: false };

  test("takes an undocumented rejection for absence only when two polls in a row have it", () => {
    expect(follow(planned, odd, odd).summaries).toEqual([`${byExternalId} 0`, `${byExternalId} 5000`, "init"]);
    expect(endOf(planned, odd, untouched)).toBe("action: external-id-taken");
  });
});

describe("a payment requires an action", () => {
  const begun = [...untilAuth, authorised] as const;

  test("when the linked payout does not exist, until the right one is linked", () => {
    const linked = next(planned, { type: "request-id", requestId: "wrong" });
    const { step } = pollOn(linked, notFound);
    expect(summaryOf(step)).toBe("action: payout-not-found");
    const relinked = next(step.state, { type: "request-id", requestId: "right" });
    expect(relinked).toMatchObject({ command: { reference: { requestId: "right" } } });
    const seen = next(relinked.state, untouched);
    expect(() => next(seen.state, { type: "request-id", requestId: "wrong" })).toThrow(TypeError);
  });

  test("when iyzico took the auth and the payout still shows as not authorised", () => {
    expect(summaryOf(pollOn(follow(planned, ...begun).step, untouched).step)).toBe("action: stuck");
  });

  test("when the payout has an unknown status and no item is in progress", () => {
    const shown = shows("IYZICO_INSUFFICIENT_BALANCE", "INIT", "INIT");
    expect(summaryOf(pollOn(follow(planned, ...begun).step, shown).step)).toBe("action: unknown-status");
    const before = follow(planned, notFound, initiated, shown).step;
    expect(before.state.phase).toBe("created");
    expect(summaryOf(pollOn(before, shown).step)).toBe("action: unknown-status");
  });

  test("when the balance does not cover the payout and items stay queued", () => {
    const shown = shows("INSUFFICIENT_BALANCE", "QUEUED", "INIT");
    expect(summaryOf(pollOn(follow(planned, ...begun).step, shown).step)).toBe("action: insufficient-balance");
  });

  test("when answers cannot be read for 10 minutes, and not because of an outage", () => {
    const odd = { ...pollFailed, failure: { code: "unreadable_response", outcome: "unknown", message: "", hint: "" } };
    const { step, waitedMs } = pollOn(follow(planned).step, odd as PaymentInput);
    expect(step).toMatchObject({
      actionRequired: { reason: "retrieve-failed", failure: { code: "unreadable_response" } },
    });
    expect(waitedMs).toBeGreaterThanOrEqual(defaultSettings.notFoundGraceMs);
    expect(endOf(planned, ...times(40, pollFailed))).toBe(`${byExternalId} 60000`);
  });

  test("not for a cancelled payout whose listing lacks items: none is paid", () => {
    const cancelled = shows("CANCELED", "MASS_PAYOUT_CANCELED");
    expect(endOf(planned, notFound, initiated, cancelled)).toBe("done: none");
  });

  test("not for one odd answer while iyzico is paying", () => {
    const healthy = Array.from({ length: 30 }, () => shows("PUBLISHED_TO_QUEUE", "PROCESSING", "PROCESSING"));
    expect(endOf(planned, ...begun, ...healthy, notFound)).toBe(`${byRequestId} 60000`);
  });

  test("when iyzico has a payout with its externalId that the store has no record of", () => {
    const { summaries, step } = follow(planned, untouched);
    expect(summaries.at(-1)).toBe("action: external-id-taken");
    const linked = next(step.state, { type: "request-id", requestId: "r-1" });
    expect(linked.state.isLinkedManually).toBe(true);
    expect(next(linked.state, untouched)).toMatchObject({
      command: { type: "request-approval", review: { isLinkedManually: true } },
    });
  });

  test.each<[string, PaymentInput]>([
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
    expect(endOf(planned, notFound, initiated, shown)).toBe("action: payout-mismatch");
  });

  test("when init rejected an item that was not sent, and afterwards only an approval by digest authorises the payout", () => {
    const { summaries, step } = follow(planned, notFound, { ...initiated, rejected: [{ itemExternalId: "c" }] });
    expect(summaries.at(-1)).toBe("action: payout-mismatch");
    expect(follow(step.state, untouched).step).toMatchObject({ command: { review: { isLinkedManually: true } } });
  });

  test("when an item is missing for 10 minutes, and not before", () => {
    const half = shows("INIT", "INIT");
    const { summaries } = follow(planned, notFound, initiated, ...times(16, half));
    expect(summaries.at(-2)).toBe(`${byRequestId} 60000`);
    expect(summaries.at(-1)).toBe("action: payout-not-found");
  });

  test("when no later poll can succeed, and the failure is not stored", () => {
    const rejected: PaymentInput = {
      type: "poll-failed",
      failure: { code: "authentication_failed", outcome: "rejected", message: "", hint: "" },
      isTransient: false,
      minPauseMs: 0,
    };
    const { summaries, step } = follow(planned, rejected);
    expect(summaries.at(-1)).toBe("action: retrieve-failed");
    expect(step).toMatchObject({ actionRequired: { failure: { code: "authentication_failed" } } });
    expect(step.state).not.toHaveProperty("failure");
  });

  test("for failed refunds and unknown statuses, once no other item is in progress", () => {
    const begun = [...untilAuth, authorised] as const;
    expect(endOf(planned, ...begun, shows("PUBLISHED_TO_QUEUE", "DEPOSIT_FAIL", "PROCESSING"))).toMatch(/^poll/);
    expect(endOf(planned, ...begun, shows("PUBLISHED_TO_QUEUE", "DEPOSIT_FAIL", "SUCCESS"))).toBe(
      "action: refund-failed",
    );
    expect(endOf(planned, ...begun, shows("PUBLISHED_TO_QUEUE", "DEPOSIT_FAIL", "BLOCKED"))).toBe(
      "action: unknown-status",
    );
  });

  test("to fill the balance, and to approve another auth if iyzico does not continue by itself", () => {
    const short = shows("INSUFFICIENT_BALANCE", "INIT", "INIT");
    const begun = [...untilAuth, authorised, short] as const;
    const { summaries, step } = follow(planned, ...begun, short, "deny");
    expect(summaries.slice(-3)).toEqual([`${byRequestId} 0`, "request-approval", "action: insufficient-balance"]);
    expect(endOf(step.state, shows("IN_PROGRESS", "QUEUED", "INIT"))).toBe(`${byRequestId} 5000`);
    expect(endOf(step.state, short, "approve", short)).toBe("auth r-1");
  });

  test("when the balance ran out after some items were paid", () => {
    const { summaries } = follow(planned, ...untilAuth, authorised, shows("INSUFFICIENT_BALANCE", "SUCCESS", "INIT"));
    expect(summaries.at(-1)).toBe("action: insufficient-balance");
  });
});
