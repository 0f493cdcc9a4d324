import { cp } from "node:fs/promises";
import { join } from "node:path";
import { type CommandOptions, runCommand } from "./command.ts";

/** Copies what git would commit of the tree at `options.cwd`: tracked and new files as they are, without ignored files. */
export async function copyTree(options: CommandOptions, target: string): Promise<void> {
  const list = async (...flags: string[]) =>
    (await runCommand("git", ["ls-files", "-z", ...flags], options)).split("\0").filter((path) => path !== "");
  const deleted = new Set(await list("--deleted"));
  for (const path of await list("--cached", "--others", "--exclude-standard")) {
    if (deleted.has(path)) continue;
    await cp(join(options.cwd, path), join(target, path));
  }
}
