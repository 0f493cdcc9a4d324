import { describe, expect, test } from "vitest";
import type { PaymentInput, PolledPayout } from "../src/pay/machine/input.ts";
import { next } from "../src/pay/machine/next.ts";
import { type Payment, paymentOf } from "../src/pay/machine/payment.ts";
import { paymentSchema, readPayment } from "../src/pay/machine/payment-schema.ts";
import { reportOf } from "../src/pay/machine/report.ts";
import type { Step } from "../src/pay/machine/step.ts";
import { defaultSettings } from "../src/pay/machine/step.ts";

const plan = {
  key: "salaries",
  fingerprint: "0".repeat(64),
  request: {
    externalId: "salaries",
    items: ["a", "b"].map((itemExternalId) => ({
      itemExternalId,
      recipientType: "MEMBER_ID" as const,
      recipientInfo: "1",
      amount: { value: "100.50", currency: "TRY" as const },
    })),
  },
};
const planned = paymentOf(plan);

/** What iyzico shows: a payout's status, and the statuses of the items a and b. */
function shows(payoutStatus: string, a?: string, b?: string, more: Partial<PolledPayout> = {}): PaymentInput {
  const items = Object.entries({ a, b }).flatMap(([itemExternalId, itemStatus]) =>
    itemStatus === undefined ? [] : { itemExternalId, itemStatus },
  );
  return { type: "polled", payout: { payoutStatus, items, balance: "1000", ...more } };
}

const notFound: PaymentInput = { type: "not-found", isCertain: true };
const initiated: PaymentInput = { type: "initiated", requestId: "r-1", refused: [] };
const untouched = shows("INIT", "INIT", "INIT");

function failed(
  type: "init-failed" | "auth-failed",
  outcome: "unknown" | "rejected" | "not-sent",
  code = "timeout",
): PaymentInput {
  return {
    type,
    failure: { code: code as "timeout", outcome, message: "", hint: "" },
    minPauseMs: code === "rate_limited" ? 60_000 : 0,
  };
}

/** A step in a few words. */
function words(step: Step): string {
  if ("done" in step) return `done: ${step.done.paid}`;
  if ("actionRequired" in step) return `person: ${step.actionRequired.reason}`;
  const { command } = step;
  if (command.type === "poll") return `look by ${Object.keys(command.reference)} after ${command.afterMs}`;
  return command.type === "auth" ? `auth ${command.requestId}` : command.type;
}

/** Follows a payment: what it answers to one input after another. `request-approval` is answered by the input `yes` or `no`. */
function follow(start: Payment, ...observations: (PaymentInput | "yes" | "no")[]): { said: string[]; step: Step } {
  let step: Step = next(start, { type: "resumed" });
  const said = [words(step)];
  for (const input of observations) {
    let given: PaymentInput;
    if (typeof input === "string") {
      if (!("command" in step) || step.command.type !== "request-approval")
        throw new Error(`nothing to approve: ${said.at(-1)}`);
      given = { type: input === "yes" ? "approved" : "denied", review: step.command.review };
    } else given = input;
    // What is stored is JSON, and what is loaded is checked.
    step = next(readPayment(JSON.parse(JSON.stringify(step.state)), "salaries"), given);
    said.push(words(step));
  }
  return { said, step };
}

/** Looks again and again, and always sees the same, until something else is to be done. */
function lookOn(start: Step, input: PaymentInput): { step: Step; waitedMs: number } {
  let step = start;
  let waitedMs = 0;
  while ("command" in step && step.command.type === "poll") {
    waitedMs += step.command.afterMs;
    step = next(readPayment(JSON.parse(JSON.stringify(step.state)), "salaries"), input);
  }
  return { step, waitedMs };
}

const broken: PaymentInput = {
  type: "look-failed",
  failure: { code: "timeout", outcome: "unknown", message: "", hint: "" },
  isTransient: true,
  minPauseMs: 0,
};

const untilAuth = [notFound, initiated, untouched, "yes", untouched] as const;
const byOwnId = "look by externalMassPayoutId after";
const byRequestId = "look by requestId after";

