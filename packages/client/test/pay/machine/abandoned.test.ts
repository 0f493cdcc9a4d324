import { describe, expect, test } from "vitest";
import type { OtherPayout } from "../../../src/pay/machine/input.ts";
import type { Payment } from "../../../src/pay/machine/payment.ts";
import { reportOf } from "../../../src/pay/machine/report.ts";
import { defaultSettings, type Step } from "../../../src/pay/machine/step.ts";
import {
  absent,
  authorised,
  beginning,
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
  untouched,
} from "../../support/payment-steps.ts";

const { notFoundGraceMs } = defaultSettings;
const doubted = [...absent, failed("init-failed", "unknown")] as const;

function other(externalId: string, payoutStatus?: string, more: Partial<OtherPayout> = {}): OtherPayout {
  return { externalId, payoutStatus, count: 2, amounts: { TRY: "201.00" }, moved: [], rejected: [], ...more };
}

/** An input that shows the payout of the first init with a status. */
function beside(input: TestInput, others: readonly OtherPayout[]): TestInput {
  if (input.type === "polled") return { ...input, payout: { ...input.payout, others } };
  return { ...input, others } as TestInput;
}
const othersIn = (step: Step) =>
  "command" in step && step.command.type === "poll" ? step.command.others : summaryOf(step);
const first = other("salaries", "INIT");
const absentBeside = [beside(notFound, [first]), beside(notFound, [first])];
const shownBeside = (others: readonly OtherPayout[] = [first]) => beside(untouched, others);

/** The payment after the restart. */
function restarted(): Step {
  const { step, waitedMs } = restartedAfter(untouched);
  expect(waitedMs).toBeGreaterThanOrEqual(notFoundGraceMs);
  return step;
}

/** Polls until the payment begins again under another externalId. */
function restartedAfter(input: TestInput): { step: Step; waitedMs: number } {
  let { step } = follow(planned, ...doubted);
  let waitedMs = 0;
  while (step.state.restart === 0 && "command" in step && step.command.type === "poll") {
    waitedMs += step.command.afterMs;
    step = take(step.state, input, beginning + waitedMs);
  }
  return { step, waitedMs };
}

const secondInit = [...absentBeside, { ...initiated, requestId: "r-2" }] as const;
/** The payment up to the auth of the second payout. */
const untilSecondAuth = [...secondInit, shownBeside(), "approve", shownBeside()] as const;

describe("a payout whose requestId was lost", () => {
  test("is abandoned after polls have shown for the grace period that it is not authorised", () => {
    const { state, ...step } = restarted();
    expect(step).toMatchObject({
      command: {
        type: "poll",
        reference: { externalMassPayoutId: "salaries-r2" },
        others: ["salaries"],
      },
    });
    expect(state).toMatchObject({
      phase: "planned",
      restart: 1,
      inits: 0,
      abandoned: [{ externalId: "salaries", restart: 0, inits: 1, status: "INIT", count: 2, rejected: [] }],
    });
    expect(state.history.at(-1)).toMatchObject({ event: "restarted", externalId: "salaries-r2" });
    expect(reportOf(state)).toMatchObject({
      externalId: "salaries-r2",
      inits: 0,
      abandoned: [{ externalId: "salaries", status: "INIT" }],
    });
  });

  test("is abandoned also while it shows no items, or rejected ones, which are remembered", () => {
    expect(restartedAfter(shows("INIT")).step.state.restart).toBe(1);
    const { abandoned } = restartedAfter(shows("INIT", "INIT", "INVALID")).step.state;
    expect(abandoned).toMatchObject([{ rejected: ["b"] }]);
  });

  test("is not abandoned if the requestId is shown in the meantime", () => {
    const items = ["a", "b"].map((itemExternalId) => ({
      itemExternalId,
      itemStatus: "INIT",
      massPayoutRequestId: "r-1",
    }));
    const shown: TestInput = { type: "polled", payout: { payoutStatus: "INIT", items } };
    expect(follow(planned, ...doubted, untouched, untouched, shown).step.state).toMatchObject({
      phase: "created",
      restart: 0,
      requestId: "r-1",
    });
  });

  test.each([
    shows("IN_PROGRESS", "INIT", "INIT"),
    shows("INIT", "QUEUED", "INIT"),
    shows("INSUFFICIENT_BALANCE", "INIT", "INIT"),
    shows("NEWER", "INIT", "INIT"),
  ])("requires an action if it is or may be authorised: %j", (shown) => {
    expect(endOf(planned, ...doubted, untouched, shown)).toBe("action: request-id-unknown");
  });

  test("has its time begin again when a poll shows no payout", () => {
    const { summaries } = follow(planned, ...doubted, ...times(14, untouched), notFound, ...times(10, untouched));
    expect(summaries.at(-1)).toMatch(/^poll/);
  });

  test("has its time begin again when a poll shows it as authorised", () => {
    const moved = shows("PUBLISHED_TO_QUEUE", "QUEUED", "QUEUED");
    const { summaries, step } = follow(planned, ...doubted, ...times(14, untouched), moved);
    expect(summaries.at(-1)).toBe("action: request-id-unknown");
    expect(follow(step.state, ...times(10, untouched)).step.state.restart).toBe(0);
  });

  test("requires an action if the payment may not begin again, or has done so three times", () => {
    const settings = { ...defaultSettings, restart: false };
    expect(summaryOf(take(follow(planned, ...doubted).step.state, untouched, beginning, settings))).toBe(
      "action: request-id-unknown",
    );
    const last: Payment = { ...follow(planned, ...doubted).step.state, restart: 3, abandoned: [] as never };
    const { abandoned: _, ...state } = last;
    expect(endOf(state, untouched)).toBe("action: request-id-unknown");
  });
});

