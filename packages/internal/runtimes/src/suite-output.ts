import type { ProcessResult } from "@iyzico-mass-payout/harness/process";
import type { Line } from "../suite/run.js";
import type { Capability } from "../suite/suite.js";

/** The result of all tests on a runtime. */
export interface Verdict {
  passed: number;
  failures: readonly Finding[];
  notApplicable: readonly Finding[];
}

/** A test, and why it failed or was not run, as a message. */
export interface Finding {
  name: string;
  reason: string;
}

/**
 * Judges the output of a runtime and how it ended. A test passed only if the output says so: a suite that did not start,
 * ended early or ran no test has failed.
 *
 * @param lacks the capabilities whose lack is an accepted reason not to run a test.
 * @param secret must not be in the output.
 */
export function judge(result: ProcessResult, lacks: readonly Capability[], secret: string): Verdict {
  const { stdout, stderr, problem } = result;
  const lines = stdout.split("\n").flatMap(readLine);
  const planned = lines.flatMap((line) => ("plan" in line ? line.plan : []));
  const results = new Map(lines.flatMap((line) => ("test" in line ? [[line.test, line] as const] : [])));
  const failures: Finding[] = [];
  const notApplicable: Finding[] = [];
  let passed = 0;
  for (const name of planned) {
    const line = results.get(name);
    if (line?.result === "passed") passed += 1;
    if (line?.result === "failed") failures.push({ name, reason: line.error });
    if (line?.result === "not-applicable") {
      const isExpected = lacks.includes(line.needs);
      (isExpected ? notApplicable : failures).push({ name, reason: `It was not run: it requires ${line.needs}.` });
    }
  }
  const [unfinished, ...others] = planned.filter((name) => !results.has(name));
  if (unfinished !== undefined) {
    failures.push({ name: unfinished, reason: `The suite ended in this test; ${others.length} more were not run.` });
  }
  const failSuite = (reason: string) => failures.push({ name: "the suite", reason });
  if (planned.length === 0) failSuite("It ran no test.");
  else if (passed + failures.length === 0) failSuite("No test applied.");
  if (new Set(planned).size < planned.length) failSuite("Two tests have the same name.");
  if (problem !== undefined) {
    const otherOutput = stdout.split("\n").filter((line) => readLine(line).length === 0);
    const reason = [problem, excerptOf(stderr), excerptOf(otherOutput.join("\n"))]
      .filter((text) => text !== "")
      .join("\n");
    failures.push({ name: "the process", reason });
  }
  if (`${stdout}${stderr}`.includes(secret)) {
    failures.push({ name: "the output", reason: "It contains the secret key." });
  }
  return { passed, failures, notApplicable };
}

/** Parses a line of the suite. Returns nothing for other output. */
function readLine(text: string): Line[] {
  if (!text.startsWith('{"plan":') && !text.startsWith('{"test":')) return [];
  try {
    return [JSON.parse(text)];
  } catch {
    return [];
  }
}

const [firstLines, lastLines] = [12, 6];

/** The first and the last lines of a long output: one of them has the error. */
function excerptOf(text: string): string {
  const lines = text.trim().split("\n");
  const omitted = lines.length - firstLines - lastLines;
  if (omitted <= 1) return lines.join("\n");
  return [...lines.slice(0, firstLines), `… ${omitted} more lines`, ...lines.slice(-lastLines)].join("\n");
}
