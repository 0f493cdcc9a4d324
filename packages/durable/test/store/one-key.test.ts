import { expect, test } from "vitest";
import { createPostgresStore } from "../../src/index.ts";
import { durable, planOf } from "../support/durable.ts";

test.for([2, 1])("of pay and submit with one key at once, one begins (maxItems %s)", async (maxItems, context) => {
  const { payouts, database } = await durable(context, { maxItems });
  const store = createPostgresStore(database);
  for (let round = 0; round < 10; round += 1) {
    const plan = planOf(`salaries-${round}`, [`${round + 1}.10`, `${round + 1}.20`]);
    // What pay stores before it sends anything.
    const begun = await Promise.allSettled([
      store.compareAndSet(plan.key, undefined, { key: plan.key }),
      payouts.submit(plan, { by: "finance-1" }),
    ]);
    const isBegun = begun.map((each) => each.status === "fulfilled" && each.value !== undefined);
    expect(isBegun.filter(Boolean).length).toBe(1);
    for (const each of begun) {
      if (each.status === "rejected")
        expect(each.reason).toMatchObject({ code: "payment_locked", outcome: "not-sent" });
    }
  }
  await store.close();
});
