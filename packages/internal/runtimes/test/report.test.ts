import { describe, expect, test } from "vitest";
import { exitCodeOf, formatOutcome, formatReport, type Outcome } from "../src/report.ts";

const good: Outcome = {
  name: "bun",
  version: "1.4.5",
  verdict: { passed: 70, failures: [], notApplicable: [{ name: "keeps files", reason: "-" }] },
  milliseconds: 1234,
};
const bad: Outcome = {
  name: "node-20",
  version: "v20.20.2",
  verdict: { passed: 69, failures: [{ name: "signs", reason: "Expected a\ngot b" }], notApplicable: [] },
  milliseconds: 12_000,
};
const missing: Outcome = { name: "deno", notRun: "it can't be started: spawn ENOENT" };

describe("the output", () => {
  test("has the runtime with each failure, and the tests that do not apply", () => {
    expect(formatOutcome(bad)).toBe("node-20 failed\n  FAILED node-20: signs\n    Expected a\n    got b");
    expect(formatOutcome(good)).toBe("bun passed\n  not applicable to bun: keeps files");
    expect(formatOutcome(missing)).toBe("deno was not run: it can't be started: spawn ENOENT");
  });

  test("ends with a table, a line for each that was not run, and the sum", () => {
    expect(formatReport([bad, good, missing])).toBe(
      [
        "runtime  version   passed  failed  not applicable    time",
        "node-20  v20.20.2      69       1               0  12.0 s",
        "bun      1.4.5         70       0               1   1.2 s",
        "deno was not run: it can't be started: spawn ENOENT",
        "1 of 3 runtimes passed, 1 failed, 1 not run.",
      ].join("\n"),
    );
  });
});

describe("the exit code", () => {
  test("is 0 when every runtime that was run passed", () => {
    expect([exitCodeOf([good], false), exitCodeOf([good], true), exitCodeOf([good, missing], false)]).toEqual([
      0, 0, 0,
    ]);
  });

  test("is 1 when one failed", () => {
    expect([exitCodeOf([good, bad], false), exitCodeOf([bad], true)]).toEqual([1, 1]);
  });

  test("is 1 in CI when one was not run", () => {
    expect(exitCodeOf([good, missing], true)).toBe(1);
  });

  test("is 1 when none was run", () => {
    expect([exitCodeOf([missing], false), exitCodeOf([], false)]).toEqual([1, 1]);
  });
});
