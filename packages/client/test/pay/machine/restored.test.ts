// A store that came back to an older state: an init or an auth may have been sent that the payment does not know of.
import { describe, expect, test } from "vitest";
import { digestOf } from "../../../src/pay/machine/digest.ts";
import type { OtherPayout } from "../../../src/pay/machine/input.ts";
import type { Payment, Review } from "../../../src/pay/machine/payment.ts";
import { reportOf } from "../../../src/pay/machine/report.ts";
import { defaultSettings, type Step } from "../../../src/pay/machine/step.ts";
import { decideApproval } from "../../../src/payment.ts";
import {
  absent,
  authorised,
  beginning,
  failed,
  follow,
  initiated,
  notFound,
  planned,
  pollInJobs,
  pollOn,
  shows,
  showsItems,
  summaryOf,
  take,
  times,
  untilAuth,
  untouched,
} from "../../support/payment-steps.ts";

const { notFoundGraceMs } = defaultSettings;
const restoredAt = beginning + 7;
const chain = ["salaries", "salaries-r2", "salaries-r3", "salaries-r4"];

/** The first step of a call whose store may have lost what was stored last. */
const restored = (state: Payment): Step => take(state, { type: "resumed", isRestored: true }, restoredAt);
const stateAfter = (...inputs: Parameters<typeof follow> extends [Payment, ...infer Inputs] ? Inputs : never) =>
  follow(planned, ...inputs).step.state;

const initSent = () => stateAfter(...absent);
const created = () => stateAfter(...absent, initiated, untouched);
const authorising = () => stateAfter(...untilAuth);

function othersIn(step: Step): readonly string[] | undefined {
  return "command" in step && step.command.type === "poll" ? step.command.others : undefined;
}

function reviewIn(step: Step): Review {
  if (!("command" in step) || step.command.type !== "request-approval") throw new Error(summaryOf(step));
  return step.command.review;
}

const approve = (step: Step): Step =>
  take(step.state, { type: "approved", review: reviewIn(step), digest: "d-1", by: "finance", elapsedMs: 0 });

/** The payout of an init whose answer is lost, with its requestId, beside these others. */
const showsRequestId = (others: readonly OtherPayout[] = []) =>
  showsItems(
    "INIT",
    ["a", "b"].map((itemExternalId) => ({ itemExternalId, itemStatus: "INIT", massPayoutRequestId: "r-1" })),
    { others },
  );

const other = (externalId: string, payoutStatus?: string): OtherPayout => ({
  externalId,
  ...(payoutStatus !== undefined && { payoutStatus }),
  count: 2,
  amounts: {},
  moved: [],
  rejected: [],
});

test.each<[string, () => Payment]>([
  ["planned", () => planned],
  ["initiating", initSent],
  ["created", created],
  ["authorising", authorising],
])("a payment that is %s then polls all externalIds of its chain, and remembers why", (phase, start) => {
  const step = restored(start());
  expect(othersIn(step)).toEqual(chain);
  expect(step.state).toMatchObject({ phase, mayHaveLostWrites: true, restoredAt, pollEvidenceMs: 0 });
  expect(step.state).not.toHaveProperty("approved");
  expect(step.state.history.at(-1)).toEqual({ at: restoredAt, event: "restored" });
  // What was sent may be more than is known.
  expect(reportOf(step.state).inDoubt).toBe("auth");
});

describe("an init, also the first one,", () => {
  test.each<[string, () => Payment, number]>([
    ["planned", () => planned, 1],
    ["initiating", initSent, 2],
    ["planned, after it could not be sent,", () => stateAfter(...absent, failed("init-failed", "not-sent")), 1],
  ])("of a payment that is %s is sent when no poll has shown a payout for the grace period", (_, start, inits) => {
    const { step, waitedMs } = pollOn(restored(start()), notFound);
    expect(summaryOf(step)).toBe("init");
    expect(step.state).toMatchObject({ inits, mayHaveLostWrites: true });
    expect(waitedMs).toBeGreaterThanOrEqual(notFoundGraceMs);
  });

  test("is sent after calls that are shorter than the grace period, too", () => {
    const first = take(restored(planned).state, notFound);
    const step = pollInJobs(first.state, notFoundGraceMs - 1, notFound);
    expect(summaryOf(step)).toMatch(/^poll/);
    expect(summaryOf(take(step.state, { type: "resumed" }))).toMatch(/^poll/);
    expect(summaryOf(pollInJobs(step.state, 1, notFound))).toBe("init");
  });

  test("is not sent if iyzico shows a payout of the chain", () => {
    const others = [other("salaries-r2", "IN_PROGRESS")];
    expect(take(restored(planned).state, { type: "not-found", others })).toMatchObject({
      actionRequired: { reason: "external-id-taken", messageId: "external-id-taken-authorised" },
    });
  });

  test("that shows no effect three times asks iyzico for a payout that may be authorised", () => {
    let step = restored(initSent());
    for (let inits = 0; inits < 2; inits += 1) {
      step = pollOn(step, notFound).step;
      expect(summaryOf(step)).toBe("init");
      step = take(step.state, failed("init-failed", "unknown"));
    }
    expect(pollOn(step, notFound).step).toMatchObject({
      actionRequired: { reason: "init-outcome-unknown", messageId: "init-outcome-unknown-restored" },
    });
  });
});

