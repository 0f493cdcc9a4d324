import type { PaymentReport } from "@iyzico-mass-payout/client";
import type { StoredOutcome } from "../messages/list.js";

/** Every exit code of `mass-payout`. Scripts branch on them. */
export const exitCodes = {
  /** The command worked; `pay`: settled, and all recipients are paid. */
  success: 0,
  /** The command failed. */
  failure: 1,
  /** The call, the environment or the plan is wrong, or the plan is not the one that the payment was begun with. */
  wrongCall: 2,
  /** `pay`: settled, and not all recipients are paid. */
  notAllPaid: 3,
  /** `pay`: an action is required; the result says which. */
  actionRequired: 4,
  /** `pay`: in progress, or stopped by a signal. The same command continues. */
  inProgress: 5,
} as const;

/** The exit code of how a payment or a payout stands; `paid` is of a settled one. */
export function exitCodeOf({ outcome, paid }: { outcome: StoredOutcome; paid?: PaymentReport["paid"] }): number {
  if (outcome === "action-required") return exitCodes.actionRequired;
  if (outcome === "in-progress") return exitCodes.inProgress;
  return paid === "all" ? exitCodes.success : exitCodes.notAllPaid;
}
