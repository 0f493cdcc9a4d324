import { createMassPayoutClient } from "@iyzico-mass-payout/client";
import { createSimulator } from "@iyzico-mass-payout/simulator";
import { equal, failureOf, has } from "./assert.js";
import { itemOf } from "./clients.js";

/** @type {readonly import("./suite.js").Test[]} */
export const servers = [
  [
    "the simulator listens, pays, and has the faults that it is given",
    async ({ credentials }) => {
      const delays = { authorised: 1, queued: 1, itemsQueued: 1, sent: 1, processing: 1, refund: 1 };
      const simulator = createSimulator({ credentials, clock: Date, delays });
      const { url, close } = await simulator.listen();
      try {
        const iyzico = createMassPayoutClient({ credentials, baseUrl: url, retry: false });
        const plan = { key: "listening", items: [itemOf("listening-1")] };
        const options = /** @type {const} */ ({ store: "memory", pollEveryMs: 10, maxWaitMs: 100_000 });
        has(await iyzico.pay(plan, options), { outcome: "settled", paid: "all" });
        simulator.fault({ kind: "reset-after", operation: "init" });
        const lost = await failureOf(iyzico.init({ externalId: "lost", items: [itemOf("lost-1")] }));
        has(lost, { code: "network_error", outcome: "unknown" });
        equal(simulator.payouts.length, 2);
        for (const kind of /** @type {const} */ (["timeout-before", "stalled-body"])) {
          simulator.fault({ kind, operation: "balance" });
          has(await failureOf(iyzico.balance({ timeoutMs: 100 })), { code: "timeout" });
        }
      } finally {
        await close();
      }
      has(await failureOf(createMassPayoutClient({ credentials, baseUrl: url, retry: false }).balance()), {
        code: "network_error",
      });
    },
    "servers",
  ],
];
