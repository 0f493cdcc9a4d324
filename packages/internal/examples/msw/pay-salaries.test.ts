// Shows a test with MSW in front of the simulator: the program's requests to iyzico's address are answered by a Mass Payout
// server that has state, and what counts is how often a recipient was really paid. `node --test`, Node 22.12 or newer.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { createMemoryStore, type PayoutPlan } from "@iyzico-mass-payout/client";
import { createSimulator, type Simulator } from "@iyzico-mass-payout/simulator";
import { http } from "msw";
import { setupServer } from "msw/node";
import { paySalaries } from "./pay-salaries.ts";

process.env["IYZICO_API_KEY"] = "sandbox-key";
process.env["IYZICO_SECRET_KEY"] = "sandbox-secret";
process.env["IYZICO_BASE_URL"] = "https://sandbox-api.iyzipay.com";

let simulator: Simulator;
const server = setupServer(http.all("https://sandbox-api.iyzipay.com/*", ({ request }) => simulator.fetch(request)));
before(() => server.listen({ onUnhandledFrame: "error" })); // A request to any other host fails.
beforeEach(() => {
  // The program uses real time, in which a payout takes a moment here.
  const delays = { authorised: 50, queued: 50, itemsQueued: 50, sent: 50, processing: 50 };
  const credentials = { apiKey: "sandbox-key", secretKey: "sandbox-secret" };
  simulator = createSimulator({ credentials, clock: { now: Date.now }, delays });
});
afterEach(() => simulator.assertDone());
after(() => server.close());

const items: PayoutPlan["items"] = ["42150.75", "7.25"].map((value) => ({
  recipientType: "MEMBER_ID",
  recipientInfo: "2228853",
  amount: { value, currency: "TRY" },
  description: "November",
}));
const timesPaid = () => simulator.payouts.flatMap((payout) => payout.items.map((item) => item.timesPaid));

test("the program's own client is answered by the simulator, and pays each recipient once", async () => {
  const result = await paySalaries("2026-11", items, createMemoryStore());
  assert.deepEqual([result.outcome, result.paid], ["settled", "all"]);
  assert.deepEqual(timesPaid(), [1, 1]);
});

test("an auth whose answer is lost is not sent again", async () => {
  simulator.fault({ kind: "reset-after", operation: "auth" });
  const result = await paySalaries("2026-11", items, createMemoryStore());
  assert.equal(result.outcome, "settled");
  assert.deepEqual(timesPaid(), [1, 1]);
  assert.equal(simulator.history.filter(({ operation }) => operation === "auth").length, 1);
});

test("the salaries of a month that was paid are not paid again", async () => {
  const store = createMemoryStore();
  await paySalaries("2026-11", items, store);
  const again = await paySalaries("2026-11", items, store);
  assert.equal(again.isNew, false);
  assert.deepEqual(timesPaid(), [1, 1]);
});

test("a request to any other host fails", async () => {
  await assert.rejects(fetch("https://api.iyzipay.com/v1/mass/payout/balance"));
});