describe("a payment that begins again", () => {
  test("polls the new id twice, inits under it with the same items, and pays", () => {
    const { summaries, step } = follow(restarted().state, ...secondInit);
    expect(summaries).toContain("init");
    expect(step.state).toMatchObject({ phase: "created", inits: 1, isConfirmed: true, requestId: "r-2" });
    const settled = follow(
      restarted().state,
      ...untilSecondAuth,
      authorised,
      beside(shows("COMPLETED", "SUCCESS", "SUCCESS"), [first]),
    );
    expect(settled.step).toMatchObject({
      done: { paid: "all", externalId: "salaries-r2", abandoned: [{ externalId: "salaries", status: "INIT" }] },
    });
  });

  test("commands the init of the new id", () => {
    expect(follow(restarted().state, ...absentBeside).step).toMatchObject({
      command: { type: "init", externalId: "salaries-r2" },
    });
  });

  test("takes a payout under the new id for another's, because it has not sent it", () => {
    const { step } = follow(restarted().state, shownBeside());
    expect(step).toMatchObject({
      actionRequired: {
        reason: "external-id-taken",
        foundPayouts: [
          { externalId: "salaries-r2", status: "INIT" },
          { externalId: "salaries", status: "INIT" },
        ],
      },
    });
    // Another key is not advised while the abandoned one is authorised.
    expect(endOf(restarted().state, shownBeside([other("salaries", "IN_PROGRESS")]))).toBe(
      "action: abandoned-payout-moved",
    );
  });

  test("is lost and begins again once more, and polls both abandoned payouts", () => {
    const lost = follow(restarted().state, ...absentBeside, failed("init-failed", "unknown")).step;
    const { step } = pollOn(lost, shownBeside());
    expect(step.state).toMatchObject({
      restart: 2,
      abandoned: [{ externalId: "salaries" }, { externalId: "salaries-r2" }],
    });
  });

  test("needs the other payouts in every poll: without them it throws", () => {
    const { state } = restarted();
    expect(() => take(state, { type: "not-found", others: undefined })).toThrow(/others/);
  });
});

