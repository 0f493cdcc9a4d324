import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** Compiles a project with TypeScript 7 and returns the lines that it prints, with paths relative to the project. */
export function checkWithTypeScript7(project: string): Promise<string[]> {
  const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [tsc, "-p", project, "--pretty", "false", "--singleThreaded"],
      { cwd: dirname(project) },
      (_, stdout, stderr) => resolve(`${stdout}${stderr}`.split("\n").filter((line) => line !== "")),
    );
  });
}
