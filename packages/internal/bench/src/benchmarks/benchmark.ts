import type { Effort } from "../measure/rounds.ts";
import type { Project } from "../project.ts";
import type { Table } from "../report/table.ts";

/** One subject. It runs in a process of its own, so that no subject meets code that another one has compiled. */
export interface Benchmark {
  /** The name for `--only`. */
  name: string;
  /** One line for `--help`. */
  summary: string;
  run(context: BenchmarkContext): Promise<Table[]>;
}

export interface BenchmarkContext {
  project: Project;
  /** Less of everything, for a look at the figures. */
  isQuick: boolean;
  /** How much to measure where contenders run in this process. */
  effort: Effort;
  /** How many rounds to measure where each contender is a process of its own. */
  processRounds: number;
}
