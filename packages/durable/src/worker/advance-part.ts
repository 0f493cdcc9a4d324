import { isMassPayoutError } from "@iyzico-mass-payout/client";
import { digestOf, execute, next, type PaymentInput, type Step, supersede } from "@iyzico-mass-payout/client/payment";
import type { DurableContext } from "../payouts/context.js";
import { createPostgresStore } from "../store/postgres-store.js";
import { now, type Part, type Rest, type Turn, TurnOutdatedError, type WriteStep } from "./turn.js";

/** Advances a part from where it is stored, until it must wait for time, a person or a write. */
export function resumePart(context: DurableContext, turn: Turn, part: Part): Promise<Rest> {
  const { payment, savedAt } = part;
  const at = turn.date();
  // At most the pause that was commanded: only for that long polls are known to have agreed.
  const pausedMs = part.polledAt === undefined ? Math.min(Math.max(0, at - savedAt), payment.pauseMs) : 0;
  const isRestored = part.isRestored && part.polledAt === undefined;
  return advancePart(context, turn, part, { type: "resumed", at, pausedMs, isRestored });
}

/** Advances a part with an input, until it must wait for time, a person or a write. */
export async function advancePart(context: DurableContext, turn: Turn, part: Part, input: PaymentInput): Promise<Rest> {
  const { settings } = context;
  let step = next(part.payment, input, settings);
  for (;;) {
    const rest = await restOf(step);
    // The state of a write says that it is being sent: the part has it once that is stored.
    if (rest?.type !== "write") {
      part.payment = step.state;
      part.isChanged = true;
    }
    if (rest !== undefined) {
      part.rest = rest;
      return rest;
    }
    step = next(step.state, await executeRead(context, turn, part, step), settings);
  }
}

/** Where a part rests after a step; `undefined` if it is to be polled at once. */
export async function restOf(step: Step): Promise<Rest | undefined> {
  if ("done" in step) return { type: "settled", report: step.done };
  if ("actionRequired" in step) return { type: "action", action: step.actionRequired };
  const { command } = step;
  switch (command.type) {
    case "init":
    case "auth":
      return { type: "write", step: step as WriteStep };
    case "request-approval":
      return { type: "review", review: command.review, digest: await digestOf(command.review) };
    default:
      return command.afterMs > 0 ? { type: "pause", afterMs: command.afterMs } : undefined;
  }
}

/** Executes a command that only reads at iyzico. */
async function executeRead(
  { client, pool, schema, pageSize }: DurableContext,
  { signal, date }: Turn,
  part: Part,
  step: Step,
): Promise<PaymentInput> {
  const { command } = step as Extract<Step, { command: unknown }>;
  const options = { signal, date, pageSize };
  if (command.type === "supersede") {
    const store = createPostgresStore(pool, { schema });
    const superseded = await supersede(client, store, command, options);
    if (signal.aborted) throw new TurnOutdatedError("The job was ended.");
    return superseded;
  }
  if (command.type !== "poll") throw new TypeError(`"${command.type}" is no poll.`);
  const input = await execute(client, part.plan, command, options);
  if (signal.aborted) throw new TurnOutdatedError("The job was ended.");
  part.polledAt = now();
  return input;
}

/** Whether an error says that items may not be paid again: the plan is refused, and no outage is to be waited for. */
export function isRefusal(error: unknown): boolean {
  return isMassPayoutError(error, "invalid_request");
}
