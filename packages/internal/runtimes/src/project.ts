import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { installConsumer } from "@iyzico-mass-payout/gates/consumer";

const suite = fileURLToPath(new URL("../suite/", import.meta.url));

/** A clean project somewhere else, which has installed the packages as a user would. */
export interface Project {
  folder: string;
  /** The file that the command line tool is. */
  tool: string;
  /** Gives the suite what it runs with, and returns the file that runs it. */
  suiteFor(entry: "main" | "worker", context: object): string;
  /** An empty folder that is not there yet. */
  newFolder(name: string): string;
  remove(): void;
}

/** Installs the packed tarballs, and never anything of the workspace. */
export function createProject(): Project {
  const folder = installConsumer();
  const remove = () => rmSync(folder, { recursive: true, force: true });
  // Also when somebody stops the run.
  process.on("exit", remove);
  return {
    folder,
    tool: join(folder, "node_modules/@iyzico-mass-payout/cli/dist/main.js"),
    suiteFor(entry, context) {
      const copy = join(folder, "suite");
      cpSync(suite, copy, { recursive: true });
      writeFileSync(join(copy, "context.js"), `export const context = ${JSON.stringify(context, null, 2)};\n`);
      return join(copy, `${entry}.js`);
    },
    newFolder(name) {
      const made = join(folder, name);
      mkdirSync(made);
      return made;
    },
    remove,
  };
}
