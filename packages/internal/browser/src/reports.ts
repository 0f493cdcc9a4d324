import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createFileStore } from "@iyzico-mass-payout/client/file-store";
import { runProcess } from "@iyzico-mass-payout/harness/process";
import type { SamplePayment } from "./payments.ts";

const tool = join(createRequire(import.meta.url).resolve("@iyzico-mass-payout/cli/package.json"), "../dist/main.js");

/** How a report is made of a sample. */
export interface ReportOptions {
  locale: "tr" | "en";
  /** Whether the plan is given, so that the report has names. Default: true. */
  hasPlan?: boolean;
}

/** Stores a sample in a folder, and has the command make a page of it, as a user does. Returns the page's file. */
export async function writeReport(
  folder: string,
  { plan, payment }: SamplePayment,
  { locale, hasPlan = true }: ReportOptions,
): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const [store, planFile, file] = ["store", "plan.json", "report.html"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  await createFileStore(store, { create: true }).compareAndSet(payment.key, undefined, payment);
  writeFileSync(planFile, JSON.stringify(plan));
  const args = ["report", payment.key, "--store", store, "--format", "html", "--out", file, "--locale", locale];
  const { stdout, stderr, problem } = await runProcess(
    process.execPath,
    [tool, ...args, ...(hasPlan ? ["--plan", planFile] : [])],
    { cwd: folder, env: { TZ: "Europe/Istanbul" }, timeLimitMs: 60_000 },
  );
  if (problem !== undefined) throw new Error(`The report could not be made: ${problem}\n${stdout}${stderr}`);
  return file;
}
