// Types of other packages that the client's own types refer to, so that programs can name them without a dependency of
// their own.
export type { Credentials, SignedTarget, Signer } from "@iyzico-mass-payout/auth";
export type { Locale, paths } from "@iyzico-mass-payout/types";
export type { Client } from "openapi-fetch";
export type { OperationName } from "./api/endpoints.js";
export type { Environment } from "./api/environments.js";
export type { MassPayoutClient } from "./client.js";
export type { MassPayoutClientOptions, SigningIdentity } from "./client-options.js";
export { createMassPayoutClient } from "./create-client.js";
export {
  type ClientFromEnvOptions,
  type ClientVariables,
  createMassPayoutClientFromEnv,
} from "./create-client-from-env.js";
export { diagnoseSignature } from "./diagnosis/diagnose-signature.js";
export type { RejectedRequest } from "./diagnosis/signature-findings.js";
export { type ErrorCodeTraits, errorCodes, type MassPayoutErrorCode } from "./errors/codes.js";
export type { Failure } from "./errors/failure.js";
export type { Finding, FindingCode } from "./errors/finding.js";
export {
  isMassPayoutError,
  MassPayoutError,
  type MassPayoutErrorDetails,
  type Outcome,
} from "./errors/mass-payout-error.js";
export type { RequestFault, RequestFaultReason } from "./errors/request-fault.js";
export type { Destination } from "./http/base-url.js";
export type { CallOptions, SlotOptions, WriteOptions } from "./http/call-options.js";
export type { Clock } from "./http/clock.js";
export type {
  AttemptEnded,
  AttemptStarted,
  CallEnded,
  CallStarted,
  EventListener,
  ItemsRejected,
  MassPayoutEvent,
  Waiting,
} from "./http/events.js";
export type { RateLimit, RateLimiter } from "./http/rate-limiter.js";
export type { ResponseHead, ResponsePromise, ResultWithResponse } from "./http/response-promise.js";
export type { RetryOptions } from "./http/retry.js";
export type { Amount } from "./money/amount.js";
export { compareAmounts, fromMinorUnits, sumAmounts, sumByCurrency, toMinorUnits } from "./money/arithmetic.js";
export type { Balance } from "./operations/balance.js";
export type { InitOptions, InitResult, InvalidItem } from "./operations/init.js";
export type {
  ItemType,
  MassPayout,
  MassPayoutItem,
  MassPayoutReference,
  RetrievedPage,
  RetrieveRequest,
} from "./operations/retrieve.js";
export type { Approval, ApprovalAnswer, Approver } from "./pay/approval.js";
export type { ActionMessageId, FoundPayout } from "./pay/machine/action.js";
export type { LedgerEntry, LedgerKind } from "./pay/machine/ledger.js";
export type {
  ActionReason,
  FinalStatus,
  FoundAmounts,
  HistoryEntry,
  HistoryEvent,
  PaymentPhase,
  RejectedItem,
  Review,
  ReviewedPayout,
  SameList,
  Sums,
  Superseding,
} from "./pay/machine/payment.js";
export type { PayoutPlan, PlannedItem } from "./pay/machine/payout-plan.js";
export type { ApprovalReport, PaymentReport, RecipientReport } from "./pay/machine/report.js";
export type { PayOptions } from "./pay/pay-options.js";
export type { PayResult } from "./pay/pay-result.js";
export type { ExcludedItem, Repayment, RepaymentOptions } from "./pay/plan-repayment.js";
export { createMemoryStore, type PaymentLock, type PaymentStore, type Stored } from "./pay/store.js";
export type { ListingOptions } from "./payouts/pages.js";
export { type SettledItem, type Settlement, type StateTotal, settlementOf } from "./payouts/settlement.js";
export type { PayoutSnapshot, SnapshotOptions } from "./payouts/snapshot.js";
export {
  describeItemStatus,
  describePayoutStatus,
  type StatusDescription,
  type StatusState,
} from "./payouts/status.js";
export type { Waited, WaitOptions } from "./payouts/wait.js";
export { faultsOf } from "./validation/check-init-request.js";
export type { Currency, InitChecks, InitItem, InitRequest, Purpose, Recipient } from "./validation/init-request.js";
export { maskRecipient } from "./validation/mask-recipient.js";
export { normaliseIban, normalisePhone } from "./validation/normalise-recipient.js";
