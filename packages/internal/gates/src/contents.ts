import { readFileSync } from "node:fs";
import { createPackageFromTarballData } from "@arethetypeswrong/core";

/** The files of a tarball by their paths, without the leading `package/`. */
export type Contents = ReadonlyMap<string, string>;

export function contentsOf(tarball: string): Contents {
  const unpacked = createPackageFromTarballData(readFileSync(tarball));
  const prefix = `/node_modules/${unpacked.packageName}/`;
  return new Map(unpacked.listFiles().map((path) => [path.slice(prefix.length), unpacked.readFile(path)]));
}

export function manifestOf(contents: Contents): Manifest {
  return JSON.parse(contents.get("package.json") ?? "{}");
}

/** What a package says about itself, as far as it is looked at here. */
export interface Manifest {
  name: string;
  version: string;
  license?: string;
  files?: string[];
  bin?: Record<string, string>;
  exports: Record<string, string | { types: string; default: string }>;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
}
