// The parts of `pay`, for programs that drive payments with a job engine of their own: read the plan, open its payment
// from where it is stored, execute the command of each step, and give the result to `next`. Store each step's state, by
// compare-and-set, before its command is executed.
export type { Failure } from "./errors/failure.js";
export {
  type Approval,
  type ApprovalAnswer,
  type ApprovalOptions,
  type Approver,
  decideApproval,
} from "./pay/approval.js";
export { type ExecuteOptions, execute, type PaymentClient } from "./pay/execute.js";
export type { ActionMessageId, ActionRequired, FoundPayout } from "./pay/machine/action.js";
export type { PaymentCommand, SupersedingItem } from "./pay/machine/command.js";
export { digestOf } from "./pay/machine/digest.js";
export type { OtherPayout, PaymentInput, PolledItem, PolledPayout } from "./pay/machine/input.js";
export { canLinkPayout, next } from "./pay/machine/next.js";
export { paymentOf } from "./pay/machine/open-payment.js";
export type {
  AbandonedPayout,
  ActionReason,
  FinalStatus,
  FoundAmounts,
  HistoryEntry,
  HistoryEvent,
  Payment,
  PaymentItem,
  PaymentPhase,
  PollEvidence,
  RejectedItem,
  Review,
  ReviewedPayout,
  SameList,
  Sums,
  Superseding,
  Supersession,
} from "./pay/machine/payment.js";
export { paymentSchema, readPayment } from "./pay/machine/payment-schema.js";
export type { PayoutPlan, PlannedItem } from "./pay/machine/payout-plan.js";
export { canonicalList, type Plan, type PlanAllowances, type PlanOptions, readPlan } from "./pay/machine/plan.js";
export { type ApprovalReport, type PaymentReport, type RecipientReport, reportOf } from "./pay/machine/report.js";
export type { PaymentSettings, Step } from "./pay/machine/step.js";
export type { PaymentLock, PaymentStore, Stored } from "./pay/store.js";
export { type SupersedeOptions, supersede } from "./pay/supersede.js";