describe("a payment on a good day", () => {
  test("polls, inits, polls, asks, polls again, auths, and polls until all is settled", () => {
    const { said, step } = follow(
      planned,
      ...untilAuth,
      { type: "authorised" },
      shows("IN_PROGRESS", "PROCESSING", "PROCESSING"),
      shows("PUBLISHED_TO_QUEUE", "SUCCESS", "INIT"),
      shows("COMPLETED", "SUCCESS", "SUCCESS"),
    );
    expect(said).toEqual([
      `${byOwnId} 0`,
      "init",
      `${byRequestId} 0`,
      "request-approval",
      `${byRequestId} 0`,
      "auth r-1",
      `${byRequestId} 0`,
      `${byRequestId} 5000`,
      `${byRequestId} 7500`,
      "done: everyone",
    ]);
    expect(next(step.state, { type: "resumed" })).toEqual(step);
  });

  test("enters nothing into the ledger while anything is open, because iyzico may still change what it says", () => {
    const { step } = follow(
      planned,
      ...untilAuth,
      { type: "authorised" },
      shows("PUBLISHED_TO_QUEUE", "SUCCESS", "QUEUED"),
    );
    expect(reportOf(step.state)).toMatchObject({ paid: "some", ledger: [], totals: {} });
  });

  test("says of each recipient what became of the money, and sums it up exactly", () => {
    const entry = (itemExternalId: string, kind: string, of: string, amount: string) => ({
      key: `["salaries","${itemExternalId}","${kind}","${of}"]`,
      kind,
      of,
      externalId: "salaries",
      itemExternalId,
      amount,
      currency: "TRY",
    });
    const amounts = { itemStatus: "", commissionAmount: "0.10", totalAmount: "100.60" };
    const { step } = follow(
      planned,
      ...untilAuth,
      { type: "authorised" },
      {
        type: "polled",
        payout: {
          payoutStatus: "PUBLISHED_TO_QUEUE",
          items: [
            { ...amounts, itemExternalId: "a", referenceCode: "ref-a", itemStatus: "SUCCESS" },
            { ...amounts, itemExternalId: "b", itemStatus: "DEPOSIT_SUCCESS" },
          ],
        },
      },
    );
    expect("done" in step && step.done).toEqual({
      key: "salaries",
      externalId: "salaries",
      requestId: "r-1",
      phase: "settled",
      inits: 1,
      auths: 1,
      paid: "some",
      items: [
        {
          ...amounts,
          itemExternalId: "a",
          referenceCode: "ref-a",
          itemStatus: "SUCCESS",
          amount: "100.50",
          currency: "TRY",
          state: "paid",
        },
        {
          ...amounts,
          itemExternalId: "b",
          itemStatus: "DEPOSIT_SUCCESS",
          amount: "100.50",
          currency: "TRY",
          state: "refunded",
        },
      ],
      ledger: [
        entry("a", "paid", "amount", "100.50"),
        entry("a", "commission", "commission", "0.10"),
        entry("b", "refund", "amount", "100.50"),
        entry("b", "refund", "commission", "0.10"),
      ],
      totals: { TRY: { paid: "100.50", commission: "0.10", refund: "100.60" } },
    });
  });

  test("goes on with those whom iyzico accepted only when somebody approves it", () => {
    const refusing: PaymentInput = { ...initiated, refused: [{ itemExternalId: "b", errorCode: "2030" }] };
    const shown = shows("INIT", "INIT", "INVALID");
    const begun = [notFound, refusing, shown] as const;
    expect(follow(planned, ...begun, "no").said.at(-1)).toBe("person: approval-needed");
    const { said, step } = follow(
      planned,
      ...begun,
      "yes",
      shown,
      { type: "authorised" },
      shows("COMPLETED", "SUCCESS"),
    );
    expect(said.at(-1)).toBe("done: some");
    expect("done" in step && step.done.items[1]).toMatchObject({
      itemStatus: "INVALID",
      errorCode: "2030",
      state: "refused",
    });
  });

  test("authorises nothing when everybody was refused", () => {
    const refused = [{ itemExternalId: "a" }, { itemExternalId: "b" }];
    const { said } = follow(planned, notFound, { ...initiated, refused }, shows("INIT", "INVALID", "INVALID"));
    expect(said.slice(-1)).toEqual(["done: nobody"]);
  });

  test("has nothing to do for a payout that was cancelled before it was authorised", () => {
    const cancelled = shows("CANCELED", "MASS_PAYOUT_CANCELED", "MASS_PAYOUT_CANCELED");
    expect(follow(planned, notFound, initiated, cancelled).said.at(-1)).toBe("done: nobody");
  });
});

