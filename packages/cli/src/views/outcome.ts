import type { ActionReason, HistoryEntry, PaymentReport } from "@iyzico-mass-payout/client";
import type { StoredOutcome } from "../messages/list.js";
import type { Style } from "../terminal/styles.js";

/** How a payment stands. */
export interface Standing {
  outcome: StoredOutcome;
  /** Why the last call of `pay` ended with an action, if nothing has happened since. */
  reason?: ActionReason;
}

/** How a stored payment stands. A settled one may require an action, about an abandoned payout or a superseded item. */
export function standingOf({ phase, history }: PaymentReport): Standing {
  // The first entry is that the payment was created.
  const last = history.at(-1) as HistoryEntry;
  const reason = last.event === "action-required" ? last.reason : undefined;
  if (reason !== undefined) return { outcome: "action-required", reason };
  return { outcome: phase === "settled" ? "settled" : "in-progress" };
}

/** The colour of an outcome; of a settled one by who is paid. */
export function outcomeStyle({ outcome, paid }: { outcome: StoredOutcome; paid?: PaymentReport["paid"] }): Style {
  if (outcome === "action-required") return "yellow";
  if (outcome === "in-progress") return "cyan";
  return paid === "all" ? "green" : paid === "some" ? "yellow" : "red";
}
