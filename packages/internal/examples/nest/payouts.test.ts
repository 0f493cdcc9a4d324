// Shows a Jest test over HTTP: a simulator is iyzico and time, and what counts is how often a recipient was really paid.
import { createMassPayoutClient, createMemoryStore, type PayoutPlan } from "@iyzico-mass-payout/client";
import { createSimulator } from "@iyzico-mass-payout/simulator";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { INestApplication } from "@nestjs/common";
import { Test } from "@nestjs/testing";
import { PayoutRuns } from "./payout-runs.js";
import { PayoutsModule } from "./payouts.module.js";

const plan: PayoutPlan = {
  key: "salaries-2026-11",
  items: ["42150.75", "7.25"].map((value) => ({
    recipientType: "MEMBER_ID",
    recipientInfo: "2228853",
    amount: { value, currency: "TRY" },
    description: "November",
  })),
};

class RunsInMemory extends PayoutRuns {
  private readonly outcomes = new Map<string, string | null>();
  planOf = async (id: string) => (id === plan.key ? plan : undefined);
  request = async (id: string) => void this.outcomes.set(id, null);
  open = async () => [...this.outcomes].filter(([, outcome]) => outcome === null).map(([id]) => id);
  outcomeOf = async (id: string) => this.outcomes.get(id) ?? null;
  record = async (id: string, outcome: string) => void this.outcomes.set(id, outcome);
}

let simulator: ReturnType<typeof createSimulator>;
let app: INestApplication;
let url: string;

beforeEach(async () => {
  simulator = createSimulator();
  const iyzico = createMassPayoutClient({
    credentials: { apiKey: "sandbox-simulator", secretKey: "sandbox-simulator-secret" },
    environment: "sandbox",
    fetch: simulator.fetch,
    clock: simulator.clock, // No wait of a payment takes time.
  });
  const module = await Test.createTestingModule({ imports: [PayoutsModule.with(RunsInMemory)] })
    .overrideProvider("IYZICO")
    .useValue(iyzico)
    .overrideProvider("PAYMENT_STORE")
    .useValue(createMemoryStore())
    .compile();
  app = module.createNestApplication();
  await app.listen(0, "127.0.0.1");
  url = await app.getUrl();
});
afterEach(() => app.close());

const post = (id: string) => fetch(`${url}/payout-runs/${id}/payment`, { method: "POST" });
const outcomeOf = async (id: string) => {
  for (;;) {
    const { outcome } = (await (await fetch(`${url}/payout-runs/${id}`)).json()) as { outcome: string | null };
    if (outcome !== null) return outcome;
  }
};
const timesPaid = () => simulator.payouts.flatMap((payout) => payout.items.map((item) => item.timesPaid));

test("two requests at the same moment are one payment, and each recipient is paid once", async () => {
  const answers = await Promise.all([post(plan.key), post(plan.key)]);
  expect(answers.map(({ status }) => status)).toEqual([202, 202]);
  expect(await outcomeOf(plan.key)).toBe("paid: all");
  expect(timesPaid()).toEqual([1, 1]);
});

test("an auth whose answer is lost is not sent again", async () => {
  simulator.fault({ kind: "reset-after", operation: "auth" });
  await post(plan.key);
  expect(await outcomeOf(plan.key)).toBe("paid: all");
  expect(timesPaid()).toEqual([1, 1]);
  expect(simulator.history.filter(({ operation }) => operation === "auth")).toHaveLength(1);
});

test("a run that the program does not have is not paid", async () => {
  expect((await post("another")).status).toBe(404);
  expect(timesPaid()).toEqual([]);
});