describe("an approval", () => {
  const approved = untilAuth.slice(0, 4);

  test.each([
    ["the balance no longer covers it", shows("INIT", "INIT", "INIT", { balance: "200.99" })],
    ["somebody is refused", shows("INIT", "INIT", "INVALID")],
    ["iyzico's own sum is another one", shows("INIT", "INIT", "INIT", { totalAmount: "999" })],
  ])("is good for exactly what was approved: when %s by then, it is asked anew, after a pause", (_, shown) => {
    const { said, step } = follow(planned, ...approved, shown, shown, "yes", shown);
    expect(said.slice(-4)).toEqual([`${byRequestId} 5000`, "request-approval", `${byRequestId} 0`, "auth r-1"]);
    expect(step.state.auths).toBe(1);
  });

  test("is good for the call that it was given to: whoever goes on is asked again", () => {
    const { step } = follow(planned, ...approved);
    expect(follow(step.state, untouched).said).toEqual([`${byRequestId} 0`, "request-approval"]);
  });

  test("shows whom init refused, also when a look shows them as waiting", () => {
    const { step } = follow(planned, notFound, { ...initiated, refused: [{ itemExternalId: "b" }] }, untouched);
    expect(step).toMatchObject({
      command: { type: "request-approval", review: { payable: { count: 1 }, refused: { count: 1 } } },
    });
  });

  test("knows whether the balance covers the sum in lira alone", () => {
    const inDollars = { ...planned, items: planned.items.map((item) => ({ ...item, currency: "USD" })) };
    const covered = (state: Payment, balance: string) => {
      const { step } = follow(state, notFound, initiated, shows("INIT", "INIT", "INIT", { balance }));
      return "command" in step && step.command.type === "request-approval" && step.command.review.isCovered;
    };
    expect(covered(planned, "201.00")).toBe(true);
    expect(covered(planned, "200.99")).toBe(false);
    expect(covered(inDollars, "0")).toBeUndefined();
  });
});

