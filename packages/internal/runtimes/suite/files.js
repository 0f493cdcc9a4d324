import { createMassPayoutClient } from "@iyzico-mass-payout/client";
import { createSimulator } from "@iyzico-mass-payout/simulator";
import { equal, failureOf, has } from "./assert.js";
import { itemOf } from "./clients.js";

/** Loaded by the tests that use it: a runtime without files can't load it. */
const loadFileStore = () => import("@iyzico-mass-payout/client/file-store");

/** @type {readonly import("./suite.js").Test[]} */
export const files = [
  [
    "a payment in files is resumed by another store, and pays no recipient twice",
    async (context) => {
      const { credentials } = context;
      const folder = `${context.folder}/kept`;
      const { createFileStore } = await loadFileStore();
      const simulator = createSimulator({ credentials });
      const { fetch, clock } = simulator;
      const iyzico = createMassPayoutClient({ credentials, environment: "sandbox", fetch, clock });
      const plan = { key: "Kept In Files", items: [itemOf("kept-1"), itemOf("kept-2")] };
      simulator.fault({ kind: "reset-after", operation: "auth" });
      has(await failureOf(iyzico.pay(plan, { store: createFileStore(folder) })), { code: "store_missing" });
      const first = await iyzico.pay(plan, { store: createFileStore(folder, { create: true }) });
      has(first, { outcome: "settled", paid: "all", inits: 1, auths: 1 });
      has(await iyzico.pay(plan, { store: createFileStore(folder) }), { outcome: "settled", ledger: first.ledger });
      equal(
        simulator.payouts.flatMap(({ items }) => items.map(({ timesPaid }) => timesPaid)),
        [1, 1],
      );
    },
    "files",
  ],
  [
    "of several concurrent writes one succeeds, and a lock has one holder",
    async (context) => {
      const folder = `${context.folder}/raced`;
      const { createFileStore } = await loadFileStore();
      const store = createFileStore(folder, { create: true });
      const revisions = await Promise.all(
        Array.from({ length: 5 }, (_, number) => store.compareAndSet("raced", undefined, { number })),
      );
      equal(revisions.filter((revision) => revision !== undefined).length, 1);
      has(await store.load("raced"), { revision: "1" });
      const unlock = await store.lock?.("raced");
      has(await failureOf(Promise.resolve(createFileStore(folder).lock?.("raced"))), { code: "payment_locked" });
      await unlock?.();
      await (await createFileStore(folder).lock?.("raced"))?.();
    },
    "files",
  ],
];
