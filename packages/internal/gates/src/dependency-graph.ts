import { readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import type { PackedManifest } from "./contents.ts";

/** A package that is installed with another one. */
export interface Dependency {
  name: string;
  license: string;
}

/** Lists an installed package and all its direct and indirect dependencies, ordered by name. */
export function listDependencies(consumer: string, name: string): Dependency[] {
  const found = new Map<string, Dependency>();
  visit(realpathSync(join(consumer, "node_modules", name)), found);
  return [...found.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
}

function visit(folder: string, found: Map<string, Dependency>): void {
  const {
    name,
    license = "none",
    ...manifest
  }: PackedManifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  if (found.has(name)) return;
  found.set(name, { name, license });
  // pnpm links the dependencies of a package beside it.
  const siblings = folder.slice(0, -name.length);
  for (const dependency of requiredOf(manifest)) visit(realpathSync(join(siblings, dependency)), found);
}

/** The dependencies that a package manager installs by itself: optional peers are left to the application. */
function requiredOf(
  manifest: Pick<PackedManifest, "dependencies" | "optionalDependencies" | "peerDependencies" | "peerDependenciesMeta">,
): string[] {
  const { dependencies = {}, optionalDependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} } = manifest;
  const peers = Object.keys(peerDependencies).filter((peer) => peerDependenciesMeta[peer]?.optional !== true);
  return [...Object.keys(dependencies), ...Object.keys(optionalDependencies), ...peers];
}
