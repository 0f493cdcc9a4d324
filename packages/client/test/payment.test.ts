// The parts of `pay`, driven as a job engine drives them: a job ends in every pause, and jobs share only the store.
import { expect, test } from "vitest";
import { decideApproval, execute, next, paymentOf } from "../src/payment.ts";
import { onePhonePlan } from "./support/plan.ts";
import { simulated } from "./support/simulated.ts";

test("jobs that end in every pause pay a plan once", async () => {
  const plan = await onePhonePlan;
  const { simulator, iyzico } = simulated({ commissionOf: () => "1" });
  let stored: string | undefined;
  let pausedMs = 0;
  for (let jobs = 0; jobs < 30; jobs += 1) {
    const at = simulator.clock.now();
    let step = next(paymentOf(plan, stored && JSON.parse(stored), at), { type: "resumed", pausedMs, at });
    for (;;) {
      stored = JSON.stringify(step.state);
      if ("done" in step) {
        expect(step.done).toMatchObject({ paid: "all", totals: { TRY: { paid: "100.50", commission: "1" } } });
        expect(simulator.payouts[0]?.items[0]?.timesPaid).toBe(1);
        return;
      }
      if ("actionRequired" in step) throw new Error(step.actionRequired.message);
      const { command } = step;
      if (command.type === "poll" && command.afterMs > 0) {
        pausedMs = command.afterMs;
        simulator.advance(pausedMs);
        break;
      }
      if (command.type === "request-approval") {
        step = next(step.state, await decideApproval(undefined, command.review, { allow: plan.allow, date: () => at }));
      } else if (command.type === "supersede") throw new Error("The plan supersedes nothing.");
      else step = next(step.state, await execute(iyzico, plan, command, { date: simulator.clock.now }));
    }
  }
  throw new Error("The payment did not settle in 30 jobs.");
});
