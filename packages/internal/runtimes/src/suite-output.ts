import type { Line } from "../suite/run.js";
import type { Capability } from "../suite/suite.js";
import type { Ended } from "./child.ts";
import { excerptOf } from "./excerpt.ts";

/** What became of a runtime. */
export interface Verdict {
  passed: number;
  failures: readonly Finding[];
  notApplicable: readonly Finding[];
}

/** A test, and why it failed or was not run, for people. */
export interface Finding {
  name: string;
  reason: string;
}

/**
 * Judges what a runtime has printed and how it has ended. Nothing counts as passed that was not said to be, and no
 * silence does: a suite that did not begin, or ended early, or ran nothing has failed.
 *
 * @param lacks what may be the reason that a test was not run.
 * @param secret must be nowhere in what was printed.
 */
export function judge(ended: Ended, lacks: readonly Capability[], secret: string): Verdict {
  const { stdout, stderr, trouble } = ended;
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
      (isExpected ? notApplicable : failures).push({ name, reason: `It was not run, for want of ${line.needs}.` });
    }
  }
  const [unfinished, ...others] = planned.filter((name) => !results.has(name));
  if (unfinished !== undefined) {
    failures.push({ name: unfinished, reason: `The suite ended in this test; ${others.length} more were not run.` });
  }
  const suiteFails = (reason: string) => failures.push({ name: "the suite", reason });
  if (planned.length === 0) suiteFails("It ran no test.");
  else if (passed + failures.length === 0) suiteFails("No test applied.");
  if (new Set(planned).size < planned.length) suiteFails("Two tests have the same name.");
  if (trouble !== undefined) {
    const besides = stdout.split("\n").filter((line) => readLine(line).length === 0);
    const reason = [trouble, excerptOf(stderr), excerptOf(besides.join("\n"))].filter((text) => text !== "").join("\n");
    failures.push({ name: "the process", reason });
  }
  if (`${stdout}${stderr}`.includes(secret)) {
    failures.push({ name: "what was printed", reason: "It has the secret key in it." });
  }
  return { passed, failures, notApplicable };
}

/** A line of the suite. Everything else that is printed is none. */
function readLine(text: string): Line[] {
  if (!text.startsWith('{"plan":') && !text.startsWith('{"test":')) return [];
  try {
    return [JSON.parse(text)];
  } catch {
    return [];
  }
}
