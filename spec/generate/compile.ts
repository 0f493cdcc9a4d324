import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");
const entry = new URL("../../packages/types/src/index.ts", import.meta.url);

// What a user's compiler may check at its strictest. `skipLibCheck` is off: the generated file is the library.
const compilerOptions = {
  target: "es2022",
  module: "nodenext",
  lib: ["es2023"],
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noUnusedLocals: true,
  erasableSyntaxOnly: true,
  isolatedDeclarations: true,
  verbatimModuleSyntax: true,
  rewriteRelativeImportExtensions: true,
  declaration: true,
  noEmit: true,
};

const maxErrors = 5;

/**
 * Compiles generated sources together with the entry point of packages/types that exports them, in a temporary folder.
 *
 * @param files the files that `generateTypes` returns; those that are no TypeScript are ignored.
 * @throws if they don't compile, with the compiler's first errors.
 */
export async function checkCompiles(files: Readonly<Record<string, string>>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "mass-payout-types-"));
  try {
    await mkdir(join(folder, "generated"));
    const sources = Object.entries(files).filter(([path]) => path.endsWith(".ts"));
    await Promise.all([
      ...sources.map(([path, text]) => writeFile(join(folder, "generated", basename(path)), text)),
      writeFile(join(folder, "index.ts"), await readFile(entry, "utf8")),
      writeFile(join(folder, "package.json"), JSON.stringify({ type: "module" })),
      writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["**/*.ts"] })),
    ]);
    const args = [tsc, "--project", folder, "--pretty", "false"];
    await run(process.execPath, args, { cwd: folder }).catch((error: { stdout: string; stderr: string }) => {
      const lines = `${error.stdout}${error.stderr}`.split("\n").filter((line) => /^\S/.test(line));
      const more = lines.length > maxErrors ? [`… and ${lines.length - maxErrors} more`] : [];
      const problem = "The generated types don't compile: iyzico's document has a form that can't be carried.";
      throw new Error([problem, ...lines.slice(0, maxErrors), ...more].join("\n"), { cause: error });
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
