import { type Plan, readPlan } from "../../src/payment.ts";

/** A plan with one item, `salaries-1`. */
export const onePhonePlan: Promise<Plan> = readPlan({
  key: "salaries",
  items: [
    {
      recipientType: "PHONE",
      recipientInfo: "+905555555555",
      amount: { value: "100.50", currency: "TRY" },
      description: "November",
    },
  ],
});
