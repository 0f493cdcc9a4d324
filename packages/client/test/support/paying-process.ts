// A process that pays a plan, for tests that kill it: node paying-process.ts URL FOLDER PLAN OPTIONS. Prints the result.
import { createMassPayoutClient } from "@iyzico-mass-payout/client";
import { createFileStore } from "@iyzico-mass-payout/client/file-store";

const [, , baseUrl = "", folder = "", plan = "", options = ""] = process.argv;
const credentials = { apiKey: "sandbox-key", secretKey: "sandbox-secret" };
const iyzico = createMassPayoutClient({ credentials, baseUrl, rateLimit: false });
const store = createFileStore(folder);
const limits = { pollEveryMs: 10, notFoundGraceMs: 500 };
console.log(JSON.stringify(await iyzico.pay(JSON.parse(plan), { store, ...limits, ...JSON.parse(options) })));
