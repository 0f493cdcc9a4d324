export type { Connection, Database, Pool, QueryAnswer, Queryable } from "./database/pool.js";
export { createDurablePayouts, type DurablePayouts, type DurablePayoutsOptions } from "./durable-payouts.js";
export type { ApprovalRecord } from "./payouts/approvals.js";
export type { DurableEvent, LedgerListener } from "./payouts/context.js";
export type { ApprovalResult } from "./payouts/decide.js";
export type { Health } from "./payouts/health.js";
export type { PayoutEvent } from "./payouts/history.js";
export type { BookedEntry, LedgerOptions } from "./payouts/ledger.js";
export type { ListOptions, PayoutPage, PayoutSummary } from "./payouts/list.js";
export type { PartReview, PayoutReview, PlanFindings } from "./payouts/payout-review.js";
export type { ApprovalPolicy, Policy } from "./payouts/policy.js";
export type { PartReport, PayoutReport } from "./payouts/report.js";
export type { Denial, PayoutOutcome, RequiredAction } from "./payouts/rows.js";
export type { Submission } from "./payouts/submit.js";
export {
  createPostgresRateLimiter,
  type PostgresRateLimiter,
  type PostgresRateLimiterOptions,
} from "./rate-limiter/postgres-rate-limiter.js";
export {
  createPostgresStore,
  type ListedPayment,
  type PostgresStore,
  type PostgresStoreOptions,
} from "./store/postgres-store.js";
