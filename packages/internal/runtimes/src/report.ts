import { formatTable } from "@iyzico-mass-payout/harness/table";
import type { Verdict } from "./suite-output.ts";

/** The outcome of a runtime: its verdict, or why it was not run. */
export type Outcome = { name: string } & (
  | { version: string; verdict: Verdict; milliseconds: number }
  | { notRun: string }
);

/** The lines that are printed when the outcome of a runtime is known. */
export function formatOutcome(outcome: Outcome): string {
  const { name } = outcome;
  if ("notRun" in outcome) return `${name} was not run: ${outcome.notRun}`;
  const { failures, notApplicable } = outcome.verdict;
  return [
    `${name} ${failures.length === 0 ? "passed" : "failed"}`,
    ...notApplicable.map((test) => `  not applicable to ${name}: ${test.name}`),
    ...failures.map(({ name: test, reason }) => `  FAILED ${name}: ${test}\n${reason.replace(/^/gm, "    ")}`),
  ].join("\n");
}

const headings = ["runtime", "version", "passed", "failed", "not applicable", "time"];

/** The report after the last runtime: a table, a line for each runtime that was not run, and the sum. */
export function formatReport(outcomes: readonly Outcome[]): string {
  const rows = outcomes.flatMap((outcome) => {
    if ("notRun" in outcome) return [];
    const { name, version, verdict, milliseconds } = outcome;
    const { passed, failures, notApplicable } = verdict;
    const counts = [passed, failures.length, notApplicable.length].map(String);
    return [[name, version, ...counts, `${(milliseconds / 1000).toFixed(1)} s`]];
  });
  const notRun = outcomes.flatMap((outcome) =>
    "notRun" in outcome ? [`${outcome.name} was not run: ${outcome.notRun}`] : [],
  );
  return [...(rows.length === 0 ? [] : [formatTable(headings, rows)]), ...notRun, formatSum(outcomes)].join("\n");
}

function formatSum(outcomes: readonly Outcome[]): string {
  const run = outcomes.filter((outcome) => "verdict" in outcome);
  const failed = run.filter(({ verdict }) => verdict.failures.length > 0).length;
  const notRun = outcomes.length - run.length;
  const passed = `${run.length - failed} of ${outcomes.length} runtimes passed`;
  return `${passed}${failed > 0 ? `, ${failed} failed` : ""}${notRun > 0 ? `, ${notRun} not run` : ""}.`;
}

/**
 * 0 when at least one runtime ran and every runtime that ran passed. In CI every runtime must run: a runtime that is not
 * run there is run nowhere.
 */
export function exitCodeOf(outcomes: readonly Outcome[], isCi: boolean): 0 | 1 {
  const run = outcomes.filter((outcome) => "verdict" in outcome);
  const isComplete = run.length === outcomes.length || !isCi;
  return run.length > 0 && isComplete && run.every(({ verdict }) => verdict.failures.length === 0) ? 0 : 1;
}
