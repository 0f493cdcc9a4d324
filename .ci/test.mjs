// `pnpm test`: the checks of a change. Turbo skips tasks whose inputs have not changed. At the end it says again which tests
// failed, because thousands of lines may be after the first failure. The last line is the sum of all test reports, those of
// skipped tasks included. If only other tasks fail (lint, types, stale files, coverage), it has 1 failure.
import { globSync, readFileSync, rmSync } from "node:fs";
import { relative } from "node:path";
import { turbo } from "./turbo.mjs";

const reports = "{spec,packages/*,packages/internal/*}/reports/*.json";
for (const file of globSync(reports)) rmSync(file);

const tasks = ["lint", "stale", "typecheck", "test", "fuzz"];
// As many tasks as cores: with more, tests slow each other down.
const options = ["--concurrency=100%", "--output-logs=new-only", "--continue=dependencies-successful"];
const exitCode = turbo(["run", ...tasks, ...options]);

const results = globSync(reports).map((file) => JSON.parse(readFileSync(file, "utf8")));
const failedFiles = results.flatMap(({ testResults }) => testResults).filter(({ status }) => status === "failed");
for (const { name, message, assertionResults } of failedFiles) {
  const failedTests = assertionResults.filter(({ status }) => status === "failed");
  const failures = failedTests.map(({ fullName, failureMessages }) => [fullName, ...failureMessages].join("\n"));
  console.log([`\nFailed: ${relative("", name)}`, message, ...failures].filter(Boolean).join("\n"));
}

const sum = (key) => results.reduce((total, result) => total + result[key], 0);
const failed = exitCode === 0 ? 0 : Math.max(1, sum("numFailedTests"));
console.log(`${sum("numPassedTests")} passed, ${failed} failed`);
process.exitCode = exitCode;
