import { formatTable } from "@iyzico-mass-payout/harness/table";
import type { Example } from "./examples.ts";

/** The result of an example: of its tests, and how long they took. Without one, the example was not run. */
export interface Outcome {
  name: string;
  shows: string;
  version: string;
  passed: number;
  failed: number;
  milliseconds: number;
}

/** The part of vitest's JSON report that is used. */
export interface ChecksReport {
  testResults: readonly {
    name: string;
    status: string;
    startTime: number;
    endTime: number;
    assertionResults: readonly { status: string }[];
  }[];
}

/** Reads the outcomes of examples from a report. A file that failed without a test, such as for an import, has one failure. */
export function readOutcomes(
  { testResults }: ChecksReport,
  examples: readonly Example[],
  versionOf: (dependency: string) => string,
): Outcome[] {
  return examples.flatMap(({ name, shows }) => {
    const file = testResults.find((result) => result.name.endsWith(`/checks/${name}.check.ts`));
    if (file === undefined) return [];
    const passed = file.assertionResults.filter(({ status }) => status === "passed").length;
    const failed = file.assertionResults.length - passed;
    return {
      name,
      shows,
      version: versionOf(shows),
      passed,
      failed: file.status === "failed" ? Math.max(1, failed) : failed,
      milliseconds: file.endTime - file.startTime,
    };
  });
}

/** The report after the last example: a table, a line for each example that was not run, and the sum. */
export function formatReport(outcomes: readonly Outcome[], examples: readonly Example[]): string {
  const rows = outcomes.map(({ name, shows, version, passed, failed, milliseconds }) => [
    name,
    `${shows} ${version}`,
    String(passed),
    String(failed),
    `${(milliseconds / 1000).toFixed(1)} s`,
  ]);
  const notRun = examples.filter(({ name }) => !outcomes.some((outcome) => outcome.name === name));
  const good = outcomes.filter(({ failed, passed }) => failed === 0 && passed > 0).length;
  return [
    ...(rows.length === 0 ? [] : [formatTable(["example", "shows", "passed", "failed", "time"], rows)]),
    ...notRun.map(({ name }) => `${name} was not run`),
    `${good} of ${examples.length} examples passed.`,
  ].join("\n");
}

/** 0 when every selected example ran and passed. */
export function exitCodeOf(outcomes: readonly Outcome[], examples: readonly Example[]): 0 | 1 {
  return outcomes.length === examples.length && outcomes.every(({ passed, failed }) => passed > 0 && failed === 0)
    ? 0
    : 1;
}
