import type { ProcessResult } from "@iyzico-mass-payout/harness/process";
import { expect, test } from "vitest";
import { judge } from "../src/suite-output.ts";
import type { Line } from "../suite/run.js";

const secret = "CANARY";
const resultOf = (lines: readonly (Line | string)[], more: Partial<ProcessResult> = {}): ProcessResult => ({
  stdout: lines.map((line) => `${typeof line === "string" ? line : JSON.stringify(line)}\n`).join(""),
  stderr: "",
  ...more,
});
const passed = (name: string): Line => ({ test: name, result: "passed" });

test("planned tests that passed count as passed, whatever else is in the output", () => {
  const output = resultOf([{ plan: ["a", "b"] }, passed("a"), "{", '{"test":', "[object Object]", passed("b")]);
  expect(judge(output, [], secret)).toEqual({ passed: 2, failures: [], notApplicable: [] });
});

test("a failure has the name of its test and its reason", () => {
  const output = resultOf([{ plan: ["a"] }, { test: "a", result: "failed", error: "Expected 1, got 2" }]);
  expect(judge(output, [], secret).failures).toEqual([{ name: "a", reason: "Expected 1, got 2" }]);
});

test("a planned test that did not end has failed, and the tests after it are counted", () => {
  const { passed: count, failures } = judge(resultOf([{ plan: ["a", "b", "c", "d"] }, passed("a")]), [], secret);
  expect(count).toBe(1);
  expect(failures).toEqual([{ name: "b", reason: "The suite ended in this test; 2 more were not run." }]);
});

test("a suite that did not start has failed, with the error of the runtime", () => {
  const stderr = "SyntaxError: no such export";
  const { failures } = judge(resultOf([], { stderr, problem: "exit code 1" }), [], secret);
  expect(failures).toEqual([
    { name: "the suite", reason: "It ran no test." },
    { name: "the process", reason: `exit code 1\n${stderr}` },
  ]);
});

test("a suite that ran no test has failed, also with exit code 0", () => {
  expect(judge(resultOf([]), [], secret).failures).toHaveLength(1);
  expect(judge(resultOf([{ plan: [] }]), [], secret).failures).toHaveLength(1);
  const nothing: Line[] = [{ plan: ["a"] }, { test: "a", result: "not-applicable", needs: "files" }];
  expect(judge(resultOf(nothing), ["files"], secret).failures).toEqual([
    { name: "the suite", reason: "No test applied." },
  ]);
});

test("a process with a problem has failed, although every test passed", () => {
  const output = resultOf([{ plan: ["a"] }, passed("a")], { problem: "killed by SIGSEGV" });
  expect(judge(output, [], secret).failures).toEqual([
    { name: "the process", reason: expect.stringMatching("SIGSEGV") },
  ]);
});

test("the reason of a failed process has the first and the last lines of its output", () => {
  const stderr = Array.from({ length: 100 }, (_, index) => `line ${index}`).join("\n");
  const [failure] = judge(
    resultOf([{ plan: ["a"] }, passed("a")], { stderr, problem: "exit code 1" }),
    [],
    secret,
  ).failures;
  const lines = failure?.reason.split("\n");
  expect(lines?.slice(0, 2)).toEqual(["exit code 1", "line 0"]);
  expect(lines?.at(-1)).toBe("line 99");
  expect(lines).toContain("… 82 more lines");
});

test("a test is not applicable only when the runtime lacks a capability that the test requires", () => {
  const lines: Line[] = [{ plan: ["a", "b"] }, { test: "a", result: "not-applicable", needs: "files" }, passed("b")];
  const reason = "It was not run: it requires files.";
  expect(judge(resultOf(lines), ["files"], secret)).toMatchObject({
    failures: [],
    notApplicable: [{ name: "a", reason }],
  });
  expect(judge(resultOf(lines), ["servers"], secret).failures).toEqual([{ name: "a", reason }]);
});

test("two tests with the same name are a failure: one would hide the other", () => {
  const { failures } = judge(resultOf([{ plan: ["a", "a"] }, passed("a")]), [], secret);
  expect(failures).toEqual([{ name: "the suite", reason: "Two tests have the same name." }]);
});

test.each(["stdout", "stderr"] as const)("the secret in %s is a failure", (where) => {
  const good = resultOf([{ plan: ["a"] }, passed("a")]);
  const { failures } = judge({ ...good, [where]: `${good[where]}key: CANARY` }, [], secret);
  expect(failures).toEqual([{ name: "the output", reason: "It contains the secret key." }]);
});