describe("an init whose outcome is unknown", () => {
  const doubted = [notFound, failed("init-failed", "unknown")] as const;

  test("is looked for, at once after a restart", () => {
    const { said, step } = follow(planned, ...doubted);
    expect(said.at(-1)).toBe(`${byOwnId} 5000`);
    expect(follow(step.state).said).toEqual([`${byOwnId} 0`]);
  });

  test("is not sent again before polls kept showing for ten minutes that there is none", () => {
    const { step, waitedMs } = lookOn(follow(planned, ...doubted).step, notFound);
    expect(words(step)).toBe("init");
    expect(waitedMs).toBeGreaterThanOrEqual(defaultSettings.notFoundGraceMs);
    expect(waitedMs).toBeLessThan(defaultSettings.notFoundGraceMs + 2 * 60_000);
    expect(step.state).toMatchObject({ phase: "initiating", inits: 2, pollEvidenceMs: 0 });
  });

  test("is looked for by jobs too, which end in every pause and know how long it was", () => {
    let { step } = follow(planned, ...doubted);
    let runs = 0;
    for (; !("command" in step && step.command.type === "init"); runs += 1) {
      const resumed = next(step.state, { type: "resumed", pausedMs: 30_000 });
      step = next(resumed.state, notFound);
    }
    // The first look has nothing before it that it could go on with.
    expect(runs).toBe(21);
  });

  test("is waited for on as long as polls fail, because a failure says nothing", () => {
    const { said, step } = follow(planned, ...doubted, ...Array.from({ length: 40 }, () => broken));
    expect(new Set(said.slice(-30))).toEqual(new Set([`${byOwnId} 60000`]));
    expect(follow(step.state, notFound).said.at(-1)).toBe(`${byOwnId} 60000`);
  });

  test("is waited for anew when a look shows something else in between", () => {
    const almost = Array.from({ length: 14 }, () => notFound);
    const { said } = follow(planned, ...doubted, ...almost, shows("INIT"), ...almost.slice(4));
    expect(said.filter((each) => each === "init")).toHaveLength(1);
  });

  test("needs a person after three inits of which nothing was seen, and whoever goes on has it sent once more", () => {
    let { step } = follow(planned, ...doubted);
    let inits = 1;
    for (step = lookOn(step, notFound).step; words(step) === "init"; inits += 1) {
      step = lookOn(next(step.state, failed("init-failed", "unknown")), notFound).step;
    }
    expect(inits).toBe(3);
    expect(step).toMatchObject({
      actionRequired: { reason: "init-outcome-unknown", report: { inDoubt: "init", inits: 3 } },
    });
    expect(follow(step.state, notFound).said.at(-1)).toBe("init");
  });

  test("goes on with the payout when it shows up with its requestId", () => {
    const payout = {
      payoutStatus: "INIT",
      items: [{ itemExternalId: "a", itemStatus: "INIT", massPayoutRequestId: "r-7" }],
    };
    const { said } = follow(planned, ...doubted, { type: "polled", payout }, untouched, "yes", untouched);
    expect(said.slice(-4)).toEqual([`${byRequestId} 0`, "request-approval", `${byRequestId} 0`, "auth r-7"]);
  });

  test("needs a person when the payout shows up without its requestId, and goes on with the one that is named", () => {
    const { said, step } = follow(planned, ...doubted, untouched);
    expect(said.at(-1)).toBe("person: request-id-unknown");
    const named = next(step.state, { type: "request-id", requestId: "r-1" });
    expect(words(named)).toBe(`${byRequestId} 0`);
    expect(named.state).toMatchObject({ phase: "created", isLinkedManually: false });
    expect(() => next(named.state, { type: "request-id", requestId: "r-2" })).toThrow(TypeError);
    expect(words(next(named.state, { type: "request-id", requestId: "r-1" }))).toBe(`${byRequestId} 0`);
  });

  test("is looked for on while the payout shows no items", () => {
    const empty = shows("INIT");
    const { said } = follow(planned, ...doubted, empty, ...Array.from({ length: 20 }, () => empty));
    expect(said[3]).toBe(`${byOwnId} 7500`);
    expect(said.at(-1)).toBe("person: request-id-unknown");
  });

  test("is gone back on when it was not sent, and needs a person", () => {
    const { said, step } = follow(planned, notFound, failed("init-failed", "not-sent", "rate_limiter_failed"));
    expect(said.at(-1)).toBe("person: not-sent");
    expect(step.state).toMatchObject({ phase: "planned", inits: 0 });
  });

  test("is gone back on when iyzico refused it, and needs a person", () => {
    for (const code of ["authentication_failed", "refused"]) {
      const { said, step } = follow(planned, notFound, failed("init-failed", "rejected", code));
      expect(said.at(-1)).toBe("person: refused");
      expect(follow(step.state, notFound).said.at(-1)).toBe("init");
    }
  });

  test("may have been delivered twice and be refused for that: the payout that shows up is this one", () => {
    const { step } = follow(planned, notFound, failed("init-failed", "rejected", "refused"));
    const items = ["a", "b"].map((itemExternalId) => ({
      itemExternalId,
      itemStatus: "INIT",
      massPayoutRequestId: "r-1",
    }));
    const { said, step: found } = follow(step.state, { type: "polled", payout: { payoutStatus: "INIT", items } });
    expect(said.at(-1)).toBe(`${byRequestId} 0`);
    expect(found.state.isLinkedManually).toBe(false);
  });

  test("is sent again after the limit's minute, and only when a look shows that there is none", () => {
    const limited = failed("init-failed", "rejected", "rate_limited");
    const { said, step } = follow(planned, notFound, limited, notFound);
    expect(said.slice(-2)).toEqual([`${byOwnId} 60000`, "init"]);
    expect(follow(planned, notFound, limited, untouched).said.at(-1)).toBe("person: request-id-unknown");
    expect(step.state.inits).toBe(2);
  });
});

