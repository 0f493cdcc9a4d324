import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { runProcess } from "@iyzico-mass-payout/harness/process";
import type { Benchmark } from "./benchmark.ts";

/** Small programs that make one call. */
const programs: Readonly<Record<string, string>> = {
  "@iyzico-mass-payout/client": `
    import { createMassPayoutClient } from "@iyzico-mass-payout/client";
    const credentials = { apiKey: "sandbox-key", secretKey: "sandbox-secret" };
    const iyzico = createMassPayoutClient({ credentials, environment: "sandbox" });
    const { items } = await iyzico.retrieve({ requestId: "79cdefc1", page: 0, size: 40 });
    export const statuses: string[] = items.map(({ itemStatus }) => itemStatus);`,
  stripe: `
    import Stripe from "stripe";
    const stripe = new Stripe("sk_test_123");
    const { data } = await stripe.payouts.list({ limit: 40 });
    export const statuses: string[] = data.map(({ status }) => status);`,
  openai: `
    import OpenAI from "openai";
    const openai = new OpenAI({ apiKey: "sk-123" });
    const { data } = await openai.files.list({ limit: 40 });
    export const statuses: string[] = data.map(({ status }) => status);`,
};

export const types: Benchmark = {
  name: "types",
  summary: "types that a compiler instantiates for a small program",
  async run({ project }) {
    const folder = join(project.folder, "types");
    mkdirSync(folder);
    const rows = [];
    for (const [index, [name, code]] of Object.entries(programs).entries()) {
      const file = join(folder, `program-${index}.ts`);
      writeFileSync(file, code);
      rows.push({
        name,
        isOurs: name.startsWith("@"),
        figures: { instantiations: await countInstantiations(file) },
      });
    }
    return [
      {
        title: "Types",
        note: "The types that TypeScript instantiates to check a program that lists something and reads a status.",
        columns: [{ heading: "instantiations", digits: 0 }],
        rows,
      },
    ];
  },
};

async function countInstantiations(file: string): Promise<number> {
  const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");
  const options = "--noEmit --ignoreConfig --strict --skipLibCheck --target es2022 --module nodenext --types node";
  const { stdout, stderr, problem } = await runProcess(
    process.execPath,
    [tsc, ...options.split(" "), "--extendedDiagnostics", file],
    { cwd: dirname(file), env: process.env, timeLimitMs: 300_000 },
  );
  const [, count] = /^Instantiations:\s+(\d+)/m.exec(stdout) ?? [];
  if (problem !== undefined || count === undefined) throw new Error(`${file}: ${problem}\n${stdout}${stderr}`);
  return Number(count);
}
