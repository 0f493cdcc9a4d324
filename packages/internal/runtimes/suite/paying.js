import { createMassPayoutClient, createMemoryStore, isMassPayoutError } from "@iyzico-mass-payout/client";
import { createSimulator } from "@iyzico-mass-payout/simulator";
import { equal, failureOf, has } from "./assert.js";
import { clientFor, itemOf } from "./clients.js";

const fast = { maxWaitMs: 100_000, pollEveryMs: 20 };

/** @type {readonly import("./suite.js").Test[]} */
export const paying = [
  [
    "init, auth and a wait end with the paid and the refunded items",
    async (context) => {
      const iyzico = clientFor(context, "simulator");
      const items = ["paid-1", "unpaid-2", "paid-3"].map(itemOf);
      const { requestId, accepted } = await iyzico.init({ externalId: "by-steps", purpose: "SALARY", items });
      equal(accepted, "all");
      await iyzico.auth(requestId);
      const waited = await iyzico.waitUntilSettled({ requestId }, fast);
      has(waited, { outcome: "settled", paid: "some" });
      has(waited.snapshot?.settlement.totals.paid, { count: 2, amounts: { TRY: "201.00" } });
      has(waited.snapshot?.settlement.totals.refunded, { count: 1, amounts: { TRY: "100.50" } });
    },
  ],
  [
    "a cancelled payout pays no recipient",
    async (context) => {
      const iyzico = clientFor(context, "simulator");
      const { requestId } = await iyzico.init({ externalId: "cancelled", items: [itemOf("cancelled-1")] });
      await iyzico.cancel(requestId);
      has(await iyzico.waitUntilSettled({ requestId }, fast), { outcome: "settled", paid: "none" });
    },
  ],
  [
    "pay goes from init to the last recipient, and pays no recipient twice",
    async (context) => {
      const iyzico = clientFor(context, "simulator");
      const plan = { key: "salaries-2026-11", items: ["paid-4", "unpaid-5"].map(itemOf) };
      const store = createMemoryStore();
      const end = {
        outcome: "settled",
        paid: "some",
        inits: 1,
        auths: 1,
        totals: { TRY: { paid: "100.50", commission: "2.50", refund: "103.00" } },
      };
      has(await iyzico.pay(plan, { store, ...fast }), { ...end, isNew: true });
      has(await iyzico.pay(plan, { store, ...fast }), { ...end, isNew: false });
      equal((await store.load(plan.key)) !== undefined, true);
    },
  ],
  [
    "the simulator runs on this runtime, without a port and on its own clock",
    async ({ credentials }) => {
      const simulator = createSimulator({ credentials, balance: "1000" });
      const { fetch, clock } = simulator;
      const iyzico = createMassPayoutClient({ credentials, environment: "sandbox", fetch, clock });
      simulator.fault({ kind: "reset-before", operation: "retrieve" });
      const plan = { key: "here", items: [itemOf("here-1"), itemOf("here-2")] };
      const result = await iyzico.pay(plan, { store: "memory" });
      has(result, { outcome: "settled", paid: "all" });
      equal(simulator.balance, "799");
      equal(
        simulator.payouts.flatMap(({ items }) => items.map(({ timesPaid }) => timesPaid)),
        [1, 1],
      );
      simulator.assertDone();
    },
  ],
  [
    "a lost response of the simulator leaves the outcome of a write unknown",
    async ({ credentials }) => {
      const simulator = createSimulator({ credentials });
      const iyzico = createMassPayoutClient({ credentials, environment: "sandbox", fetch: simulator.fetch });
      simulator.fault({ kind: "reset-after", operation: "init" });
      const error = await failureOf(iyzico.init({ externalId: "lost", items: [itemOf("lost-1")] }));
      equal(isMassPayoutError(error, "network_error"), true);
      has(error, { outcome: "unknown", attempts: 1 });
      equal(simulator.payouts.length, 1);
    },
  ],
];
