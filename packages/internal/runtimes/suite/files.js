import { createMassPayoutClient } from "@iyzico-mass-payout/client";
import { createSimulator } from "@iyzico-mass-payout/simulator";
import { equal, failureOf, has } from "./assert.js";
import { itemOf } from "./clients.js";

/** Only when it is needed: it can't be loaded where there are no files. */
const fileStore = () => import("@iyzico-mass-payout/client/file-store");

/** @type {readonly import("./suite.js").Test[]} */
export const files = [
  [
    "a payment is kept in files and gone on with by another store, and pays nobody again",
    async ({ credentials, folder }) => {
      const { createFileStore } = await fileStore();
      const simulator = createSimulator({ credentials });
      const { fetch, clock } = simulator;
      const iyzico = createMassPayoutClient({ credentials, environment: "sandbox", fetch, clock });
      const plan = { key: "Kept In Files", items: [itemOf("kept-1"), itemOf("kept-2")] };
      simulator.fault({ kind: "reset-after", operation: "auth" });
      const first = await iyzico.pay(plan, { store: createFileStore(folder) });
      has(first, { outcome: "settled", paid: "everyone", inits: 1, auths: 1 });
      has(await iyzico.pay(plan, { store: createFileStore(folder) }), { outcome: "settled", ledger: first.ledger });
      equal(
        simulator.payouts.flatMap(({ items }) => items.map(({ timesPaid }) => timesPaid)),
        [1, 1],
      );
    },
    "files",
  ],
  [
    "of two that change a payment one does, and a lock is one process's",
    async ({ folder }) => {
      const { createFileStore } = await fileStore();
      const store = createFileStore(folder);
      const revisions = await Promise.all(
        Array.from({ length: 5 }, (_, number) => store.compareAndSet("raced", undefined, { number })),
      );
      equal(revisions.filter((revision) => revision !== undefined).length, 1);
      has(await store.load("raced"), { revision: "1" });
      const unlock = await store.lock?.("raced");
      has(await failureOf(Promise.resolve(createFileStore(folder).lock?.("raced"))), { code: "payment_busy" });
      await unlock?.();
      await (await createFileStore(folder).lock?.("raced"))?.();
    },
    "files",
  ],
];
