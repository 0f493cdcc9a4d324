import type { Signer } from "@iyzico-mass-payout/auth";
import type { Locale } from "@iyzico-mass-payout/types";
import type { RejectedRequest } from "../diagnosis/signature-findings.js";
import type { Finding } from "../errors/finding.js";
import type { Address } from "./base-url.js";
import type { Clock } from "./clock.js";
import type { MassPayoutEvent } from "./events.js";
import type { MerchantShare } from "./merchant-share.js";
import type { RateLimiter } from "./rate-limiter.js";
import type { RetryBudget, RetryPolicy } from "./retry.js";

/** What all calls of one client share: its options, checked, and its state. */
export interface Context {
  address: Address;
  locale: Locale;
  signer: Signer;
  /** Sends a signed request once, if the client was given one. */
  fetch: ((request: Request) => Promise<Response>) | undefined;
  /** Looks for the cause of a rejected signature, made with the client's credentials and its signed target. */
  diagnose(rejected: Omit<RejectedRequest, "credentials" | "signedTarget">): Promise<Finding[]>;
  clock: Clock;
  limiter: RateLimiter;
  /** Finds what all clients of the merchant in this process share. */
  share: MerchantShare;
  retry: RetryPolicy;
  budget: RetryBudget;
  timeoutMs: number;
  deadlineMs: number | undefined;
  emit(event: MassPayoutEvent): void;
}
