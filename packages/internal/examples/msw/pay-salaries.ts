// Shows code that makes its own client, which a test cannot replace: MSW stands before iyzico instead (pay-salaries.test.ts).
import {
  createMassPayoutClientFromEnv,
  type PaymentStore,
  type PayoutPlan,
  type PayResult,
} from "@iyzico-mass-payout/client";

/** Pays the salaries of a month. The month is in the key: the same call again is the same payment. */
export async function paySalaries(month: string, items: PayoutPlan["items"], store: PaymentStore): Promise<PayResult> {
  const iyzico = createMassPayoutClientFromEnv();
  return iyzico.pay({ key: `salaries-${month}`, purpose: "SALARY", items }, { store, maxTotal: "2000000" });
}
