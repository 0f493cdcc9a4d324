// A process that pays a plan, for tests that kill it: node paying-process.ts URL FOLDER PLAN OPTIONS. Prints the result, or the error as { error }.
import { flushCompileCache } from "node:module";
import { setTimeout } from "node:timers/promises";
import { createMassPayoutClient } from "@iyzico-mass-payout/client";
import { createFileStore } from "@iyzico-mass-payout/client/file-store";

// A process that is killed would not write what it has compiled.
flushCompileCache();
const [, , baseUrl = "", folder = "", plan = "", options = ""] = process.argv;
const credentials = { apiKey: "sandbox-key", secretKey: "sandbox-secret" };
// The process's time runs 100 times as fast, so that its pauses take no real time.
const speed = 100;
const clock = {
  now: () => performance.now() * speed,
  sleep: (milliseconds: number, signal?: AbortSignal) => setTimeout(milliseconds / speed, undefined, { signal }),
};
const iyzico = createMassPayoutClient({ credentials, baseUrl, rateLimit: false, clock });
const store = createFileStore(folder);
const limits = { pollEveryMs: 1_000, notFoundGraceMs: 50_000 };
const paying = iyzico.pay(JSON.parse(plan), { store, ...limits, ...JSON.parse(options) });
console.log(JSON.stringify(await paying.catch((error: unknown) => ({ error }))));