describe("a payout of a payment that has sent no init", () => {
  test("is its own if iyzico shows the requestId, and is never authorised without a digest", () => {
    const step = take(restored(planned).state, showsRequestId());
    expect(step.state).toMatchObject({ phase: "created", inits: 1, requestId: "r-1", isConfirmed: false });
    expect(othersIn(step)).toEqual(chain);
    const { step: asked, waitedMs } = pollOn(step, untouched);
    expect(waitedMs).toBeGreaterThanOrEqual(notFoundGraceMs);
    expect(reviewIn(asked)).toMatchObject({ mayHaveLostWrites: true, restoredAt, found: {} });
  });

  test.each([
    ["without its requestId", untouched],
    ["with items of another plan", showsItems("INIT", [{ itemExternalId: "c", itemStatus: "INIT" }])],
    ["beside another one of its chain", showsRequestId([other("salaries-r2", "INIT")])],
  ])("is reported if it is shown %s", (_, input) => {
    const step = take(restored(planned).state, input);
    expect(step).toMatchObject({ actionRequired: { reason: "external-id-taken" } });
    // An operator links it, and its auth takes a digest too.
    expect(take(step.state, { type: "request-id", requestId: "r-1" }).state).toMatchObject({
      phase: "created",
      isLinkedManually: true,
      mayHaveLostWrites: true,
    });
  });
});

describe("a payout of an init whose answer is unknown", () => {
  test("is created if iyzico shows its requestId", () => {
    const { state } = take(restored(initSent()).state, showsRequestId());
    expect(state).toMatchObject({ phase: "created", mayHaveLostWrites: true, requestId: "r-1" });
  });

  test("is not abandoned for another one if it does not: the payout may be authorised", () => {
    expect(summaryOf(take(restored(initSent()).state, untouched))).toBe("action: request-id-unknown");
  });

  test("may be any of the chain if an operator links it", () => {
    const { state } = take(restored(initSent()).state, untouched);
    const linked = take(state, { type: "request-id", requestId: "r-2" });
    const { state: adopted } = take(linked.state, shows("INIT", "INIT", "INIT", { externalId: "salaries-r2" }));
    expect(adopted).toMatchObject({ restart: 1, requestId: "r-2", isLinkedManually: true });
  });
});

describe("auth", () => {
  test("takes the grace period, a digest, and another poll of the whole chain", async () => {
    const { step: asked, waitedMs } = pollOn(restored(created()), untouched);
    expect(waitedMs).toBeGreaterThanOrEqual(notFoundGraceMs);
    const review = reviewIn(asked);
    expect(review).toMatchObject({ mayHaveLostWrites: true, restoredAt, earlierAuths: 0 });
    for (const approval of [undefined, () => true]) {
      expect(await decideApproval(approval, review)).toMatchObject({ type: "denied" });
    }
    const denied = take(asked.state, { type: "denied", review });
    expect(denied).toMatchObject({
      actionRequired: { reason: "auth-outcome-unknown", messageId: "auth-outcome-unknown-restored" },
    });
    const approved = approve(asked);
    expect(othersIn(approved)).toEqual(chain);
    expect(summaryOf(take(approved.state, untouched))).toBe("auth r-1");
  });

  test("is not sent if that poll shows another payout of the chain as authorised", () => {
    const approved = approve(pollOn(restored(created()), untouched).step);
    const beside = shows("INIT", "INIT", "INIT", { others: [other("salaries-r2", "IN_PROGRESS")] });
    expect(summaryOf(take(approved.state, beside))).toBe("action: abandoned-payout-moved");
  });

  test("is not sent by an approval from before, and the time begins again with every restore", async () => {
    const approved = approve(pollOn(restored(created()), untouched).step);
    const again = take(approved.state, { type: "resumed", isRestored: true }, restoredAt + 1);
    const { step: asked, waitedMs } = pollOn(again, untouched);
    expect(waitedMs).toBeGreaterThanOrEqual(notFoundGraceMs);
    const before = reviewIn(pollOn(restored(created()), untouched).step);
    expect(await digestOf(reviewIn(asked))).not.toBe(await digestOf(before));
  });

  test("of a payment that was about to be authorised is a second one", () => {
    const { step, waitedMs } = pollOn(restored(authorising()), untouched);
    expect(waitedMs).toBeGreaterThanOrEqual(notFoundGraceMs);
    expect(reviewIn(step)).toMatchObject({ earlierAuths: 1, mayHaveLostWrites: true });
  });

  test("may have been sent although iyzico does not show the payout", () => {
    expect(pollOn(restored(created()), notFound).step).toMatchObject({
      actionRequired: { reason: "payout-not-found", messageId: "payout-not-found-authorised" },
    });
  });
});

describe("what polls show as authorised", () => {
  const paid = shows("COMPLETED", "SUCCESS", "SUCCESS");

  test.each<[string, () => Payment]>([
    ["created", created],
    ["authorising", authorising],
    ["authorised", () => stateAfter(...untilAuth, authorised)],
  ])("settles a payment that is %s, and nothing is in doubt any more", (_, start) => {
    const { step } = pollOn(restored(start()), paid);
    expect(summaryOf(step)).toBe("done: all");
    expect(step.state).not.toHaveProperty("mayHaveLostWrites");
    expect(step.state).not.toHaveProperty("restoredAt");
    expect(reportOf(step.state).inDoubt).toBeUndefined();
  });

  test("is polled without the other payouts, and a settled payment not at all", () => {
    expect(othersIn(restored(stateAfter(...untilAuth, authorised)))).toBeUndefined();
    const settled = stateAfter(...untilAuth, authorised, ...times(2, paid));
    expect(restored(settled)).toMatchObject({ done: { paid: "all" }, state: { phase: "settled" } });
    expect(restored(settled).state).not.toHaveProperty("mayHaveLostWrites");
  });
});
