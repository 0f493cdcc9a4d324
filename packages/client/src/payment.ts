// The parts of `pay`, for programs that drive payments with a job engine of their own: read the plan, take its payment
// from where it is stored, perform the command of each step, and give what came of it to the next. Store each step's
// state, by compare-and-set, before its command is performed.
export { type Approval, isApproved } from "./pay/approval.js";
export type { PaymentCommand } from "./pay/command.js";
export type { Failure } from "./pay/failure.js";
export { next } from "./pay/next.js";
export type { Observation, ObservedItem, ObservedPayout } from "./pay/observation.js";
export { type Payment, type PaymentItem, type PaymentPhase, paymentOf, type Sight } from "./pay/payment.js";
export { paymentSchema, readPayment } from "./pay/payment-schema.js";
export { type PaymentClient, type PerformOptions, perform } from "./pay/perform.js";
export type { PersonNeeded, PersonReason } from "./pay/person.js";
export { type PayoutPlan, type Plan, type PlannedItem, type PlanOptions, readPlan } from "./pay/plan.js";
export { type PayeeReport, type PaymentReport, reportOf } from "./pay/report.js";
export { digestOf, type RefusedItem, type Review, type Sums } from "./pay/review.js";
export type { PaymentSettings } from "./pay/settings.js";
export type { Step } from "./pay/step.js";
