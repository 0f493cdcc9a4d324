import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { countModules, measureProcesses, type ProcessSample, type Program } from "../measure/process-rounds.ts";
import { type Summary, summarise } from "../measure/statistics.ts";
import type { Benchmark } from "./benchmark.ts";

const reference = "an empty program";

/** Programs that import a library and create a client, which is when some of them load the rest of their files. */
const programs: Readonly<Record<string, string>> = {
  [reference]: "",
  "@iyzico-mass-payout/client": `
    import { createMassPayoutClient } from "@iyzico-mass-payout/client";
    const credentials = { apiKey: "sandbox-key", secretKey: "sandbox-secret" };
    createMassPayoutClient({ credentials, environment: "sandbox" });`,
  "@iyzico-mass-payout/client, the import alone": `
    import { createMassPayoutClient } from "@iyzico-mass-payout/client";
    globalThis.create = createMassPayoutClient;`,
  "@iyzico-mass-payout/auth": `
    import { createSigner } from "@iyzico-mass-payout/auth";
    createSigner({ apiKey: "sandbox-key", secretKey: "sandbox-secret" });`,
  iyzipay: `
    import Iyzipay from "iyzipay";
    new Iyzipay({ apiKey: "sandbox-key", secretKey: "sandbox-secret", uri: "https://sandbox-api.iyzipay.com" });`,
  stripe: `
    import Stripe from "stripe";
    new Stripe("sk_test_123");`,
  openai: `
    import OpenAI from "openai";
    new OpenAI({ apiKey: "sk-123" });`,
  "openapi-fetch": `
    import createClient from "openapi-fetch";
    createClient({ baseUrl: "https://sandbox-api.iyzipay.com" });`,
  undici: `
    import { request } from "undici";
    globalThis.request = request;`,
};

export const start: Benchmark = {
  name: "start",
  summary: "importing a library and creating a client: time, memory, modules",
  async run({ project, processRounds }) {
    const folder = join(project.folder, "start");
    mkdirSync(folder);
    const files = Object.entries(programs).map(([name, code], index): Program => {
      const file = join(folder, `program-${index}.js`);
      writeFileSync(file, code);
      return { name, args: [file] };
    });
    const samples = await measureProcesses(files, processRounds);
    const bare = samples.get(reference) ?? [];
    const rows = [];
    for (const program of files.slice(1)) {
      const own = samples.get(program.name) ?? [];
      const over = (quantity: (sample: ProcessSample) => number): Summary =>
        summarise(own.map((sample, round) => quantity(sample) - quantity(bare[round] as ProcessSample)));
      rows.push({
        name: program.name,
        isOurs: program.name.startsWith("@"),
        figures: {
          "time (ms)": over(({ wallMs }) => wallMs),
          "CPU (ms)": over(({ cpuMs }) => cpuMs),
          "memory (MB)": over(({ rssMb }) => rssMb),
          modules: (await countModules(program)) - 1,
        },
      });
    }
    return [
      {
        title: "Import",
        note:
          "A new process that imports a library and creates a client, less an empty program that ran in the same round. " +
          "Modules are the files that Node loads for it. The first use of Request or fetch makes Node load its own copy of undici, " +
          "which is a part of the figures of libraries that touch them when they create a client.",
        columns: [
          { heading: "time (ms)", digits: 0 },
          { heading: "CPU (ms)", digits: 0 },
          { heading: "memory (MB)", digits: 1 },
          { heading: "modules", digits: 0 },
        ],
        rows,
      },
    ];
  },
};