describe("an abandoned payout that is authorised", () => {
  const moved = other("salaries", "IN_PROGRESS");
  const moments: [string, readonly (TestInput | "approve")[], TestInput][] = [
    ["before init", [], beside(notFound, [moved])],
    ["before the review", secondInit, shownBeside([moved])],
    ["between the approval and auth", [...secondInit, shownBeside(), "approve"], shownBeside([moved])],
    ["after auth", untilSecondAuth, shownBeside([moved])],
    [
      "while the second is paid",
      [...untilSecondAuth, authorised],
      beside(shows("IN_PROGRESS", "QUEUED", "INIT"), [moved]),
    ],
    [
      "in the poll that would settle",
      [...untilSecondAuth, authorised],
      beside(shows("COMPLETED", "SUCCESS", "SUCCESS"), [moved]),
    ],
  ];

  test.each(moments)("%s requires an action that lists its items, and offers no approval", (_, inputs, shown) => {
    const { step } = follow(restarted().state, ...inputs, shown);
    expect(step).toMatchObject({
      actionRequired: {
        reason: "abandoned-payout-moved",
        itemsOfAbandoned: ["a", "b"],
        message: expect.stringMatching(/may be paid twice.*under no other key/s),
        report: { abandoned: [{ externalId: "salaries", status: "IN_PROGRESS" }] },
      },
    });
    expect(step).not.toHaveProperty("actionRequired.review");
    // Nothing is sent or approved by a later call either, also if iyzico does not show it then.
    expect(endOf(step.state, shown)).toBe("action: abandoned-payout-moved");
    expect(endOf(step.state, beside(shown, [other("salaries")]))).toBe("action: abandoned-payout-moved");
  });

  test("stays so when a later answer shows an older state: nothing is sent or approved from then on", () => {
    const { step } = follow(restarted().state, ...secondInit, shownBeside([moved]));
    expect(endOf(step.state, shownBeside())).toBe("action: abandoned-payout-moved");
    expect(endOf(step.state, shownBeside([other("salaries", "CANCELED")]))).toBe("action: abandoned-payout-moved");
  });

  test("is recognised by one of its items, too", () => {
    const byItem = other("salaries", "INIT", { moved: ["b", "foreign"] });
    expect(follow(restarted().state, ...secondInit, shownBeside([byItem])).step).toMatchObject({
      actionRequired: { reason: "abandoned-payout-moved", itemsOfAbandoned: ["b"] },
    });
  });

  test("is not what a cancelled one is, which may vanish", () => {
    const cancelled = other("salaries", "CANCELED");
    const { summaries, step } = follow(restarted().state, ...secondInit, shownBeside([cancelled]));
    expect(summaries.at(-1)).toBe("request-approval");
    expect(endOf(step.state, shownBeside([other("salaries")]))).toBe("request-approval");
  });

  test("may be what one is that iyzico does not show: it is waited for, and then requires an action", () => {
    const { step: created } = follow(restarted().state, ...secondInit);
    const { step, waitedMs } = pollOn(created, shownBeside([other("salaries")]));
    expect(summaryOf(step)).toBe("action: abandoned-payout-moved");
    expect(waitedMs).toBeGreaterThanOrEqual(notFoundGraceMs);
    expect(endOf(created.state, shownBeside([other("salaries")]), shownBeside())).toBe("request-approval");
  });
});

describe("a settled payment with an abandoned payout", () => {
  const settled = () =>
    follow(restarted().state, ...untilSecondAuth, authorised, beside(shows("COMPLETED", "SUCCESS", "SUCCESS"), [first]))
      .step.state;
  const shown = shows("COMPLETED", "SUCCESS", "SUCCESS");

  test("polls it again in each later call, and settles again if it has not moved", () => {
    const { summaries } = follow(settled(), beside(shown, [first]));
    expect(summaries).toEqual(["poll by requestId after 0", "done: all"]);
  });

  test("requires an action if it has moved", () => {
    expect(endOf(settled(), beside(shown, [other("salaries", "IN_PROGRESS")]))).toBe("action: abandoned-payout-moved");
    expect(endOf(settled(), beside(notFound, [other("salaries", "IN_PROGRESS")]))).toBe(
      "action: abandoned-payout-moved",
    );
  });

  test("polls on while it cannot be polled", () => {
    expect(endOf(settled(), pollFailed)).toMatch(/^poll/);
    expect(endOf(settled(), beside(shown, [other("salaries")]))).toMatch(/^poll/);
  });
});

