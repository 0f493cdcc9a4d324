import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { excerptOf } from "./excerpt.ts";
import { pnpm } from "./pnpm.ts";

const packages = fileURLToPath(new URL("../../", import.meta.url));
const suite = fileURLToPath(new URL("../suite/", import.meta.url));

/** What users get: the names of the packages in the repository, and under the scope. */
const published = ["auth", "cli", "client", "simulator", "types"];

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
export async function createProject(): Promise<Project> {
  const tarballs = Object.fromEntries(
    published.map((name) => [`@iyzico-mass-payout/${name}`, `file:${join(packages, name, "tarball.tgz")}`]),
  );
  const missing = published.filter((name) => !existsSync(join(packages, name, "tarball.tgz")));
  if (missing.length > 0) throw new Error(`Not packed: ${missing.join(", ")}. \`pnpm runtimes\` packs them first.`);

  const folder = mkdtempSync(join(tmpdir(), "mass-payout-runtimes-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  // Also when somebody stops the run.
  process.on("exit", remove);
  const manifest = { name: "consumer", private: true, type: "module", dependencies: tarballs };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest, null, 2));
  // The tarballs name each other by versions, which are not published yet.
  writeFileSync(join(folder, "pnpm-workspace.yaml"), JSON.stringify({ packages: ["."], overrides: tarballs }));
  const { stdout, stderr, trouble } = await pnpm(folder, ["install", "--prefer-offline", "--ignore-scripts"]);
  if (trouble !== undefined) {
    throw new Error(`The tarballs can't be installed: ${trouble}\n${excerptOf(`${stdout}\n${stderr}`)}`);
  }

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
