// What the client's own types are made of, so that programs can name them without depending on where they come from.
export type { Credentials } from "@iyzico-mass-payout/auth";
export type { Locale, paths } from "@iyzico-mass-payout/types";
export type { Client } from "openapi-fetch";

export type { Amount } from "./amount.js";
export type { Balance } from "./balance.js";
export type { Destination, Environment } from "./base-url.js";
export type { CallOptions } from "./call-options.js";
export { faultsOf } from "./checked-init-request.js";
export type { MassPayoutClient } from "./client.js";
export type { MassPayoutClientOptions } from "./client-options.js";
export type { Clock } from "./clock.js";
export { createMassPayoutClient } from "./create-client.js";
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
  ItemsRefused,
  MassPayoutEvent,
  Waiting,
} from "./event.js";
export type { Finding, FindingCode } from "./finding.js";
export type { InitOptions, InitResult, InvalidItem } from "./init.js";
export type { Currency, InitChecks, InitItem, InitRequest, Purpose, Recipient } from "./init-request.js";
export type { Look, LookOptions } from "./look.js";
export { compareAmounts, fromMinorUnits, sumAmounts, toMinorUnits } from "./money.js";
export type { OperationName } from "./operations.js";
export type { ItemType, ListingOptions } from "./pages.js";
export type { Approval } from "./pay/approval.js";
export type { Failure } from "./pay/failure.js";
export type { LedgerEntry, LedgerKind } from "./pay/ledger.js";
export type { PayOptions } from "./pay/pay-options.js";
export type { PayResult } from "./pay/pay-result.js";
export type { PaymentPhase } from "./pay/payment.js";
export type { PersonReason } from "./pay/person.js";
export type { PayoutPlan, PlannedItem } from "./pay/plan.js";
export type { PayeeReport, PaymentReport } from "./pay/report.js";
export type { RefusedItem, Review, Sums } from "./pay/review.js";
export { createMemoryStore, type PaymentStore, type Stored } from "./pay/store.js";
export type { RateLimit, RateLimiter } from "./rate-limiter.js";
export type { RequestFault, RequestFaultReason } from "./request-fault.js";
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
export type { Waited, WaitOptions } from "./wait.js";
