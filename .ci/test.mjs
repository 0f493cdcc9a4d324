// `pnpm test`: the checks of a change. Turbo skips tasks whose inputs have not changed. The last line is the sum of all test
// reports, those of skipped tasks included. If only other tasks fail (lint, types, stale files, coverage), it has 1 failure.
import { globSync, readFileSync, rmSync } from "node:fs";
import { turbo } from "./turbo.mjs";

const reports = "{spec,packages/*,packages/internal/*}/reports/*.json";
for (const file of globSync(reports)) rmSync(file);

const tasks = ["lint", "stale", "typecheck", "test", "fuzz"];
// As many tasks as cores: with more, tests slow each other down.
const options = ["--concurrency=100%", "--output-logs=new-only", "--continue=dependencies-successful"];
const exitCode = turbo(["run", ...tasks, ...options]);

const results = globSync(reports).map((file) => JSON.parse(readFileSync(file, "utf8")));
const sum = (key) => results.reduce((total, result) => total + result[key], 0);
const failed = exitCode === 0 ? 0 : Math.max(1, sum("numFailedTests"));
console.log(`${sum("numPassedTests")} passed, ${failed} failed`);
process.exitCode = exitCode;