describe("an auth whose outcome is unknown", () => {
  const doubted = [...untilAuth, failed("auth-failed", "unknown")] as const;

  test("is looked for, and was done when the payout or an item has moved on", () => {
    for (const shown of [shows("IN_PROGRESS", "INIT", "INIT"), shows("INIT", "QUEUED", "INIT")]) {
      const { said, step } = follow(planned, ...doubted, untouched, shown);
      expect(said.at(-1)).toMatch(/^look/);
      expect(step.state.phase).toBe("authorised");
    }
  });

  test("is neither done nor not done by a status that nobody knows", () => {
    for (const shown of [shows("SOMETHING_NEW", "INIT", "INIT"), shows("INIT", "SOMETHING_NEW", "INIT")]) {
      const { step } = follow(planned, ...doubted, shown);
      expect(step.state.phase).toBe("authorising");
      expect(words(lookOn(step, shown).step)).toBe("person: unknown-status");
      expect(follow(step.state, shows("IN_PROGRESS", "INIT", "INIT")).step.state.phase).toBe("authorised");
    }
  });

  test("is never sent again by itself: after ten minutes a person is needed", () => {
    const { step, waitedMs } = lookOn(follow(planned, ...doubted).step, untouched);
    expect(words(step)).toBe("request-approval");
    expect(waitedMs).toBeGreaterThanOrEqual(defaultSettings.notFoundGraceMs);
    const { said, step: declined } = follow(step.state, untouched, "no");
    expect(said.at(-1)).toBe("person: auth-unknown");
    expect(declined).toMatchObject({ actionRequired: { review: { earlierAuths: 1 }, report: { inDoubt: "auth" } } });
    expect(follow(declined.state, untouched, "yes", untouched).said.at(-1)).toBe("auth r-1");
  });

  test("is not approved again by what was approved before it", () => {
    expect(lookOn(follow(planned, ...doubted).step, untouched).step.state).not.toHaveProperty("approved");
  });

  test("is gone back on when it was not sent, and needs a person", () => {
    const { said, step } = follow(planned, ...untilAuth, failed("auth-failed", "not-sent", "rate_limiter_failed"));
    expect(said.at(-1)).toBe("person: not-sent");
    expect(step.state).toMatchObject({ phase: "created", auths: 0 });
  });

  test.each(["refused", "authentication_failed", "product_not_enabled"])(
    "may have been delivered twice and be %s for that: only a look tells",
    (code) => {
      const refused = [...untilAuth, failed("auth-failed", "rejected", code)] as const;
      expect(follow(planned, ...refused, shows("IN_PROGRESS", "QUEUED", "INIT")).step.state.phase).toBe("authorised");
      const { said, step } = follow(planned, ...refused, untouched, "no");
      expect(said.slice(-3)).toEqual([`${byRequestId} 0`, "request-approval", "person: auth-unknown"]);
      expect(step).toMatchObject({ actionRequired: { review: { earlierAuths: 1 }, failure: { code } } });
    },
  );

  test("is not sent again after the limit refused it either, because that it did nothing is only inferred", () => {
    const limited = failed("auth-failed", "rejected", "rate_limited");
    const { said, step } = follow(planned, ...untilAuth, limited);
    expect(said.at(-1)).toBe(`${byRequestId} 60000`);
    expect(lookOn(step, untouched).step).toMatchObject({
      command: { type: "request-approval", review: { earlierAuths: 1 } },
    });
  });

  test("needs a person when the payout is no longer shown", () => {
    const gone = Array.from({ length: 20 }, (): PaymentInput => notFound);
    expect(follow(planned, ...doubted, ...gone).said.at(-1)).toBe("person: payout-not-shown");
  });
});

describe("a payment of which nothing was sent", () => {
  const odd: PaymentInput = { type: "not-found", isCertain: false };

  test("takes a refusal that is not documented for absence only when it is said twice", () => {
    expect(follow(planned, odd, odd).said).toEqual([`${byOwnId} 0`, `${byOwnId} 5000`, "init"]);
    expect(follow(planned, odd, untouched).said.at(-1)).toBe("person: external-id-taken");
  });
});

