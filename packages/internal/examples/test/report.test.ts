import { expect, test } from "vitest";
import { exitCodeOf, formatReport, readOutcomes } from "../src/report.ts";

const examples = [
  { name: "fastify", shows: "fastify" },
  { name: "nest", shows: "@nestjs/core" },
];
const file = (
  name: string,
  statuses: readonly string[],
  status = statuses.includes("failed") ? "failed" : "passed",
) => ({
  name: `/somewhere/checks/${name}.check.ts`,
  status,
  startTime: 1_000,
  endTime: 3_500,
  assertionResults: statuses.map((of) => ({ status: of })),
});
const outcomesOf = (...testResults: ReturnType<typeof file>[]) =>
  readOutcomes({ testResults }, examples, () => "1.2.3");

test("the report has a row for each example, and the sum", () => {
  const outcomes = outcomesOf(file("nest", ["passed"]), file("fastify", ["passed", "passed"]));
  expect(formatReport(outcomes, examples)).toBe(
    [
      "example  shows               passed  failed   time",
      "fastify  fastify 1.2.3            2       0  2.5 s",
      "nest     @nestjs/core 1.2.3       1       0  2.5 s",
      "2 of 2 examples passed.",
    ].join("\n"),
  );
  expect(exitCodeOf(outcomes, examples)).toBe(0);
});

test("an example that failed, was not run, or has no test fails", () => {
  const failed = outcomesOf(file("fastify", ["passed"]), file("nest", ["failed", "passed"]));
  expect(formatReport(failed, examples)).toContain("1 of 2 examples passed.");
  expect(exitCodeOf(failed, examples)).toBe(1);

  const notRun = outcomesOf(file("fastify", ["passed"]));
  expect(formatReport(notRun, examples)).toContain("nest was not run\n1 of 2 examples passed.");
  expect(exitCodeOf(notRun, examples)).toBe(1);

  const broken = outcomesOf(file("fastify", ["passed"]), file("nest", [], "failed"));
  expect(broken[1]).toMatchObject({ passed: 0, failed: 1 });
  expect(exitCodeOf(broken, examples)).toBe(1);
});
