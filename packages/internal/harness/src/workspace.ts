import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

/** The folder of this repository, with a slash at its end. */
export const root: string = fileURLToPath(new URL("../../../../", import.meta.url));

/** A package.json: the fields that are read here, and all others. */
export interface Manifest {
  readonly name: string;
  readonly version?: string;
  readonly private?: boolean;
  readonly [field: string]: unknown;
}

/** A package of the workspace. `folder` is relative to the root, with forward slashes, as in a manifest's `repository`. */
export interface Package {
  readonly folder: string;
  readonly manifest: Manifest;
}

/** Lists all packages of the workspace at `root`, private ones included, ordered by folder. */
export function listPackages(root: string): Package[] {
  const { packages } = parse(readFileSync(join(root, "pnpm-workspace.yaml"), "utf8")) as { packages: string[] };
  const folders = packages.flatMap((pattern) => globSync(pattern, { cwd: root })).sort();
  return folders.flatMap((folder) => {
    const manifest = readManifest(join(root, folder));
    return manifest === undefined ? [] : [{ folder: folder.replaceAll("\\", "/"), manifest }];
  });
}

/** Lists the packages of the workspace at `root` that are published: those that are not private. */
export function listPublishedPackages(root: string): Package[] {
  return listPackages(root).filter(({ manifest }) => manifest.private !== true);
}

/** Returns undefined for a folder without a manifest: a deleted package leaves ignored files behind. */
function readManifest(folder: string): Manifest | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw error;
  }
}