describe("a payment needs a person", () => {
  const begun = [...untilAuth, { type: "authorised" }] as const;

  test("when a person named a payout that is not there, or is another one, until the right one is named", () => {
    const named = next(planned, { type: "request-id", requestId: "wrong" });
    const { step } = lookOn(named, notFound);
    expect(words(step)).toBe("person: payout-not-shown");
    const renamed = next(step.state, { type: "request-id", requestId: "right" });
    expect(renamed).toMatchObject({ command: { reference: { requestId: "right" } } });
    const seen = next(renamed.state, untouched);
    expect(() => next(seen.state, { type: "request-id", requestId: "wrong" })).toThrow(TypeError);
  });

  test("when iyzico took the auth and the payout still shows as not authorised", () => {
    expect(words(lookOn(follow(planned, ...begun).step, untouched).step)).toBe("person: not-moving");
  });

  test("when the payout has a status that nobody knows and nothing is under way", () => {
    const shown = shows("IYZICO_INSUFFICIENT_BALANCE", "INIT", "INIT");
    expect(words(lookOn(follow(planned, ...begun).step, shown).step)).toBe("person: unknown-status");
    const before = follow(planned, notFound, initiated, shown).step;
    expect(before.state.phase).toBe("created");
    expect(words(lookOn(before, shown).step)).toBe("person: unknown-status");
  });

  test("when the balance ran out and items keep waiting in a queue", () => {
    const shown = shows("INSUFFICIENT_BALANCE", "QUEUED", "INIT");
    expect(words(lookOn(follow(planned, ...begun).step, shown).step)).toBe("person: insufficient-balance");
  });

  test("when answers can't be understood for ten minutes, and not for an outage", () => {
    const odd = { ...broken, failure: { code: "unreadable_response", outcome: "unknown", message: "", hint: "" } };
    const { step, waitedMs } = lookOn(follow(planned).step, odd as PaymentInput);
    expect(step).toMatchObject({ actionRequired: { reason: "look-failed", failure: { code: "unreadable_response" } } });
    expect(waitedMs).toBeGreaterThanOrEqual(defaultSettings.notFoundGraceMs);
    expect(follow(planned, ...Array.from({ length: 40 }, () => broken)).said.at(-1)).toBe(`${byOwnId} 60000`);
  });

  test("not for a payout that was cancelled, whoever is missing in its listings: nobody is paid", () => {
    const cancelled = shows("CANCELED", "MASS_PAYOUT_CANCELED");
    expect(follow(planned, notFound, initiated, cancelled).said.at(-1)).toBe("done: nobody");
  });

  test("not for one odd answer in the middle of a healthy payment", () => {
    const healthy = Array.from({ length: 30 }, () => shows("PUBLISHED_TO_QUEUE", "PROCESSING", "PROCESSING"));
    expect(follow(planned, ...begun, ...healthy, notFound).said.at(-1)).toBe(`${byRequestId} 60000`);
  });

  test("when iyzico has a payout of its id that the store knows nothing of, which nobody approves by itself", () => {
    const { said, step } = follow(planned, untouched);
    expect(said.at(-1)).toBe("person: external-id-taken");
    const named = next(step.state, { type: "request-id", requestId: "r-1" });
    expect(named.state.isLinkedManually).toBe(true);
    expect(next(named.state, untouched)).toMatchObject({
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
  ])("when the payout that iyzico shows has %s", (_, shown) => {
    expect(follow(planned, notFound, initiated, shown).said.at(-1)).toBe("person: another-payout");
  });

  test("when init refused an item that was never sent, and nobody goes on with it by itself afterwards", () => {
    const { said, step } = follow(planned, notFound, { ...initiated, refused: [{ itemExternalId: "c" }] });
    expect(said.at(-1)).toBe("person: another-payout");
    expect(follow(step.state, untouched).step).toMatchObject({ command: { review: { isLinkedManually: true } } });
  });

  test("when an item does not show up within ten minutes, and not before", () => {
    const half = shows("INIT", "INIT");
    const { said } = follow(planned, notFound, initiated, ...Array.from({ length: 16 }, () => half));
    expect(said.at(-2)).toBe(`${byRequestId} 60000`);
    expect(said.at(-1)).toBe("person: payout-not-shown");
  });

  test("when polls can't help, and again when it is gone on with", () => {
    const refused: PaymentInput = {
      type: "look-failed",
      failure: { code: "authentication_failed", outcome: "rejected", message: "", hint: "" },
      isTransient: false,
      minPauseMs: 0,
    };
    const { said, step } = follow(planned, refused);
    expect(said.at(-1)).toBe("person: look-failed");
    expect(step).toMatchObject({ actionRequired: { failure: { code: "authentication_failed" } } });
    expect(step.state).not.toHaveProperty("failure");
  });

  test("for money that must be claimed, and for statuses that nobody knows, once nothing else is open", () => {
    const begun = [...untilAuth, { type: "authorised" }] as const;
    expect(follow(planned, ...begun, shows("PUBLISHED_TO_QUEUE", "DEPOSIT_FAIL", "PROCESSING")).said.at(-1)).toMatch(
      /^look/,
    );
    expect(follow(planned, ...begun, shows("PUBLISHED_TO_QUEUE", "DEPOSIT_FAIL", "SUCCESS")).said.at(-1)).toBe(
      "person: claim",
    );
    expect(follow(planned, ...begun, shows("PUBLISHED_TO_QUEUE", "DEPOSIT_FAIL", "BLOCKED")).said.at(-1)).toBe(
      "person: unknown-status",
    );
  });

  test("to fill the balance, and to approve another auth should iyzico not go on by itself", () => {
    const short = shows("INSUFFICIENT_BALANCE", "INIT", "INIT");
    const begun = [...untilAuth, { type: "authorised" }, short] as const;
    const { said, step } = follow(planned, ...begun, short, "no");
    expect(said.slice(-3)).toEqual([`${byRequestId} 0`, "request-approval", "person: insufficient-balance"]);
    expect(follow(step.state, shows("IN_PROGRESS", "QUEUED", "INIT")).said.at(-1)).toBe(`${byRequestId} 5000`);
    expect(follow(step.state, short, "yes", short).said.at(-1)).toBe("auth r-1");
  });

  test("when the balance ran out in the middle", () => {
    const { said } = follow(
      planned,
      ...untilAuth,
      { type: "authorised" },
      shows("INSUFFICIENT_BALANCE", "SUCCESS", "INIT"),
    );
    expect(said.at(-1)).toBe("person: insufficient-balance");
  });
});

describe("an input that can't follow", () => {
  test.each<[Payment["phase"], PaymentInput]>([
    ["planned", initiated],
    ["planned", failed("init-failed", "unknown")],
    ["planned", { type: "authorised" }],
    ["initiating", failed("auth-failed", "unknown")],
    ["initiating", { type: "approved", review: {} as never }],
    ["authorised", { type: "denied", review: {} as never }],
  ])("is refused: a payment that is %s and %j", (phase, input) => {
    expect(() => next({ ...planned, phase }, input)).toThrow(TypeError);
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])("is refused: a pause of %d", (pausedMs) => {
    expect(() => next(planned, { type: "resumed", pausedMs })).toThrow(TypeError);
  });

  test("leaves a payment that can be stored: nobody is left alone for longer than a day", () => {
    const endless: PaymentInput = { ...broken, minPauseMs: Number.POSITIVE_INFINITY } as PaymentInput;
    expect(follow(planned, endless).step.state.pauseMs).toBe(86_400_000);
  });

  test("is refused: a look without the balance where it was asked for", () => {
    const { step } = follow(planned, notFound, initiated);
    expect(() =>
      next(step.state, {
        type: "polled",
        payout: {
          payoutStatus: "INIT",
          items: ["a", "b"].map((itemExternalId) => ({ itemExternalId, itemStatus: "INIT" })),
        },
      }),
    ).toThrow(/balance/);
  });
});

describe("a payment that was stored", () => {
  const stored = follow(planned, ...untilAuth).step.state;
  const unreadable = expect.objectContaining({ code: "payment_unreadable", outcome: "not-sent" });

  test("is taken as it is when it fits the schema, which itself is JSON", () => {
    expect(readPayment(stored, "salaries")).toBe(stored);
    expect(JSON.parse(JSON.stringify(paymentSchema))).toEqual(paymentSchema);
  });

  test.each<[string, unknown]>([
    ["another key's", { ...stored, key: "bonuses" }],
    ["of a version to come", { ...stored, version: 2 }],
    ["in a phase that nobody knows", { ...stored, phase: "paid" }],
    ["without the id of a payout that iyzico has", { ...stored, requestId: undefined }],
    ["with a number for an amount", { ...stored, items: [{ itemExternalId: "a", amount: 100.5, currency: "TRY" }] }],
    ["without recipients", { ...stored, items: [] }],
    ["with a field that nobody knows", { ...stored, sendAgain: true }],
    ["with half an approval", { ...stored, approved: { requestId: "r-1" } }],
    ["nothing", null],
    ["a list", [stored]],
  ])("is refused when it is %s", (_, value) => {
    // As JSON has it: what is undefined is not there.
    const kept = JSON.parse(JSON.stringify(value));
    expect(() => readPayment(kept, "salaries")).toThrow(unreadable);
  });
});
