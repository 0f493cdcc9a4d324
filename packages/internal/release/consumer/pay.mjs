// Pays a plan at the installed simulator, once with the installed client and once with the installed mass-payout, in a
// project with the published packages alone. Prints the two results as one line of JSON.
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { createMassPayoutClient } from "@iyzico-mass-payout/client";
import { createFileStore } from "@iyzico-mass-payout/client/file-store";
import { createSimulator } from "@iyzico-mass-payout/simulator";

const credentials = { apiKey: "sandbox-rehearsal", secretKey: "sandbox-rehearsal-secret" };

/** Recipients who don't exist: no bank has the code 99999. The client and the tool pay them with one store. */
const plan = (key) => ({
  key,
  purpose: "SALARY",
  allowRepeatedList: true,
  items: [
    {
      recipientType: "IBAN",
      recipientInfo: "TR809999900000000000000001",
      recipientName: "Recipient One",
      amount: { value: "42150.75", currency: "TRY" },
      description: "November",
    },
    {
      recipientType: "PHONE",
      recipientInfo: "+905555555555",
      amount: { value: "12500.10", currency: "TRY" },
      description: "November",
    },
  ],
});

const simulator = createSimulator({
  credentials,
  clock: Date,
  delays: { authorised: 50, queued: 50, itemsQueued: 50, sent: 50, processing: 100 },
});
const server = await simulator.listen();
try {
  const client = createMassPayoutClient({ credentials, baseUrl: server.url });
  const store = createFileStore("payments", { create: true });
  const byClient = await client.pay(plan("paid-by-client"), { store, pollEveryMs: 50 });

  const byTool = await payByTool(plan("paid-by-tool"), server.url);
  const summary = ({ outcome, paid, totals }) => ({ outcome, paid, totals });
  console.log(JSON.stringify({ client: summary(byClient), tool: summary(byTool) }));
} finally {
  await server.close();
}

async function payByTool(plan, url) {
  await writeFile("plan.json", JSON.stringify(plan));
  const command = "--no-install mass-payout pay plan.json --store payments --poll-every 0.2 --json";
  const { apiKey, secretKey } = credentials;
  const environment = { IYZICO_API_KEY: apiKey, IYZICO_SECRET_KEY: secretKey, IYZICO_BASE_URL: url };
  const { stdout } = await promisify(execFile)("npx", command.split(" "), {
    env: { ...process.env, ...environment },
  }).catch((error) => {
    // The exit code is not 0 when an item is not paid, and stdout still has the result.
    if (error.stdout) return error;
    throw error;
  });
  return JSON.parse(stdout);
}
