// Starts a mock of iyzico on a free loopback port and reads the documented example from it with the command line tool,
// as a user would. Arguments go to `mass-payout retrieve`: --locale en, --json.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { startMock } from "./mock.ts";

const credentials = { apiKey: "sandbox-demo", secretKey: "sandbox-demo-secret" };
const mock = await startMock(credentials);

const manifestPath = createRequire(import.meta.url).resolve("@iyzico-mass-payout/cli/package.json");
const { bin } = createRequire(import.meta.url)(manifestPath) as { bin: Record<string, string> };
const tool = join(dirname(manifestPath), bin["mass-payout"] ?? "");
const args = ["retrieve", "--external-id", "massPayoutId-323", ...process.argv.slice(2)];
const child = spawn(process.execPath, [tool, ...args], {
  stdio: "inherit",
  env: {
    ...process.env,
    IYZICO_API_KEY: credentials.apiKey,
    IYZICO_SECRET_KEY: credentials.secretKey,
    IYZICO_BASE_URL: mock.url,
  },
});
const [exitCode] = await once(child, "exit");
await mock.close();
process.exitCode = exitCode ?? 1;
