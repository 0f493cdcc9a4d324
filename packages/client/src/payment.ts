// The parts of `pay`, for programs that drive payments with a job engine of their own: begin a payment from its plan,
// store it, perform the command of each step, and give what came of it to the next.
export type { PaymentCommand } from "./pay/command.js";
export type { Failure } from "./pay/failure.js";
export { next, type PaymentSettings, type Step } from "./pay/next.js";
export type { Observation, ObservedItem, ObservedPayout } from "./pay/observation.js";
export { begin, type Payment, type PaymentItem, type PaymentPhase } from "./pay/payment.js";
export { paymentSchema, readPayment } from "./pay/payment-schema.js";
export { type PaymentClient, type PerformOptions, perform } from "./pay/perform.js";
export type { PersonNeeded, PersonReason } from "./pay/person.js";
export { type PayoutPlan, type Plan, type PlannedItem, readPlan } from "./pay/plan.js";
export { type PayeeReport, type PaymentReport, reportOf } from "./pay/report.js";
export { digestOf, type RefusedItem, type Review, type Sums } from "./pay/review.js";