describe("items that only the second payout rejects", () => {
  const rejectsB = { ...initiated, requestId: "r-2", rejected: [{ itemExternalId: "b" }] };
  const half = beside(shows("INIT", "INIT", "INVALID"), [first]);

  test("have the digest alone approve it: perhaps the first payout has accepted them", () => {
    const { step } = follow(restarted().state, ...absentBeside, rejectsB, half);
    expect(step).toMatchObject({
      command: { review: { rejected: { count: 1 }, abandoned: [{ externalId: "salaries", rejected: [] }] } },
    });
    expect(endOf(step.state, half, "deny")).toBe("action: approval-required");
  });

  test("do not settle it if they are all, and the first payout's requestId is what is missing", () => {
    const rejectsAll = { ...rejectsB, rejected: [{ itemExternalId: "a" }, { itemExternalId: "b" }] };
    const none = beside(shows("INIT", "INVALID", "INVALID"), [first]);
    const { step } = follow(restarted().state, ...absentBeside, rejectsAll, none);
    expect(step).toMatchObject({
      actionRequired: {
        reason: "request-id-unknown",
        messageId: "request-id-unknown-restarted",
        message: expect.stringContaining("rejects the items"),
        review: { payable: { count: 0 }, abandoned: [{ externalId: "salaries" }] },
      },
    });
    // An operator found it out: the payment goes on with the first payout, and only a digest approves that.
    const linked = take(step.state, { type: "request-id", requestId: "r-1" });
    const back = take(linked.state, beside(shows("INIT", "INIT", "INIT", { externalId: "salaries" }), []));
    expect(back.state).toMatchObject({ restart: 0, inits: 1, isLinkedManually: true });
    expect(back).toMatchObject({ command: { type: "poll", others: ["salaries", "salaries-r2"] } });
    const { step: asked } = pollOn(
      back,
      beside(shows("INIT", "INIT", "INIT", { externalId: "salaries" }), [other("salaries-r2", "INIT")]),
    );
    expect(asked).toMatchObject({
      command: {
        type: "request-approval",
        review: { isLinkedManually: true, abandoned: [{ externalId: "salaries-r2" }] },
      },
    });
  });

  test("do not settle it either if another program authorised the second payout", () => {
    const paid = shows("PUBLISHED_TO_QUEUE", "SUCCESS", "INVALID");
    const { step } = follow(restarted().state, ...absentBeside, rejectsB, beside(paid, [first]));
    expect(summaryOf(step)).toBe("action: payout-mismatch");
    // A cancelled one pays no recipient.
    expect(endOf(step.state, beside(paid, [other("salaries", "CANCELED")]))).toBe("done: some");
  });

  test("settle it if the first payout was seen to reject them all", () => {
    const rejectsAll = { ...rejectsB, rejected: [{ itemExternalId: "a" }, { itemExternalId: "b" }] };
    const none = beside(shows("INIT", "INVALID", "INVALID"), [first]);
    const { step } = restartedAfter(shows("INIT", "INVALID", "INVALID"));
    expect(endOf(step.state, ...absentBeside, rejectsAll, none)).toBe("done: none");
  });
});

describe("a payment that is new to its store", () => {
  test("polls the ids of restarts before it concludes anything", () => {
    expect(follow(planned).step).toMatchObject({
      command: { others: ["salaries-r2", "salaries-r3", "salaries-r4"] },
    });
  });

  test("takes any payout of the chain for another's, and names all", () => {
    const second = other("salaries-r2", "COMPLETED");
    const absentFirst = follow(planned, beside(notFound, [second])).step;
    expect(absentFirst).toMatchObject({
      actionRequired: {
        reason: "external-id-taken",
        foundPayouts: [{ externalId: "salaries-r2", status: "COMPLETED" }],
      },
    });
    const both = follow(planned, beside(untouched, [second, other("salaries-r3")])).step;
    expect(both).toMatchObject({
      actionRequired: {
        foundPayouts: [
          { externalId: "salaries", status: "INIT", count: 2 },
          { externalId: "salaries-r2", status: "COMPLETED", count: 2, amounts: { TRY: "201.00" } },
        ],
      },
    });
  });

  test("takes a payout of the plan's own id for another's, also if a driver did not read the others", () => {
    const alone = { ...untouched, payout: { payoutStatus: "INIT", items: [], others: undefined } } as TestInput;
    expect(follow(planned, alone).step).toMatchObject({
      actionRequired: { foundPayouts: [{ externalId: "salaries", status: "INIT", count: 0 }] },
    });
  });

  test("advises another key only if no payout of the chain is or may be authorised", () => {
    const actionFor = (others: readonly OtherPayout[]) => {
      const { step } = follow(planned, beside(untouched, others));
      return "actionRequired" in step ? step.actionRequired : undefined;
    };
    expect(actionFor([other("salaries-r2", "CANCELED")])).toMatchObject({
      messageId: "external-id-taken",
      message: expect.stringContaining("use another key"),
    });
    for (const status of ["COMPLETED", "INSUFFICIENT_BALANCE", "NEWER"]) {
      const { messageId, message } = actionFor([other("salaries-r2", status)]) ?? {};
      expect(messageId).toBe("external-id-taken-authorised");
      expect(message).not.toMatch(/use another key/);
      expect(message).toMatch(/under no other key/);
    }
  });

  test("follows the payout of the chain that an operator links, and only a digest approves it", () => {
    const linked = take(planned, { type: "request-id", requestId: "r-2" });
    expect(linked).toMatchObject({
      command: { others: ["salaries", "salaries-r2", "salaries-r3", "salaries-r4"] },
    });
    const items = ["a", "b"].map((itemExternalId) => ({
      itemExternalId,
      itemStatus: "SUCCESS",
      totalAmount: "100.50",
    }));
    const second = showsItems("PUBLISHED_TO_QUEUE", items, { externalId: "salaries-r2" });
    const { step } = follow(linked.state, second, beside(second, [other("salaries", "CANCELED")]));
    expect(step).toMatchObject({
      done: { paid: "all", externalId: "salaries-r2", abandoned: [{ externalId: "salaries", status: "CANCELED" }] },
    });
  });

  test("follows a linked payout of the chain alone, if there is no other one", () => {
    const linked = take(planned, { type: "request-id", requestId: "r-2" });
    const second = shows("INIT", "INIT", "INIT", { externalId: "salaries-r2" });
    const { step } = pollOn(linked, second);
    expect(step).toMatchObject({ state: { restart: 1, inits: 0 }, command: { type: "request-approval" } });
    expect(step).not.toHaveProperty("command.review.abandoned");
  });

  test("polls all of the chain again in the poll before auth, and the shown payouts alone in those between", () => {
    const chain = ["salaries", "salaries-r2", "salaries-r3", "salaries-r4"];
    const linked = take(planned, { type: "request-id", requestId: "r-1" });
    const shown = (others: readonly OtherPayout[]) =>
      beside(shows("INIT", "INIT", "INIT", { externalId: "salaries" }), others);
    for (const [others, between] of [
      [[], undefined],
      [[other("salaries-r2", "INIT")], ["salaries", "salaries-r2"]],
    ] as const) {
      const waiting = take(linked.state, shown(others));
      expect(othersIn(waiting)).toEqual(between);
      const asked = pollOn(waiting, shown(others)).step;
      const { step } = follow(asked.state, shown(others), "approve");
      expect(othersIn(step)).toEqual(chain);
      expect(endOf(step.state, shown(others), "approve", shown(others))).toBe("auth r-1");
      expect(endOf(step.state, shown(others), "approve", shown([other("salaries-r3", "INIT")]))).toMatch(/^poll/);
    }
  });

  test("does not take the recipients for unpaid when the operator links the cancelled payout of a chain that was paid", () => {
    const linked = take(planned, { type: "request-id", requestId: "r-1" });
    const cancelled = shows("CANCELED", "MASS_PAYOUT_CANCELED", "MASS_PAYOUT_CANCELED", { externalId: "salaries" });
    expect(follow(linked.state, beside(cancelled, [other("salaries-r2", "COMPLETED")])).step).toMatchObject({
      actionRequired: { reason: "abandoned-payout-moved", itemsOfAbandoned: ["a", "b"] },
    });
  });

  test("does not take a linked payout for another one because iyzico repeats no externalId", () => {
    const linked = take(planned, { type: "request-id", requestId: "r-1" });
    const { step } = pollOn(linked, beside(untouched, [other("salaries", "INIT")]));
    expect(step).toMatchObject({ command: { type: "request-approval" } });
    expect(step).not.toHaveProperty("command.review.abandoned");
  });
});

