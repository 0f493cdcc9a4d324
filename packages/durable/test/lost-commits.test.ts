import { createTestDatabase } from "@iyzico-mass-payout/postgres/test-database";
import { expect, it } from "vitest";
import { type CommitFate, startPostgresProxy } from "./simulation/postgres-proxy.ts";
import { countOf, durable, outcomeOf, planOf, timesPaid } from "./support/durable.ts";

const fates: readonly { name: string; write: "init" | "auth"; fate: () => CommitFate }[] = [
  { name: "an init whose commit is lost", write: "init", fate: () => "cut" },
  { name: "an init whose commit is made and not confirmed", write: "init", fate: () => "swallow" },
  { name: "an auth whose commit is lost", write: "auth", fate: () => "cut" },
  { name: "an auth whose commit is made and not confirmed", write: "auth", fate: () => "swallow" },
  {
    name: "an auth whose commit is confirmed 11 s later",
    write: "auth",
    fate: () => new Promise((resolve) => setTimeout(resolve, 11_000)),
  },
];

for (const { name, write, fate } of fates) {
  it.concurrent(`does not send ${name}, and sends it once a later commit is confirmed`, async (context) => {
    const database = new URL(await createTestDatabase());
    const proxy = await startPostgresProxy(() => Number(database.port));
    context.onTestFinished(() => proxy.close());
    const connectionString = proxy.connectionString(database.pathname.slice(1));
    const { payouts, simulator } = await durable(context, { database: connectionString });
    const sentBefore: number[] = [];
    proxy.onCommit = (announced) => {
      if (announced !== write) return "pass";
      sentBefore.push(countOf(simulator, write));
      return sentBefore.length === 1 ? fate() : "pass";
    };
    await payouts.submit(planOf("salaries", ["100.50", "20"]), { by: "finance-1" });
    await payouts.start({ concurrency: 1 });
    await outcomeOf(payouts, "salaries", "settled");
    expect(sentBefore.slice(0, 2)).toEqual([0, 0]);
    expect(countOf(simulator, write)).toBe(1);
    expect(timesPaid(simulator)).toEqual([1, 1]);
  });
}
