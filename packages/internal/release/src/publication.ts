import { ok as assert } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { listPackages, listPublishedPackages } from "@iyzico-mass-payout/harness/workspace";
import { problemsOfManifest } from "./manifest.ts";
import { integrityOf, type PublishedManifest, readPackument } from "./packument.ts";
import { packedFolderOf, readPublishPlan } from "./publish-plan.ts";
import { repositoryOf } from "./repository.ts";
import { versionsOf } from "./versions.ts";

/**
 * Checks that the registry has each tarball as release:pack made it.
 *
 * @throws {Error} when the content or the integrity differs.
 */
export async function checkTarballs(tree: string, registry: string): Promise<void> {
  const packed = packedFolderOf(tree);
  for (const { name, version, tarball } of readPublishPlan(packed).flat()) {
    const { dist } = await readPublishedManifest(registry, name, version);
    const local = integrityOf(readFileSync(join(packed, tarball.path)));
    const response = await fetch(dist.tarball);
    const delivered = integrityOf(Buffer.from(await response.arrayBuffer()));
    assert(dist.integrity === local, `${name}: the registry says ${dist.integrity}, and ${local} was packed.`);
    assert(delivered === local, `${name}: the registry delivers ${delivered}, and ${local} was packed.`);
  }
}

/**
 * Checks the manifest of every published package in the registry. `source` is the environment of the packing.
 *
 * @throws {Error} when a manifest has a problem, or when the registry has a private package.
 */
export async function checkManifests(tree: string, registry: string, source: NodeJS.ProcessEnv): Promise<void> {
  const packages = listPublishedPackages(tree);
  const versions = versionsOf(packages);
  for (const { folder, manifest } of packages) {
    const version = versions.get(manifest.name) ?? "";
    const expectations = { version, versions, repository: repositoryOf(folder, source).repository };
    const problems = problemsOfManifest(await readPublishedManifest(registry, manifest.name, version), expectations);
    assert(problems.length === 0, `${manifest.name} as published: ${problems.join("; ")}.`);
  }
  for (const { manifest } of listPackages(tree).filter(({ manifest }) => manifest.private === true)) {
    const { versions } = await readPackument(registry, manifest.name);
    assert(Object.keys(versions).length === 0, `${manifest.name} is private, and the registry has it.`);
  }
}

/** Reads the manifest of one version from the registry. It must be the only version and the latest. */
async function readPublishedManifest(registry: string, name: string, version: string): Promise<PublishedManifest> {
  const { versions, latest } = await readPackument(registry, name);
  const { [version]: manifest, ...others } = versions;
  assert(manifest !== undefined, `${name} ${version} is not in the registry.`);
  assert(Object.keys(others).length === 0, `The registry has other versions of ${name}: ${Object.keys(others)}.`);
  assert(latest === version, `${name} ${version} is not tagged as the latest, but ${latest}.`);
  return manifest;
}
