// Drives the decisions of a payment without a client.
import type { PaymentInput, PolledPayout } from "../../src/pay/machine/input.ts";
import { next } from "../../src/pay/machine/next.ts";
import { paymentOf } from "../../src/pay/machine/open-payment.ts";
import type { Payment } from "../../src/pay/machine/payment.ts";
import { readPayment } from "../../src/pay/machine/payment-schema.ts";
import type { Plan } from "../../src/pay/machine/plan.ts";
import type { Step } from "../../src/pay/machine/step.ts";

/** A plan with the items a and b. */
const plan: Plan = {
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
export const planned: Payment = paymentOf(plan);

/** A poll that showed a payout with this status, and the items a and b with theirs. */
export function shows(payoutStatus: string, a?: string, b?: string, more: Partial<PolledPayout> = {}): PaymentInput {
  const items = Object.entries({ a, b }).flatMap(([itemExternalId, itemStatus]) =>
    itemStatus === undefined ? [] : { itemExternalId, itemStatus },
  );
  return { type: "polled", payout: { payoutStatus, items, balance: "1000", ...more } };
}

export const notFound: PaymentInput = { type: "not-found", isCertain: true };
export const initiated: Extract<PaymentInput, { type: "initiated" }> = {
  type: "initiated",
  requestId: "r-1",
  rejected: [],
};
export const authorised: PaymentInput = { type: "authorised" };
/** A poll that showed the payout as init left it. */
export const untouched: PaymentInput = shows("INIT", "INIT", "INIT");

export function failed(
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

export const pollFailed: Extract<PaymentInput, { type: "poll-failed" }> = {
  type: "poll-failed",
  failure: { code: "timeout", outcome: "unknown", message: "", hint: "" },
  isTransient: true,
  minPauseMs: 0,
};

/** The same input again and again. */
export const times = (count: number, input: PaymentInput): PaymentInput[] => Array.from({ length: count }, () => input);

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

/**
 * Resumes a payment and gives it one input after another. The inputs "approve" and "deny" answer `request-approval`.
 * Returns the summaries of all steps, and the last step.
 */
export function follow(
  start: Payment,
  ...inputs: readonly (PaymentInput | "approve" | "deny")[]
): { summaries: string[]; step: Step } {
  let step: Step = next(start, { type: "resumed" });
  const summaries = [summaryOf(step)];
  for (const input of inputs) {
    step = next(reload(step.state), typeof input === "string" ? decision(step, input) : input);
    summaries.push(summaryOf(step));
  }
  return { summaries, step };
}

/** The last summary of `follow`. */
export function endOf(start: Payment, ...inputs: readonly (PaymentInput | "approve" | "deny")[]): string | undefined {
  return follow(start, ...inputs).summaries.at(-1);
}

/** Gives the same input to every poll until the command is another one. */
export function pollOn(start: Step, input: PaymentInput): { step: Step; waitedMs: number } {
  let step = start;
  let waitedMs = 0;
  while ("command" in step && step.command.type === "poll") {
    waitedMs += step.command.afterMs;
    step = next(reload(step.state), input);
  }
  return { step, waitedMs };
}

function decision(step: Step, answer: "approve" | "deny"): PaymentInput {
  if (!("command" in step) || step.command.type !== "request-approval") {
    throw new Error(`There is nothing to ${answer} after "${summaryOf(step)}".`);
  }
  return { type: answer === "approve" ? "approved" : "denied", review: step.command.review };
}

/** The payment as a store returns it: JSON, checked against the schema. */
function reload(payment: Payment): Payment {
  return readPayment(JSON.parse(JSON.stringify(payment)), "salaries");
}

/** The inputs up to the command auth. */
export const untilAuth: readonly (PaymentInput | "approve")[] = [notFound, initiated, untouched, "approve", untouched];
