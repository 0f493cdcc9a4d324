// A process that pays a plan and is killed: node paying-process.ts CONNECTION URL PLAN KILL_AFTER. KILL_AFTER is the number of
// the statement that stores a state, or commits one, after whose answer it kills itself.
import { createMassPayoutClient } from "@iyzico-mass-payout/client";
import { createPostgresStore } from "../../src/store/postgres-store.ts";
import { fastClock as clock } from "./fast-clock.ts";
import { interruptedPool } from "./interrupted-pool.ts";

const [, , connectionString = "", baseUrl = "", plan = "", killAfter = ""] = process.argv;
const credentials = { apiKey: "sandbox-key", secretKey: "sandbox-secret" };
const iyzico = createMassPayoutClient({ credentials, baseUrl, rateLimit: false, clock });
let stored = 0;
const pool = interruptedPool(connectionString, {
  after({ text }) {
    if (!text.includes("saved as") && text !== "commit") return;
    if (stored === Number(killAfter)) process.kill(process.pid, "SIGKILL");
    stored += 1;
  },
});
await iyzico.pay(JSON.parse(plan), { store: createPostgresStore(pool), pollEveryMs: 1_000, notFoundGraceMs: 50_000 });
await pool.end();