describe("a requestId after a restart", () => {
  test("of the first payout goes back to it before the second init too, and it is none of its own others", () => {
    const linked = take(restarted().state, { type: "request-id", requestId: "r-1" });
    const shown = shows("INIT", "INIT", "INIT", { externalId: "salaries" });
    const { step } = pollOn(linked, shown);
    expect(step).toMatchObject({ state: { restart: 0, inits: 1 }, command: { type: "request-approval" } });
    expect(step.state).not.toHaveProperty("abandoned");
  });

  test("of the current payout is accepted, and only a digest approves it", () => {
    const lost = follow(restarted().state, ...absentBeside, failed("init-failed", "unknown")).step;
    const linked = take(lost.state, { type: "request-id", requestId: "r-2" });
    expect(linked.state).toMatchObject({ restart: 1, isLinkedManually: true });
    const shown = beside(shows("INIT", "INIT", "INIT", { externalId: "salaries-r2" }), [first]);
    expect(pollOn(linked, shown).step).toMatchObject({
      command: {
        type: "request-approval",
        review: { isLinkedManually: true, abandoned: [{ externalId: "salaries" }] },
      },
    });
  });

  test("of a payout outside the chain is a mismatch", () => {
    const lost = follow(restarted().state, ...absentBeside, failed("init-failed", "unknown")).step;
    const linked = take(lost.state, { type: "request-id", requestId: "r-9" });
    const shown = beside(shows("INIT", "INIT", "INIT", { externalId: "bonuses" }), [first]);
    expect(summaryOf(take(linked.state, shown))).toBe("action: payout-mismatch");
  });

  test("is refused once an auth was sent", () => {
    const { state } = follow(restarted().state, ...untilSecondAuth).step;
    expect(() => take(state, { type: "request-id", requestId: "r-1" })).toThrow(TypeError);
  });
});
