// A process whose files are replaced by a deploy while it runs: argument 1 is a copy of the client, argument 2 its format.
import { rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createSimulator } from "@iyzico-mass-payout/simulator";

const [, , folder, extension] = process.argv;
const index = join(folder, `dist/index.${extension}`);
const { createMassPayoutClient, createMemoryStore } =
  extension === "cjs" ? createRequire(import.meta.url)(index) : await import(index);

const credentials = { apiKey: "sandbox-simulator", secretKey: "sandbox-simulator-secret" };
const simulator = createSimulator({ credentials });
const { fetch, clock } = simulator;
const iyzico = createMassPayoutClient({ credentials, environment: "sandbox", fetch, clock });
const item = { recipientType: "PHONE", recipientInfo: "+905555555555", amount: { value: "1", currency: "TRY" } };
const plan = { key: "removed", items: [{ ...item, description: "November" }] };

for (const name of ["pay", "diagnosis"]) rmSync(join(folder, `dist/${name}.${extension}`));
const { code, outcome, cause } = await iyzico.pay(plan, { store: createMemoryStore() }).catch((error) => error);
const sent = simulator.history.length;
const { balance } = await iyzico.balance();
const stranger = createMassPayoutClient({
  credentials: { ...credentials, secretKey: "wrong" },
  environment: "sandbox",
  fetch,
  clock,
});
const rejected = await stranger.balance().catch((error) => error);
console.log(JSON.stringify({ code, outcome, cause: cause.code, sent, balance, rejected: rejected.code }));
