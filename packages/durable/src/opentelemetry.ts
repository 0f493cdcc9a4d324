import { type Meter, metrics } from "@opentelemetry/api";
import type { DurablePayouts } from "./durable-payouts.js";

/** The name of the instrumentation. */
const scope = "@iyzico-mass-payout/durable";

/**
 * Observes how the payouts are, whenever the meter's readers collect: one call of `health()` a collection. All processes
 * observe the same figures: one is enough.
 *
 * - `mass_payout.payouts.open`, by `phase`: payouts that are not settled.
 * - `mass_payout.payouts.oldest_age`: how long ago the oldest of them was submitted, in seconds.
 * - `mass_payout.payouts.action_required`, by `reason`.
 * - `mass_payout.payouts.overdue`: payouts that no worker has advanced for a minute after they were due.
 * - `mass_payout.payouts.failing`: payouts whose last job failed, 100 at most.
 * - `mass_payout.rate_limit.wait`, by `merchant`: how long the last request waited for the shared rate limit, in seconds.
 *
 * @param meter the meter to observe with; the global one's by default, which must have been registered before.
 * @returns a function that ends it.
 *
 * @example
 * ```ts
 * import type { DurablePayouts } from "@iyzico-mass-payout/durable";
 * import { observePayouts } from "@iyzico-mass-payout/durable/opentelemetry";
 *
 * export const startMetrics = (payouts: DurablePayouts) => observePayouts(payouts);
 * ```
 */
export function observePayouts(
  payouts: Pick<DurablePayouts, "health">,
  meter: Meter = metrics.getMeter(scope),
): () => void {
  const open = meter.createObservableGauge("mass_payout.payouts.open", { unit: "{payout}" });
  const oldest = meter.createObservableGauge("mass_payout.payouts.oldest_age", { unit: "s" });
  const actionRequired = meter.createObservableGauge("mass_payout.payouts.action_required", { unit: "{payout}" });
  const overdue = meter.createObservableGauge("mass_payout.payouts.overdue", { unit: "{payout}" });
  const failing = meter.createObservableGauge("mass_payout.payouts.failing", { unit: "{payout}" });
  const wait = meter.createObservableGauge("mass_payout.rate_limit.wait", { unit: "s" });
  const observables = [open, oldest, actionRequired, overdue, failing, wait];
  const observe: Parameters<Meter["addBatchObservableCallback"]>[0] = async (result) => {
    const health = await payouts.health();
    for (const [phase, count] of Object.entries(health.open)) result.observe(open, count, { phase });
    result.observe(oldest, (health.oldestOpenMs ?? 0) / 1_000);
    for (const [reason, count] of Object.entries(health.actionRequired))
      result.observe(actionRequired, count, { reason });
    result.observe(overdue, health.overdue);
    result.observe(failing, health.failing.length);
    for (const [merchant, ms] of Object.entries(health.rateLimitWaitMs)) result.observe(wait, ms / 1_000, { merchant });
  };
  meter.addBatchObservableCallback(observe, observables);
  return () => meter.removeBatchObservableCallback(observe, observables);
}
