// Runs one benchmark in this process, and prints its tables as the last line.
import { benchmarks } from "./benchmarks/benchmarks.ts";
import { openProject } from "./project.ts";

const [name, folder = "", pace] = process.argv.slice(2);
const benchmark = benchmarks.find((each) => each.name === name);
if (benchmark === undefined) throw new Error(`There is no benchmark ${name}.`);
const isQuick = pace === "quick";
const tables = await benchmark.run({
  project: openProject(folder),
  isQuick,
  effort: isQuick ? { rounds: 7, batchMs: 10, warmUpMs: 200 } : { rounds: 31, batchMs: 40, warmUpMs: 700 },
  processRounds: isQuick ? 2 : 11,
});
console.log(JSON.stringify(tables));
// The pools of some contenders would keep the process alive until their connections time out.
process.exit();
