import { join } from "node:path";
import { runProcess } from "@iyzico-mass-payout/harness/process";
import { expect, inject, test } from "vitest";
import { runProgram } from "../src/program.ts";
import { installed } from "../src/project.ts";
import { testTypes } from "../src/types.ts";

testTypes("nest", ["TypeScript 7", "TypeScript 5.9"]);

test("its tests pass in Jest, against a simulator behind the client that is injected", async () => {
  const folder = join(inject("project"), "nest");
  const compiler = join(installed, "node_modules/typescript/bin/tsc");
  const { stdout } = await runProcess(process.execPath, [compiler, "-p", "."], { cwd: folder, env: {} });
  expect(stdout).toBe("");
  const jest = join(inject("project"), "node_modules/jest/bin/jest.js");
  const configuration = { rootDir: join(folder, "dist"), testEnvironment: "node", transform: {} };
  // Nest 12 is ESM.
  const args = [
    "--experimental-vm-modules",
    jest,
    "--config",
    JSON.stringify(configuration),
    "--verbose",
    "--no-cache",
  ];
  const { exitCode, output } = await runProgram("nest", [...args, "--watchman=false"], {});
  expect(output).toContain("Tests:       3 passed, 3 total");
  expect(exitCode).toBe(0);
});
