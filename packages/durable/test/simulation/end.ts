import type { Simulator } from "@iyzico-mass-payout/simulator";
import type { StoredPayout } from "./books.ts";
import { Violation } from "./invariants.ts";

/** A payout that should have been advanced so long ago is forgotten, in milliseconds. */
const maxOverdueMs = 240_000;

/** How many times a payout is resumed that waits for its next poll. */
const maxResumes = 10;

/**
 * Judges whether a run is at its end: every payout is settled, or names the same action for `quietMs`. What it judges throws if
 * a payout is forgotten. `resume` spares payouts the pauses of polls that have grown; what is overdue is not helped.
 */
export function createEndJudge({
  vendor,
  count,
  quietMs,
  resume,
}: {
  vendor: Simulator;
  count: number;
  quietMs: number;
  resume(keys: readonly string[]): void;
}): (payouts: readonly StoredPayout[]) => boolean {
  let lastState = "";
  let lastChange = 0;
  const resumes = new Map<string, number>();
  return (payouts) => {
    const forgotten = payouts.find(({ outcome, overdueMs }) => outcome !== "settled" && overdueMs > maxOverdueMs);
    if (forgotten !== undefined) throw new Violation(`it is forgotten: ${JSON.stringify(forgotten)}`, forgotten.key);
    const state = JSON.stringify([countOutcomes(payouts), vendor.payouts.map(({ status }) => status)]);
    if (state !== lastState) [lastState, lastChange] = [state, performance.now()];
    const open = payouts.filter(({ outcome }) => outcome !== "settled");
    if (payouts.length < count || open.length === 0) return open.length === 0 && payouts.length >= count;
    const waiting = open
      .filter(({ key, reason, overdueMs }) => {
        const isPatient = (resumes.get(key) ?? 0) >= maxResumes;
        return reason !== "refund-failed" && overdueMs < -1_500 && !isPatient;
      })
      .map(({ key }) => key);
    for (const key of waiting) resumes.set(key, (resumes.get(key) ?? 0) + 1);
    if (waiting.length > 0) resume(waiting);
    // A refund that failed waits for a person for ever, once the vendor does nothing more.
    const isVendorAtEnd = vendor.payouts.every(({ isAtEnd, auths }) => isAtEnd || auths === 0);
    if (isVendorAtEnd && open.every(({ reason }) => reason === "refund-failed")) return true;
    const isNamed = open.every(({ outcome }) => outcome === "action-required");
    return isNamed && performance.now() - lastChange > quietMs;
  };
}

/** How many payouts have each outcome; of those that require an action, each reason. */
export function countOutcomes(payouts: readonly StoredPayout[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { outcome, reason } of payouts) {
    const name = reason ?? outcome;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
