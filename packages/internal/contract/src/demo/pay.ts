import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PayoutPlan } from "@iyzico-mass-payout/client";
import { createSimulator, type ItemOutcome, type SimulatorServer } from "@iyzico-mass-payout/simulator";
import { runTool, type ToolOptions } from "./run-tool.ts";

const credentials = { apiKey: "sandbox-demo", secretKey: "sandbox-demo-secret" };

/** Recipients who don't exist: no bank has the code 99999. */
const plan: PayoutPlan = {
  key: "salaries-2026-11",
  purpose: "SALARY",
  items: [
    { itemExternalId: "salary-1", ...account("TR809999900000000000000001", "Recipient One"), ...salary("42150.75") },
    { itemExternalId: "salary-2", ...account("TR539999900000000000000002", "Recipient Two"), ...salary("38000.00") },
    { itemExternalId: "salary-3", ...account("TR269999900000000000000003", "Recipient Three"), ...salary("51250.40") },
    { itemExternalId: "salary-4", recipientType: "PHONE", recipientInfo: "+905555555555", ...salary("12500.10") },
    {
      itemExternalId: "salary-5",
      recipientType: "IDENTITY_NUMBER",
      recipientInfo: "10000000146",
      ...salary("9400.00"),
    },
  ],
};

/** All other items are paid. */
const outcomes: Readonly<Record<string, ItemOutcome>> = { "salary-2": "rejected", "salary-3": "failed-refunded" };

/**
 * Pays a plan at the simulator. One recipient is rejected, so that the review requires an approval, and the bank does not pay
 * one of the others. Returns the exit code: 0 when the payment went that way.
 */
export async function runPayDemo(args: readonly string[]): Promise<number> {
  // A signal to the demo stops the tool, so that no process and no file is left.
  const stopping = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stopping.abort());
  const server = await startSimulator();
  const folder = await mkdtemp(join(tmpdir(), "mass-payout-demo-"));
  try {
    await writeFile(join(folder, "plan.json"), JSON.stringify(plan, null, 2));
    const isJson = args.includes("--json");
    const environment = isJson ? {} : terminalColours();
    const pay = async (stdout: ToolOptions["stdout"], ...more: string[]) => {
      const options = ["pay", "plan.json", "--store", "payments", "--poll-every", "0.2", ...args, ...more];
      process.stderr.write(`\n$ mass-payout ${options.join(" ")}\n`);
      const { signal } = stopping;
      return await runTool(options, { url: server.url, credentials, folder, stdout, signal, environment });
    };

    const review = await pay("pipe", "--new-store");
    // With --json, stdout contains the last result alone.
    (isJson ? process.stderr : process.stdout).write(review.printed);
    const [digest] = /\b[0-9a-f]{64}\b/.exec(review.printed) ?? [];
    if (review.exitCode !== 4 || digest === undefined) return review.exitCode || 1;

    const { exitCode } = await pay("inherit", "--approve", digest);
    return exitCode === 3 ? 0 : exitCode || 1;
  } finally {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A payout at this simulator takes a second. */
function startSimulator(): Promise<SimulatorServer> {
  const simulator = createSimulator({
    credentials,
    clock: Date,
    outcomeOf: ({ itemExternalId }) => outcomes[itemExternalId] ?? "paid",
    commissionOf: () => "2.50",
    delays: { authorised: 100, queued: 100, itemsQueued: 100, sent: 100, processing: 300, refund: 300 },
  });
  return simulator.listen();
}

/** The output of a pipe is written to this terminal, and has its colours. */
function terminalColours(): NodeJS.ProcessEnv {
  return process.stdout.isTTY && process.stdout.hasColors() ? { FORCE_COLOR: "1" } : {};
}

function account(recipientInfo: string, recipientName: string) {
  return { recipientType: "IBAN" as const, recipientInfo, recipientName };
}

function salary(value: string) {
  return { amount: { value, currency: "TRY" as const }, description: "November" };
}
