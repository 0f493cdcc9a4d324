import { loadFailedError } from "../errors/load-failed.js";
import { copyPlan, type PayoutPlan } from "./machine/payout-plan.js";
import type { PayContext } from "./pay.js";
import { copyPayOptions, type PayOptions } from "./pay-options.js";
import type { PayResult } from "./pay-result.js";
import type { Repayment, RepaymentOptions } from "./plan-repayment.js";

/**
 * Loads the code of payments, which a program that only reads does not need, and pays. All of it is loaded before anything
 * is sent: no file that a deploy removes later is missing in the middle of a payment.
 */
export async function startPay(context: PayContext, plan: PayoutPlan, options: PayOptions): Promise<PayResult> {
  // Copied first: the caller may change its objects while the code is loaded.
  const copiedPlan = copyPlan(plan) as PayoutPlan;
  const copiedOptions = copyPayOptions(options);
  // `init` loads itself on demand too, and a payment comes to it later.
  const loading = Promise.all([import("./pay.js"), import("../operations/init.js")]);
  const [{ pay }] = await loading.catch((cause: unknown) => {
    throw loadFailedError("pay", cause);
  });
  return pay(context, copiedPlan, copiedOptions);
}

/** Loads the code of payments, and plans a repayment. */
export async function startPlanRepayment(
  context: PayContext,
  plan: PayoutPlan,
  options: RepaymentOptions,
): Promise<Repayment> {
  const copiedPlan = copyPlan(plan) as PayoutPlan;
  const copiedOptions = { ...options };
  const { planRepayment } = await import("./plan-repayment.js").catch((cause: unknown) => {
    throw loadFailedError("planRepayment", cause);
  });
  return planRepayment(context, copiedPlan, copiedOptions);
}
