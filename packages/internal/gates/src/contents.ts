import { readFileSync } from "node:fs";
import { createPackageFromTarballData } from "@arethetypeswrong/core";

/** The files of a tarball by path, without the leading `package/`. */
export type Contents = ReadonlyMap<string, string>;

/** Unpacks a tarball in memory. */
export function readContents(tarball: string): Contents {
  const unpacked = createPackageFromTarballData(readFileSync(tarball));
  const prefix = `/node_modules/${unpacked.packageName}/`;
  return new Map(unpacked.listFiles().map((path) => [path.slice(prefix.length), unpacked.readFile(path)]));
}

export function manifestOf(contents: Contents): PackedManifest {
  return JSON.parse(contents.get("package.json") ?? "{}");
}

/** The files of an entry point, for programs that import it and for those that require it. */
type EntryPoint = Readonly<Record<"import" | "require", { types: string; default: string }>>;

/** The fields of a packed package.json that the gates read. */
export interface PackedManifest {
  name: string;
  version: string;
  license?: string;
  files?: string[];
  bin?: Record<string, string>;
  exports: Record<string, string | EntryPoint>;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
}
