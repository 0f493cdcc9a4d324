import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { installConsumer } from "@iyzico-mass-payout/gates/consumer";

const suite = fileURLToPath(new URL("../suite/", import.meta.url));

/** A project outside the workspace, with the packed packages installed as a user installs them. */
export interface Project {
  folder: string;
  /** The file of the command line tool. */
  tool: string;
  /** Copies the suite with its context into the project, and returns the file that runs it. */
  writeSuite(entry: "main" | "worker", context: object): string;
  /** Creates an empty folder in the project. */
  createFolder(name: string): string;
  remove(): void;
}

/** Creates a project with the packed tarballs alone. It is removed on exit, also when the run is stopped. */
export function createProject(): Project {
  const folder = installConsumer();
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.on("exit", remove);
  return {
    folder,
    tool: join(folder, "node_modules/@iyzico-mass-payout/cli/dist/main.js"),
    writeSuite(entry, context) {
      const copy = join(folder, "suite");
      cpSync(suite, copy, { recursive: true });
      writeFileSync(join(copy, "context.js"), `export const context = ${JSON.stringify(context, null, 2)};\n`);
      return join(copy, `${entry}.js`);
    },
    createFolder(name) {
      const created = join(folder, name);
      mkdirSync(created);
      return created;
    },
    remove,
  };
}
