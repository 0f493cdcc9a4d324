// What the client's own types are made of, so that programs can name them without depending on where they come from.
export type { Credentials } from "@iyzico-mass-payout/auth";
export type { Locale, paths } from "@iyzico-mass-payout/types";
export type { Client } from "openapi-fetch";

export type { Amount } from "./amount.js";
export type { Destination, Environment } from "./base-url.js";
export type { CallOptions } from "./call-options.js";
export { createMassPayoutClient, type MassPayoutClient } from "./client.js";
export type { MassPayoutClientOptions } from "./client-options.js";
export type { Clock } from "./clock.js";
export {
  isMassPayoutError,
  MassPayoutError,
  type MassPayoutErrorCode,
  type MassPayoutErrorDetails,
  type Outcome,
} from "./error.js";
export type {
  AttemptEnded,
  AttemptStarted,
  CallEnded,
  EventListener,
  MassPayoutEvent,
  Waiting,
} from "./event.js";
export type { Finding, FindingCode } from "./finding.js";
export { compareAmounts, fromMinorUnits, sumAmounts, toMinorUnits } from "./money.js";
export type { OperationName } from "./operations.js";
export type { ListingOptions } from "./pages.js";
export type { RateLimit, RateLimiter } from "./rate-limiter.js";
export type {
  MassPayout,
  MassPayoutItem,
  MassPayoutReference,
  RetrievedPage,
  RetrieveRequest,
} from "./retrieve.js";
export type { RetryOptions } from "./retry-policy.js";
export { type SettledItem, type Settlement, type StateTotal, settlementOf } from "./settlement.js";
export { diagnoseSignature, type RefusedRequest } from "./signature-doctor.js";
export { describeItemStatus, describePayoutStatus, type StatusDescription, type StatusState } from "./status.js";
export type { Look, Waited, WaitOptions } from "./wait.js";
