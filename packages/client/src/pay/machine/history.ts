import type { Failure } from "../../errors/failure.js";
import { canonicalJson } from "./hash.js";
import type { PaymentInput } from "./input.js";
import { externalIdOf, type HistoryEntry, type HistoryEvent, type Payment } from "./payment.js";
import { reportOf } from "./report.js";
import type { Step } from "./step.js";

/** The events that say what a poll showed. */
const pollEvents: readonly HistoryEvent[] = ["polled", "not-found"];

/**
 * The step with what it adds to the history: what its input was, and what comes of it. A poll that shows nothing new adds
 * nothing, and neither does a call that ends as the one before.
 */
export function recordHistory(before: Payment, input: PaymentInput, step: Step): Step {
  const { state } = step;
  const isRestarted = state.restart > before.restart && state.phase === "planned";
  const entries = [
    ...entryOfInput(input, before, state),
    ...(isRestarted ? [{ event: "restarted" as const, externalId: externalIdOf(state) }] : []),
    ...entryOfStep(step),
  ];
  const history = [...before.history];
  for (const entry of entries) if (!isRepeated(history, entry)) history.push({ at: input.at, ...entry });
  return history.length === before.history.length ? step : withState(step, { ...state, history });
}

/** The step with a state that has more history, in its report too. */
function withState(step: Step, state: Payment): Step {
  if ("done" in step) return { state, done: reportOf(state) };
  if ("command" in step) return { ...step, state };
  return { state, actionRequired: { ...step.actionRequired, report: reportOf(state) } };
}

type UndatedEntry = Omit<HistoryEntry, "at">;

function entryOfStep(step: Step): UndatedEntry[] {
  if ("actionRequired" in step) return [{ event: "action-required", reason: step.actionRequired.reason }];
  if ("done" in step) return [{ event: "settled" }];
  const { command } = step;
  if (command.type === "init") return [{ event: "init-sent", externalId: command.externalId }];
  return command.type === "auth" ? [{ event: "auth-sent", requestId: command.requestId }] : [];
}

function entryOfInput(input: PaymentInput, before: Payment, state: Payment): UndatedEntry[] {
  switch (input.type) {
    case "resumed":
      return [
        ...(input.isTakenOver === true ? [{ event: "taken-over" as const }] : []),
        ...(input.isRestored === true ? [{ event: "restored" as const }] : []),
      ];
    case "request-id":
      return [{ event: "linked", requestId: input.requestId }];
    case "not-found":
      return [{ event: "not-found", externalId: externalIdOf(before) }];
    case "polled": {
      const { payoutStatus, items } = input.payout;
      // The payment may have gone on to another payout of the chain, of which nothing is known yet.
      const itemStatuses = countStatuses(state.restart === before.restart ? state.items : items);
      return [{ event: "polled", payoutStatus, itemStatuses }];
    }
    case "poll-failed":
    case "superseded":
      return [];
    case "initiated":
      return [{ event: "init-accepted", requestId: input.requestId, rejected: input.rejected.length }];
    case "init-failed":
      return [{ event: "init-failed", ...failureFields(input.failure) }];
    case "authorised":
      return [{ event: "auth-accepted" }];
    case "auth-failed":
      return [{ event: "auth-failed", ...failureFields(input.failure) }];
    case "approved": {
      const { digest, by, note } = input;
      return [{ event: "approved", digest, by, ...(note !== undefined && { note }) }];
    }
    case "denied":
      return [{ event: "denied" }];
  }
}

function failureFields({ code, outcome, errorCode }: Failure) {
  return { code, outcome, ...(errorCode !== undefined && { errorCode }) };
}

function countStatuses(items: readonly { itemStatus?: string }[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { itemStatus } of items) {
    if (itemStatus !== undefined) counts.set(itemStatus, (counts.get(itemStatus) ?? 0) + 1);
  }
  return Object.fromEntries([...counts].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/**
 * Whether an entry says what is there already: a poll what the poll before showed, or a call that it ended as the one before.
 * A settled payment may require an action, and then be settled again: the last of the two says how it stands.
 */
function isRepeated(history: readonly HistoryEntry[], entry: UndatedEntry): boolean {
  if (pollEvents.includes(entry.event)) {
    return isSame(
      history.findLast(({ event }) => pollEvents.includes(event)),
      entry,
    );
  }
  switch (entry.event) {
    case "linked":
      return isSame(
        history.findLast(({ event }) => event === "linked"),
        entry,
      );
    case "denied":
      // Followed by the action that it requires.
      return isSame(history.at(-2), entry);
    case "action-required":
      return isSame(history.at(-1), entry);
    case "settled":
      return history.findLast(({ event }) => event === "settled" || event === "action-required")?.event === "settled";
    default:
      return false;
  }
}

function isSame(last: HistoryEntry | undefined, entry: UndatedEntry): boolean {
  if (last === undefined) return false;
  const { at: _, ...content } = last;
  // A store may keep an object's fields in another order.
  return canonicalJson(content) === canonicalJson(entry);
}
