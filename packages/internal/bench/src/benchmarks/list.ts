import { fileURLToPath } from "node:url";
import { measureProcesses, type Program } from "../measure/process-rounds.ts";
import { summarise } from "../measure/statistics.ts";
import { startServer } from "../servers/start-server.ts";
import type { Benchmark } from "./benchmark.ts";

const reference = "fetch, by hand, four loops";
const ours = "items, 4 at once";
const time = "time, beside the ideal";
const cpu = "CPU an item (µs)";
const memory = "growth of memory (MB)";

/** What src/programs/list.ts prints. */
interface Listing {
  count: number;
  sum: number;
  cpuMs: number;
  wallMs: number;
  growthMb: number;
}

export const list: Benchmark = {
  name: "list",
  summary: "all items of 100,000, 1,000 a page, 4 at once, each answer after 20 ms",
  async run({ project, isQuick, processRounds }) {
    const count = isQuick ? 10_000 : 100_000;
    const [delayMs, pageSize, concurrency] = [20, 1000, 4];
    const idealMs = (count / pageSize / concurrency) * delayMs;
    const server = await startServer("page-server");
    try {
      const program = fileURLToPath(new URL("../programs/list.ts", import.meta.url));
      const expected = { count, sum: (count * (count - 1)) / 2 };
      const programs = [
        { name: reference, contender: "by-hand" },
        { name: ours, contender: "items" },
      ].map(
        ({ name, contender }): Program => ({
          name,
          args: ["--expose-gc", program, contender, project.folder, server.url, `payout-${count}-${delayMs}`],
          problemOf(stdout) {
            const found: Listing = JSON.parse(stdout);
            const isRight = found.count === expected.count && found.sum === expected.sum;
            return isRight ? undefined : `it must find ${JSON.stringify(expected)}`;
          },
        }),
      );
      const samples = await measureProcesses(programs, Math.max(2, Math.round(processRounds / 3)));
      const rows = programs.map(({ name }) => {
        const listings = (samples.get(name) ?? []).map(({ stdout }): Listing => JSON.parse(stdout));
        return {
          name,
          isOurs: name === ours,
          figures: {
            [time]: summarise(listings.map(({ wallMs }) => wallMs / idealMs)),
            [cpu]: summarise(listings.map(({ cpuMs }) => (cpuMs * 1000) / count)),
            [memory]: summarise(listings.map(({ growthMb }) => growthMb)),
          },
        };
      });
      return [
        {
          title: `All ${count.toLocaleString("en")} items of a payout`,
          note:
            `Pages of 1,000, four requests at once, each answered after 20 ms: ideal are ${idealMs} ms. Each run is a new ` +
            "process that has read one page before. **items** yields each item once and in order, keeps the digits of " +
            "amounts, and checks that the pages add up.",
          columns: [
            { heading: time, digits: 2 },
            { heading: cpu, digits: 1 },
            { heading: memory, digits: 0 },
          ],
          rows,
        },
      ];
    } finally {
      await server.stop();
    }
  },
};
