import { readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import type { Manifest } from "./contents.ts";

/** A package that somebody gets by installing another one. */
export interface Dependency {
  name: string;
  license: string;
}

/** Everything that an installed package brings with it, itself included, by name. */
export function dependenciesOf(consumer: string, name: string): Dependency[] {
  const found = new Map<string, Dependency>();
  visit(realpathSync(join(consumer, "node_modules", name)), found);
  return [...found.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
}

function visit(folder: string, found: Map<string, Dependency>): void {
  const {
    name,
    license = "none",
    ...manifest
  }: Manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  if (found.has(name)) return;
  found.set(name, { name, license });
  // pnpm puts what a package depends on beside it.
  const siblings = folder.slice(0, -name.length);
  for (const dependency of requiredOf(manifest)) visit(realpathSync(join(siblings, dependency)), found);
}

/** What a package manager installs without being asked to: optional peers are the application's choice. */
function requiredOf(
  manifest: Pick<Manifest, "dependencies" | "optionalDependencies" | "peerDependencies" | "peerDependenciesMeta">,
): string[] {
  const { dependencies = {}, optionalDependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} } = manifest;
  const peers = Object.keys(peerDependencies).filter((peer) => peerDependenciesMeta[peer]?.optional !== true);
  return [...Object.keys(dependencies), ...Object.keys(optionalDependencies), ...peers];
}
