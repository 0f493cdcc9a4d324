import { parseArgs } from "node:util";
import { benchmarks } from "./benchmarks/benchmarks.ts";

/** What to measure, and where to write it. */
export interface Options {
  isQuick: boolean;
  /** The names of the benchmarks to run. */
  names: readonly string[];
  isWritingDocs: boolean;
  isHelp: boolean;
}

/** The name of every benchmark, as `--only` takes it. */
const names = benchmarks.map(({ name }) => name);

export const help = `pnpm bench [--quick] [--only NAME]... [--write-docs]

Measures the packed packages beside other libraries. Prints tables in Markdown, and writes them as JSON to
packages/internal/bench/reports/bench/results.json.

  --quick        fewer rounds and smaller payouts: less than a minute, for a first look
  --only NAME    one benchmark; may be repeated
  --write-docs   puts the tables into docs/benchmarks.md
  --help         prints this

${benchmarks.map(({ name, summary }) => `  ${name.padEnd(13)}  ${summary}`).join("\n")}
`;

/** @throws {Error} that says what must be, if an argument is wrong. */
export function parseOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: "boolean", default: false },
      only: { type: "string", multiple: true, default: names },
      "write-docs": { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  for (const name of values.only) {
    if (!names.includes(name)) throw new Error(`--only must be one of ${names.join(", ")}, not ${name}.`);
  }
  const isPartial = values.quick || values.only.length < names.length;
  if (values["write-docs"] && isPartial) {
    throw new Error("--write-docs must be used without --quick and --only: the page has all tables of one run.");
  }
  return {
    isQuick: values.quick,
    names: names.filter((name) => values.only.includes(name)),
    isWritingDocs: values["write-docs"],
    isHelp: values.help,
  };
}
