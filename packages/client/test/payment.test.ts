// The parts of `pay`, driven as a job engine would drive them: every step in a process of its own, with nothing in
// common but what is stored.
import { createSimulator } from "@iyzico-mass-payout/simulator";
import { expect, test } from "vitest";
import { createMassPayoutClient } from "../src/index.ts";
import { digestOf, execute, isApproved, next, paymentOf, readPlan } from "../src/payment.ts";

const credentials = { apiKey: "sandbox-key", secretKey: "sandbox-secret" };
const plan = await readPlan({
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

test("a job that does one step a run pays a plan, once", async () => {
  const simulator = createSimulator({ credentials, commissionOf: () => "1" });
  const iyzico = createMassPayoutClient({
    credentials,
    baseUrl: "http://127.0.0.1",
    fetch: simulator.fetch,
    rateLimit: false,
  });
  let stored: string | undefined;
  let pausedMs = 0;
  for (let runs = 0; runs < 30; runs += 1) {
    let step = next(paymentOf(plan, stored && JSON.parse(stored)), { type: "resumed", pausedMs });
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
        const { review } = command;
        expect(await isApproved(await digestOf(review), review)).toBe(true);
        step = next(step.state, { type: (await isApproved(undefined, review)) ? "approved" : "denied", review });
      } else step = next(step.state, await execute(iyzico, plan, command));
    }
  }
  throw new Error("never settled");
});

test("what is no failure of the client's is thrown, and not taken for an input", async () => {
  const broken = new Error("a mistake in the program");
  const iyzico = {
    look: () => Promise.reject(broken),
    balance: () => Promise.reject(broken),
    init: () => Promise.reject(broken),
    auth: () => Promise.reject(broken),
  };
  await expect(execute(iyzico, plan, { type: "init" })).rejects.toBe(broken);
});

test("a recipient is told from another by what no way of writing explains, and by nothing else", async () => {
  const observedAs = async (recipientInfo: string | undefined) => {
    const item = {
      itemExternalId: "salaries-1",
      itemStatus: "INIT",
      errorMessages: [],
      ...(recipientInfo && { recipientInfo }),
    };
    const look = {
      massPayout: { massPayoutStatus: "INIT" },
      items: [item, { itemStatus: "INIT", errorMessages: [] }],
      settlement: {} as never,
    };
    const iyzico = {
      look: async () => look,
      balance: () => Promise.reject(),
      init: () => Promise.reject(),
      auth: () => Promise.reject(),
    };
    const reference = { requestId: "r-1" };
    const input = await execute(iyzico, plan, { type: "poll", reference, withBalance: false, afterMs: 0 });
    return input.type === "polled" && (input.payout.items[0]?.isOtherRecipient ?? false);
  };
  for (const same of [
    undefined,
    "+905555555555",
    "5555555555",
    "0 (555) 555-55 55",
    "+90********5555",
    "+9055555555**",
    "905XXXXXXXXX",
    "90XXXXXXXX5555",
    "***",
  ]) {
    expect(await observedAs(same), same).toBe(false);
  }
  for (const other of ["+905555555556", "5551111"]) expect(await observedAs(other), other).toBe(true);
});

test("an item is known by iyzico's id too, once an answer has shown both", () => {
  const items = [{ itemExternalId: "salaries-1", referenceCode: "ref-1", itemStatus: "INIT" }];
  const created = { ...paymentOf(plan), phase: "authorised" as const, requestId: "r-1" };
  const { state } = next(created, { type: "polled", payout: { payoutStatus: "IN_PROGRESS", items } });
  const later = [{ referenceCode: "ref-1", itemStatus: "SUCCESS" }];
  expect(next(state, { type: "polled", payout: { payoutStatus: "COMPLETED", items: later } })).toMatchObject({
    done: { paid: "all" },
  });
});

test("the same plan for another address is another payment", async () => {
  const items = plan.request.items;
  const there = await readPlan({ key: "salaries", items }, { baseUrl: "https://api.iyzipay.com" });
  const here = await readPlan({ key: "salaries", items }, { baseUrl: "https://sandbox-api.iyzipay.com" });
  expect(there.fingerprint).not.toBe(here.fingerprint);
  expect(() => paymentOf(there, paymentOf(here))).toThrow(expect.objectContaining({ code: "plan_mismatch" }));
});
