import { readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { installConsumer } from "@iyzico-mass-payout/gates/consumer";
import { installed, peers } from "./installation.ts";

/** A folder in which a program can import the packed packages and the other libraries, each by its name. */
export interface Project {
  folder: string;
  auth(): Promise<typeof import("@iyzico-mass-payout/auth")>;
  client(): Promise<typeof import("@iyzico-mass-payout/client")>;
  fileStore(): Promise<typeof import("@iyzico-mass-payout/client/file-store")>;
  simulator(): Promise<typeof import("@iyzico-mass-payout/simulator")>;
  /** Another library. Its types are not installed where this is compiled, so the caller says what it uses. */
  peer<Module>(specifier: string): Promise<Module>;
  /** The file of the command line tool. */
  tool: string;
}

/** Installs the packed tarballs in a new folder, as a user does, and the other libraries beside them. */
export function createProject(): string {
  const folder = installConsumer();
  // Also when the command is stopped.
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  for (const peer of peers) {
    const link = join(folder, "node_modules", peer);
    rmSync(link, { recursive: true, force: true });
    symlinkSync(join(installed, "node_modules", peer), link);
  }
  writeFileSync(join(folder, "load.js"), "export const load = (specifier) => import(specifier);\n");
  return folder;
}

/** Opens a project that `createProject` made. */
export function openProject(folder: string): Project {
  const load = async (specifier: string) => {
    const { load: loadFromProject } = await import(pathToFileURL(join(folder, "load.js")).href);
    return loadFromProject(specifier);
  };
  return {
    folder,
    auth: () => load("@iyzico-mass-payout/auth"),
    client: () => load("@iyzico-mass-payout/client"),
    fileStore: () => load("@iyzico-mass-payout/client/file-store"),
    simulator: () => load("@iyzico-mass-payout/simulator"),
    peer: load,
    get tool() {
      const cli = join(folder, "node_modules/@iyzico-mass-payout/cli");
      const { bin } = JSON.parse(readFileSync(join(cli, "package.json"), "utf8"));
      return join(cli, bin["mass-payout"]);
    },
  };
}
