// The parts of `pay`, for programs that drive payments with a job engine of their own: read the plan, take its payment
// from where it is stored, perform the command of each step, and give what came of it to the next. Store each step's
// state, by compare-and-set, before its command is performed.

export type { Failure } from "./errors/failure.js";
export { type Approval, isApproved } from "./pay/approval.js";
export { type PaymentClient, type PerformOptions, perform } from "./pay/execute.js";
export type { PersonNeeded, PersonReason } from "./pay/machine/action.js";
export type { PaymentCommand } from "./pay/machine/command.js";
export type { Observation, ObservedItem, ObservedPayout } from "./pay/machine/input.js";
export { next } from "./pay/machine/next.js";
export { type Payment, type PaymentItem, type PaymentPhase, paymentOf, type Sight } from "./pay/machine/payment.js";
export { paymentSchema, readPayment } from "./pay/machine/payment-schema.js";
export { type PayoutPlan, type Plan, type PlannedItem, type PlanOptions, readPlan } from "./pay/machine/plan.js";
export { type PayeeReport, type PaymentReport, reportOf } from "./pay/machine/report.js";
export { digestOf, type RefusedItem, type Review, type Sums } from "./pay/machine/review.js";
export type { PaymentSettings, Step } from "./pay/machine/step.js";
