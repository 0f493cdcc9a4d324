import { existsSync, globSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { runProcess } from "@iyzico-mass-payout/harness/process";
import { expect, inject, test } from "vitest";
import { installed } from "./project.ts";

const compilers = {
  "TypeScript 7": join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc"),
  "TypeScript 5.9": join(installed, "node_modules/typescript/bin/tsc"),
};

/** The options of a program that Node runs as it is. */
const compilerOptions = {
  target: "es2024",
  module: "nodenext",
  strict: true,
  noUncheckedIndexedAccess: true,
  erasableSyntaxOnly: true,
  verbatimModuleSyntax: true,
  allowImportingTsExtensions: true,
  skipLibCheck: true,
  noEmit: true,
  types: ["node"],
};

/** Tests that an example compiles as its users compile it: with a tsconfig.json of its own, or as a program of Node. */
export function testTypes(example: string, names: readonly (keyof typeof compilers)[] = ["TypeScript 7"]): void {
  test.each(names)("it compiles with %s", async (name) => {
    const compiler = compilers[name];
    const folder = join(inject("project"), example);
    const project = join(folder, existsSync(join(folder, "tsconfig.json")) ? "tsconfig.json" : "tsconfig.check.json");
    if (project.endsWith("check.json")) {
      const files = globSync("**/*.ts", { cwd: folder, exclude: [".next/**"] });
      writeFileSync(project, JSON.stringify({ compilerOptions, files }));
    }
    const args = [compiler, "-p", project, "--pretty", "false"];
    const { stdout } = await runProcess(process.execPath, args, { cwd: folder, env: {}, timeLimitMs: 240_000 });
    expect(stdout).toBe("");
  });
}
