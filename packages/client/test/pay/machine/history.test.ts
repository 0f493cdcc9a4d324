import { describe, expect, test } from "vitest";
import { reportOf } from "../../../src/pay/machine/report.ts";
import {
  absent,
  authorised,
  beginning,
  failed,
  follow,
  notFound,
  planned,
  pollFailed,
  pollOn,
  shows,
  take,
  times,
  untilAuth,
  untouched,
} from "../../support/payment-steps.ts";

const eventsOf = ({ history }: { history: readonly { event: string }[] }) => history.map(({ event }) => event);

describe("the history of a payment", () => {
  test("has what was sent, polled and approved, in order and with times", () => {
    const at = beginning + 60_000;
    const last = { ...shows("COMPLETED", "SUCCESS", "SUCCESS"), at };
    const { step } = follow(planned, ...untilAuth, authorised, shows("IN_PROGRESS", "QUEUED", "INIT"), last);
    expect(eventsOf(step.state)).toEqual([
      "created",
      "not-found",
      "init-sent",
      "init-accepted",
      "polled",
      "approved",
      "auth-sent",
      "auth-accepted",
      "polled",
      "polled",
      "settled",
    ]);
    expect(step.state.history.slice(-2)).toEqual([
      { at, event: "polled", payoutStatus: "COMPLETED", itemStatuses: { SUCCESS: 2 } },
      { at, event: "settled" },
    ]);
    expect("done" in step && step.done.history).toEqual(step.state.history);
  });

  test("has who approved what, with the note", () => {
    const { step } = follow(planned, ...untilAuth.slice(0, 4));
    if (!("command" in step) || step.command.type !== "request-approval") throw new Error("No review.");
    const { review } = step.command;
    const given = { type: "approved", review, digest: "d-7", by: "Ayşe", note: "checked" } as const;
    const { state } = take(step.state, given, beginning + 1);
    const approval = { digest: "d-7", by: "Ayşe", note: "checked", at: beginning + 1 };
    expect(reportOf(state).approvals).toEqual([approval]);
    expect(state.history.at(-1)).toEqual({ event: "approved", ...approval });
  });

  test("does not grow with polls that show nothing new, nor with calls that end as before", () => {
    const half = shows("PUBLISHED_TO_QUEUE", "DEPOSIT_FAIL", "SUCCESS");
    const { state } = pollOn(follow(planned, ...untilAuth, authorised).step, half).step;
    expect(eventsOf(state).slice(-2)).toEqual(["polled", "action-required"]);
    let again = state;
    for (let calls = 0; calls < 5; calls += 1) again = follow(again, pollFailed, half).step.state;
    expect(again.history).toEqual(state.history);
    const denied = follow(planned, ...untilAuth.slice(0, 4), "deny").step.state;
    expect(eventsOf(denied).slice(-2)).toEqual(["denied", "action-required"]);
    expect(follow(denied, untouched, "deny").step.state.history).toEqual(denied.history);
  });

  test("ends with the action that a call required, also if the call before required it and a poll has shown others since", () => {
    const unknown = shows("PUBLISHED_TO_QUEUE", "SUCCESS", "HELD");
    const { state } = pollOn(follow(planned, ...untilAuth, authorised).step, unknown).step;
    expect(eventsOf(state).slice(-2)).toEqual(["polled", "action-required"]);
    const other = shows("PUBLISHED_TO_QUEUE", "SUCCESS", "HELD_AGAIN");
    const rest = pollOn(follow(state, other).step, other).step.state;
    expect(eventsOf(rest).slice(-4)).toEqual(["polled", "action-required", "polled", "action-required"]);
  });

  test("has the same entry for the same counts, in whatever order a store keeps the fields", () => {
    const half = shows("PUBLISHED_TO_QUEUE", "SUCCESS", "PROCESSING");
    const { state } = follow(planned, ...untilAuth, authorised, half).step;
    const history = state.history.map(
      (entry) => Object.fromEntries(Object.entries(entry).toReversed()) as typeof entry,
    );
    expect(follow({ ...state, history }, half).step.state.history).toHaveLength(history.length);
  });

  test("has what failed, with iyzico's code, and when another process's lock was taken over", () => {
    const { step } = follow(planned, ...absent, failed("init-failed", "unknown", "timeout"));
    expect(step.state.history.at(-1)).toMatchObject({ event: "init-failed", code: "timeout", outcome: "unknown" });
    const coded = { ...failed("init-failed", "rejected", "request_rejected") };
    const failure = { ...(coded as { failure: object }).failure, errorCode: "11" };
    const rejected = take(follow(planned, ...absent).step.state, { ...coded, failure } as typeof coded);
    expect(rejected.state.history.at(-1)).toMatchObject({ event: "init-failed", errorCode: "11" });
    const taken = take(step.state, { type: "resumed", isTakenOver: true });
    expect(taken.state.history.at(-1)).toMatchObject({ event: "taken-over" });
  });

  test("says when init and auth were last sent, and not when one could not be sent", () => {
    const { state } = follow(planned, ...untilAuth).step;
    expect(reportOf(state)).toMatchObject({ initSentAt: beginning + 5_000, authSentAt: beginning + 5_000 });
    const unsent = take(state, failed("auth-failed", "not-sent", "network_error"));
    expect(reportOf(unsent.state)).not.toHaveProperty("authSentAt");
    expect(reportOf(planned)).not.toHaveProperty("initSentAt");
  });

  test("has a linked payout, and a poll that shows none again after it was shown", () => {
    const linked = take(planned, { type: "request-id", requestId: "r-1" }, beginning + 1);
    expect(linked.state.history.at(-1)).toEqual({ at: beginning + 1, event: "linked", requestId: "r-1" });
    const again = take(linked.state, { type: "request-id", requestId: "r-1" });
    expect(again.state.history).toEqual(linked.state.history);
    const { state } = follow(planned, ...untilAuth, authorised, ...times(3, notFound), untouched).step;
    expect(eventsOf(state).slice(-3)).toEqual(["auth-accepted", "not-found", "polled"]);
  });
});
