// Pays a plan of new recipients through a file store, and prints what that used.
import { open } from "node:fs/promises";
import type { PayoutPlan } from "@iyzico-mass-payout/client";
import { createItems, credentials } from "../data/payouts.ts";
import { openProject } from "../project.ts";

const [folder = "", url = "", recipients = ""] = process.argv.slice(2);
const project = openProject(folder);
const { createMassPayoutClient } = await project.client();
const { createFileStore } = await project.fileStore();

let fsyncs = 0;
await countFsyncs();
const plan: PayoutPlan = {
  key: `salaries-${recipients}`,
  purpose: "SALARY",
  items: createItems(0, Number(recipients)).map(({ itemExternalId, recipientInfo, recipientName, totalAmount }) => ({
    itemExternalId,
    recipientType: "IBAN",
    recipientInfo,
    recipientName,
    amount: { value: totalAmount, currency: "TRY" },
    description: "Kasım maaşı",
  })),
};

const [cpu, wall] = [process.cpuUsage(), performance.now()];
const iyzico = createMassPayoutClient({ credentials, baseUrl: url, rateLimit: false });
const store = createFileStore("store", { create: true });
const { outcome, ...others } = await iyzico.pay(plan, { store, pollEveryMs: 10 });
const { user, system } = process.cpuUsage(cpu);
const paid = "paid" in others ? others.paid : undefined;
console.log(JSON.stringify({ outcome, paid, fsyncs, cpuMs: (user + system) / 1000, wallMs: performance.now() - wall }));

/** Counts the calls of `sync` and `datasync` of all files that are opened as promises. */
async function countFsyncs(): Promise<void> {
  const handle = await open(process.execPath);
  const prototype = Object.getPrototypeOf(handle);
  await handle.close();
  for (const name of ["sync", "datasync"]) {
    const original = prototype[name];
    prototype[name] = function (...args: unknown[]) {
      fsyncs += 1;
      return original.apply(this, args);
    };
  }
}
