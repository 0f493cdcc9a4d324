import { fileURLToPath } from "node:url";
import { measureProcess } from "../measure/process-rounds.ts";
import { type Summary, summarise } from "../measure/statistics.ts";
import type { Project } from "../project.ts";
import type { PayCounts } from "../servers/simulator-server.ts";
import { startServer } from "../servers/start-server.ts";
import type { Benchmark } from "./benchmark.ts";

/** What src/programs/pay.ts prints. */
interface Paid {
  outcome: string;
  paid?: string;
  fsyncs: number;
  cpuMs: number;
  wallMs: number;
}

/** One payment: what the process used, and what the server counted. */
type Payment = Paid & Omit<PayCounts, "timesPaid">;

export const pay: Benchmark = {
  name: "pay",
  summary: "a payment of 100, 1,000 and 10,000 recipients with a file store",
  async run({ project, isQuick, processRounds }) {
    const sizes = isQuick ? [100, 1000] : [100, 1000, 10_000];
    const rounds = isQuick ? 1 : Math.max(2, Math.round(processRounds / 5));
    const payments = new Map<number, Payment[]>(sizes.map((size) => [size, []]));
    for (let round = 0; round < rounds; round += 1) {
      for (const size of sizes) payments.get(size)?.push(await measurePayment(project, size));
    }
    const figuresOf = (size: number) => {
      const all = payments.get(size) ?? [];
      const of = (quantity: (payment: Payment) => number): Summary => summarise(all.map(quantity));
      return {
        "time (s)": of(({ wallMs }) => wallMs / 1000),
        "CPU (s)": of(({ cpuMs }) => cpuMs / 1000),
        requests: of(({ requests }) => requests),
        "sent (kB)": of(({ sentBytes }) => sentBytes / 1000),
        "received (kB)": of(({ receivedBytes }) => receivedBytes / 1000),
        fsyncs: of(({ fsyncs }) => fsyncs),
      };
    };
    return [
      {
        title: "Paying",
        note:
          "**pay** until every recipient is paid, with a file store on this machine's temporary folder and pages of 40, at a " +
          "simulator that settles at once. The requests are those that are always needed; each later poll of a payout adds up to " +
          "as many as it has pages. Three seconds of the time are a pause: two polls so far apart must agree that there is no such " +
          "payout. Bytes are those of the connections, headers included. Each run is a new process.",
        columns: [
          { heading: "time (s)", digits: 2 },
          { heading: "CPU (s)", digits: 2 },
          { heading: "requests", digits: 0 },
          { heading: "sent (kB)", digits: 0 },
          { heading: "received (kB)", digits: 0 },
          { heading: "fsyncs", digits: 0 },
        ],
        rows: sizes.map((size) => ({
          name: `${size.toLocaleString("en")} recipients`,
          isOurs: true,
          figures: figuresOf(size),
        })),
      },
    ];
  },
};

async function measurePayment(project: Project, recipients: number): Promise<Payment> {
  const server = await startServer<PayCounts>("simulator-server", [project.folder]);
  try {
    const program = fileURLToPath(new URL("../programs/pay.ts", import.meta.url));
    const name = `pay of ${recipients} recipients`;
    const { stdout } = await measureProcess({ name, args: [program, project.folder, server.url, String(recipients)] });
    const paid: Paid = JSON.parse(stdout);
    const { timesPaid, ...counts } = await server.takeCounts();
    const isRight = paid.outcome === "settled" && paid.paid === "all" && timesPaid.length === recipients;
    if (!isRight || timesPaid.some((times) => times !== 1)) {
      throw new Error(`${name}: every recipient must be paid once, but it ended with ${stdout}`);
    }
    return { ...paid, ...counts };
  } finally {
    await server.stop();
  }
}
