import type { ActionReason } from "@iyzico-mass-payout/client";

/** Every reason of the client for an action, and nothing else, or it does not compile. */
export const actionReasons: readonly string[] = Object.keys({
  "abandoned-payout-moved": true,
  "approval-required": true,
  "auth-outcome-unknown": true,
  "external-id-taken": true,
  "init-outcome-unknown": true,
  "init-rejected": true,
  "insufficient-balance": true,
  "items-stuck": true,
  "not-sent": true,
  "payout-mismatch": true,
  "payout-not-found": true,
  "refund-failed": true,
  "refund-missing": true,
  "request-id-unknown": true,
  "retrieve-failed": true,
  stuck: true,
  "unknown-status": true,
} satisfies Record<ActionReason, true>);
