import { credentials } from "../data/payouts.ts";
import { countModules, measureProcesses, type ProcessSample, type Program } from "../measure/process-rounds.ts";
import { summarise } from "../measure/statistics.ts";
import { startServer } from "../servers/start-server.ts";
import type { Benchmark } from "./benchmark.ts";

const reference = "node -e 0";
const cpu = "CPU, beside the reference";
const time = "time, beside the reference";

export const commandLine: Benchmark = {
  name: "cli",
  summary: "commands of mass-payout as processes",
  async run({ project, processRounds }) {
    const server = await startServer("page-server");
    try {
      const { tool } = project;
      const env = {
        IYZICO_API_KEY: credentials.apiKey,
        IYZICO_SECRET_KEY: credentials.secretKey,
        IYZICO_BASE_URL: server.url,
      };
      const command = (args: readonly string[], isRight: (stdout: string) => boolean): Program => ({
        name: ["mass-payout", ...args].join(" "),
        args: [tool, ...args],
        env,
        problemOf: (stdout) => (isRight(stdout) ? undefined : "it must print its result"),
      });
      const programs: Program[] = [
        { name: reference, args: ["-e", "0"] },
        command(["--help"], (stdout) => stdout.includes("mass-payout retrieve")),
        command(["--version"], (stdout) => /^\d+\.\d+\.\d+/.test(stdout)),
        command(["retrieve", "--external-id", "payout-40"], (stdout) => stdout.includes("Ayşe Yılmaz")),
        command(
          ["retrieve", "--external-id", "payout-40", "--json"],
          (stdout) => JSON.parse(stdout).items.length === 40,
        ),
      ];
      const samples = await measureProcesses(programs, processRounds);
      const bare = samples.get(reference) ?? [];
      const rows = [];
      for (const program of programs) {
        const own = samples.get(program.name) ?? [];
        const ratio = (quantity: (sample: ProcessSample) => number) =>
          summarise(own.map((sample, round) => quantity(sample) / quantity(bare[round] as ProcessSample)));
        rows.push({
          name: program.name,
          isOurs: program.name !== reference,
          figures: {
            [cpu]: ratio(({ cpuMs }) => cpuMs),
            [time]: ratio(({ wallMs }) => wallMs),
            "CPU (ms)": summarise(own.map(({ cpuMs }) => cpuMs)),
            modules: await countModules(program),
          },
        });
      }
      return [
        {
          title: "The command line tool",
          note:
            "Whole processes, from start to exit. retrieve reads 40 items from a server on this machine; Node's fetch " +
            "is a part of its time.",
          columns: [
            { heading: cpu, digits: 2 },
            { heading: time, digits: 2 },
            { heading: "CPU (ms)", digits: 0 },
            { heading: "modules", digits: 0 },
          ],
          rows,
        },
      ];
    } finally {
      await server.stop();
    }
  },
};
