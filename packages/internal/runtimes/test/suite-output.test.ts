import { expect, test } from "vitest";
import type { Ended } from "../src/child.ts";
import { judge } from "../src/suite-output.ts";
import type { Line } from "../suite/run.js";

const secret = "CANARY";
const ended = (lines: readonly (Line | string)[], more: Partial<Ended> = {}): Ended => ({
  stdout: lines.map((line) => `${typeof line === "string" ? line : JSON.stringify(line)}\n`).join(""),
  stderr: "",
  ...more,
});
const passed = (name: string): Line => ({ test: name, result: "passed" });

test("what was planned and has passed, passes, whatever else was printed", () => {
  const output = ended([{ plan: ["a", "b"] }, passed("a"), "{", '{"test":', "[object Object]", passed("b")]);
  expect(judge(output, [], secret)).toEqual({ passed: 2, failures: [], notApplicable: [] });
});

test("a failure is told with its name and its reason", () => {
  const output = ended([{ plan: ["a"] }, { test: "a", result: "failed", error: "Expected 1, got 2" }]);
  expect(judge(output, [], secret).failures).toEqual([{ name: "a", reason: "Expected 1, got 2" }]);
});

test("a test that was planned and did not end has failed, and those after it are counted", () => {
  const { passed: count, failures } = judge(ended([{ plan: ["a", "b", "c", "d"] }, passed("a")]), [], secret);
  expect(count).toBe(1);
  expect(failures).toEqual([{ name: "b", reason: "The suite ended in this test; 2 more were not run." }]);
});

test("a suite that did not begin has failed, with the words that the runtime had for it", () => {
  const stderr = "SyntaxError: no such export";
  const { failures } = judge(ended([], { stderr, trouble: "exit code 1" }), [], secret);
  expect(failures).toEqual([
    { name: "the suite", reason: "It ran no test." },
    { name: "the process", reason: `exit code 1\n${stderr}` },
  ]);
});

test("a suite that ran nothing has failed, also one that ended well", () => {
  expect(judge(ended([]), [], secret).failures).toHaveLength(1);
  expect(judge(ended([{ plan: [] }]), [], secret).failures).toHaveLength(1);
  const nothing: Line[] = [{ plan: ["a"] }, { test: "a", result: "not-applicable", needs: "files" }];
  expect(judge(ended(nothing), ["files"], secret).failures).toEqual([
    { name: "the suite", reason: "No test applied." },
  ]);
});

test("a process that ended badly has failed, although every test passed", () => {
  const output = ended([{ plan: ["a"] }, passed("a")], { trouble: "ended by SIGSEGV" });
  expect(judge(output, [], secret).failures).toEqual([
    { name: "the process", reason: expect.stringMatching("SIGSEGV") },
  ]);
});

test("of what a process said before it ended badly, the beginning and the end are told", () => {
  const stderr = Array.from({ length: 100 }, (_, index) => `line ${index}`).join("\n");
  const [failure] = judge(
    ended([{ plan: ["a"] }, passed("a")], { stderr, trouble: "exit code 1" }),
    [],
    secret,
  ).failures;
  const lines = failure?.reason.split("\n");
  expect(lines?.slice(0, 2)).toEqual(["exit code 1", "line 0"]);
  expect(lines?.at(-1)).toBe("line 99");
  expect(lines).toContain("… 82 more lines");
});

test("a test is only left out where the runtime lacks what it needs", () => {
  const lines: Line[] = [{ plan: ["a", "b"] }, { test: "a", result: "not-applicable", needs: "files" }, passed("b")];
  const reason = "It was not run, for want of files.";
  expect(judge(ended(lines), ["files"], secret)).toMatchObject({
    failures: [],
    notApplicable: [{ name: "a", reason }],
  });
  expect(judge(ended(lines), ["servers"], secret).failures).toEqual([{ name: "a", reason }]);
});

test("two tests of one name are a failure: one would hide the other", () => {
  const { failures } = judge(ended([{ plan: ["a", "a"] }, passed("a")]), [], secret);
  expect(failures).toEqual([{ name: "the suite", reason: "Two tests have the same name." }]);
});

test.each(["stdout", "stderr"] as const)("the secret in %s is a failure", (where) => {
  const good = ended([{ plan: ["a"] }, passed("a")]);
  const { failures } = judge({ ...good, [where]: `${good[where]}key: CANARY` }, [], secret);
  expect(failures).toEqual([{ name: "what was printed", reason: "It has the secret key in it." }]);
});
