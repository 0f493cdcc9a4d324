import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

/** What a release must know of a package.json. */
export interface Manifest {
  readonly name: string;
  readonly version?: string;
  readonly private?: boolean;
  readonly [field: string]: unknown;
}

/** A package of the workspace. Its `folder` is relative to the root and has forward slashes, as in `repository`. */
export interface Package {
  readonly folder: string;
  readonly manifest: Manifest;
}

/** All packages of the workspace at `root`, private ones included, in the order of their folders. */
export function packagesOf(root: string): Package[] {
  const { packages } = parse(readFileSync(join(root, "pnpm-workspace.yaml"), "utf8")) as { packages: string[] };
  const folders = packages.flatMap((pattern) => globSync(pattern, { cwd: root })).sort();
  return folders.flatMap((folder) => {
    const manifest = manifestIn(join(root, folder));
    return manifest === undefined ? [] : [{ folder: folder.replaceAll("\\", "/"), manifest }];
  });
}

/** The packages among them that are published. */
export function publishedOf(root: string): Package[] {
  return packagesOf(root).filter(({ manifest }) => manifest.private !== true);
}

/** The version of each package, under its name. */
export function versionsOf(packages: readonly Package[]): Map<string, string> {
  return new Map(packages.map(({ manifest }) => [manifest.name, manifest.version ?? ""]));
}

/** A folder without a manifest is what a deleted package leaves behind: ignored files. */
function manifestIn(folder: string): Manifest | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT" || (error as NodeJS.ErrnoException).code === "ENOTDIR") {
      return undefined;
    }
    throw error;
  }
}
