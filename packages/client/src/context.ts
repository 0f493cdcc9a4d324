import type { Locale } from "@iyzico-mass-payout/types";
import type { Clock } from "./clock.js";
import type { MassPayoutEvent } from "./event.js";
import type { Finding } from "./finding.js";
import type { RateLimiter } from "./rate-limiter.js";
import type { RetryBudget } from "./retry-budget.js";
import type { RetryPolicy } from "./retry-policy.js";
import type { RefusedRequest } from "./signature-doctor.js";
import type { SignedSend } from "./signed-send.js";

/** What all calls of one client share. */
export interface Context {
  origin: string;
  locale: Locale;
  send: SignedSend;
  /** Looks for the cause of a refused signature. */
  diagnose(refused: Omit<RefusedRequest, "credentials">): Promise<Finding[]>;
  clock: Clock;
  limiter: RateLimiter;
  retry: RetryPolicy;
  budget: RetryBudget;
  timeoutMs: number;
  deadlineMs: number | undefined;
  emit(event: MassPayoutEvent): void;
}
