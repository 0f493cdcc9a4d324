// Drives the decisions of a payment without a client.
import { isDeepStrictEqual } from "node:util";
import type { PaymentInput, PolledItem, PolledPayout } from "../../src/pay/machine/input.ts";
import { next } from "../../src/pay/machine/next.ts";
import { paymentOf } from "../../src/pay/machine/open-payment.ts";
import type { Payment } from "../../src/pay/machine/payment.ts";
import { readPayment } from "../../src/pay/machine/payment-schema.ts";
import type { Plan } from "../../src/pay/machine/plan.ts";
import { defaultSettings, type PaymentSettings, type Step } from "../../src/pay/machine/step.ts";

type WithoutTime<Input> = Input extends PaymentInput ? Omit<Input, "at"> & { at?: number } : never;
/** An input whose time is that of the pauses before it, unless it says otherwise. */
export type TestInput = WithoutTime<PaymentInput>;

/** When every payment of these tests begins, in milliseconds since 1970. */
export const beginning = 1_759_155_442_830;
export const dayMs = 86_400_000;

const recipients = { a: "1", b: "2" };

/** A plan with the items a and b. */
const plan: Plan = {
  key: "salaries",
  fingerprint: "0".repeat(64),
  allow: { repeatedRecipients: false, repeatedList: false },
  request: {
    externalId: "salaries",
    items: Object.entries(recipients).map(([itemExternalId, recipientInfo]) => ({
      itemExternalId,
      recipientType: "MEMBER_ID" as const,
      recipientInfo,
      amount: { value: "100.50", currency: "TRY" as const },
    })),
  },
};
export const planned: Payment = paymentOf(plan, undefined, beginning);

/** A poll that showed these items. */
export function showsItems(
  payoutStatus: string,
  items: readonly PolledItem[],
  more: Partial<PolledPayout> = {},
): TestInput {
  return { type: "polled", payout: { payoutStatus, items, balance: "1000", ...more } };
}

/** A poll that showed a payout with this status, and the items a and b with theirs. */
export function shows(payoutStatus: string, a?: string, b?: string, more: Partial<PolledPayout> = {}): TestInput {
  const items = Object.entries({ a, b }).flatMap(([itemExternalId, itemStatus]) =>
    itemStatus === undefined ? [] : { itemExternalId, itemStatus },
  );
  return showsItems(payoutStatus, items, more);
}

export const notFound: TestInput = { type: "not-found" };
export const initiated: Extract<TestInput, { type: "initiated" }> = {
  type: "initiated",
  requestId: "r-1",
  rejected: [],
};
export const authorised: TestInput = { type: "authorised" };
/** A poll that showed the payout as init left it. */
export const untouched: TestInput = shows("INIT", "INIT", "INIT");

export function failed(
  type: "init-failed" | "auth-failed",
  outcome: "unknown" | "rejected" | "not-sent",
  code = "timeout",
): TestInput {
  return {
    type,
    failure: { code: code as "timeout", outcome, message: "", hint: "" },
    minPauseMs: code === "rate_limited" ? 60_000 : 0,
  };
}

export const pollFailed: Extract<TestInput, { type: "poll-failed" }> = {
  type: "poll-failed",
  failure: { code: "timeout", outcome: "unknown", message: "", hint: "" },
  attempts: 1,
  minPauseMs: 0,
};

/** The same input again and again. */
export const times = (count: number, input: TestInput): TestInput[] => Array.from({ length: count }, () => input);

/** A step in a few words. */
export function summaryOf(step: Step): string {
  if ("done" in step) return `done: ${step.done.paid}`;
  if ("actionRequired" in step) return `action: ${step.actionRequired.reason}`;
  const { command } = step;
  if (command.type === "poll") return `poll by ${Object.keys(command.reference)} after ${command.afterMs}`;
  return command.type === "auth" ? `auth ${command.requestId}` : command.type;
}

export const byExternalId = "poll by externalMassPayoutId after";
export const byRequestId = "poll by requestId after";

/** The step after an input, for the payment as a store returns it. It must be plain JSON, without undefined fields. */
export function take(
  state: Payment,
  input: TestInput,
  at: number = beginning,
  settings: PaymentSettings = defaultSettings,
): Step {
  const step = next(reload(state), { at, ...withOthers(input) } as PaymentInput, settings);
  if (!isDeepStrictEqual(step, JSON.parse(JSON.stringify(step)))) {
    throw new Error(`The step after "${input.type}" has a field that JSON has not.`);
  }
  return step;
}

/** A poll reads other payouts too, if the command asks for it. Unless an input says otherwise, there are none. */
function withOthers(input: TestInput): TestInput {
  if (input.type === "not-found") return { others: [], ...input };
  return input.type === "polled" ? { ...input, payout: { others: [], ...input.payout } } : input;
}

/**
 * Resumes a payment and gives it one input after another. The inputs "approve" and "deny" answer `request-approval`.
 * Returns the summaries of all steps, and the last step.
 */
export function follow(
  start: Payment,
  ...inputs: readonly (TestInput | "approve" | "deny")[]
): { summaries: string[]; step: Step } {
  let step = take(start, { type: "resumed" });
  let at = beginning;
  const summaries = [summaryOf(step)];
  for (const input of inputs) {
    at += pauseOf(step);
    const taken = typeof input === "string" ? decision(step, input) : input;
    at = taken.at ?? at;
    step = take(step.state, taken, at);
    summaries.push(summaryOf(step));
  }
  return { summaries, step };
}

/** The last summary of `follow`. */
export function endOf(start: Payment, ...inputs: readonly (TestInput | "approve" | "deny")[]): string | undefined {
  return follow(start, ...inputs).summaries.at(-1);
}

/** Gives the same input to every poll until the command is another one. */
export function pollOn(
  start: Step,
  input: TestInput,
  settings: PaymentSettings = defaultSettings,
): { step: Step; waitedMs: number } {
  let step = start;
  let waitedMs = 0;
  for (let polls = 0; "command" in step && step.command.type === "poll"; polls += 1) {
    if (polls === 1_000) throw new Error("1,000 polls had no other command.");
    waitedMs += step.command.afterMs;
    step = take(step.state, input, beginning + waitedMs, settings);
  }
  return { step, waitedMs };
}

/** Jobs that end in each pause of a minute at most, for this long together, and of which each poll shows the same. */
export function pollInJobs(start: Payment, pausedMs: number, input: TestInput): Step {
  const [pauseMs, leftMs] = [Math.min(pausedMs, 60_000), pausedMs - 60_000];
  const step = take(take(start, { type: "resumed", pausedMs: pauseMs }).state, input);
  return leftMs > 0 ? pollInJobs(step.state, leftMs, input) : step;
}

function pauseOf(step: Step): number {
  return "command" in step && step.command.type === "poll" ? step.command.afterMs : 0;
}

function decision(step: Step, answer: "approve" | "deny"): TestInput {
  if (!("command" in step) || step.command.type !== "request-approval") {
    throw new Error(`There is nothing to ${answer} after "${summaryOf(step)}".`);
  }
  const { review } = step.command;
  return answer === "deny" ? { type: "denied", review } : { type: "approved", review, digest: "d-1", by: "finance" };
}

/** The payment as a store returns it: JSON, checked against the schema. */
function reload(payment: Payment): Payment {
  return readPayment(JSON.parse(JSON.stringify(payment)), "salaries");
}

/** The two polls that show no payout before the first init. */
export const absent: readonly TestInput[] = [notFound, notFound];

/** The inputs up to the command auth. */
export const untilAuth: readonly (TestInput | "approve")[] = [...absent, initiated, untouched, "approve", untouched];
