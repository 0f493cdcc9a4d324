import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** A line for everything that TypeScript 7 has to say, without the folder. */
export function typescript7(project: string): Promise<string[]> {
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
