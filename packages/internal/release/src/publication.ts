import { ok as assert } from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { listPackages, listPublishedPackages, type Manifest } from "@iyzico-mass-payout/harness/workspace";
import { problemsOfManifest } from "./manifest.ts";
import { repositoryOf } from "./repository.ts";
import { versionsOf } from "./versions.ts";

/**
 * Checks that the registry has each tarball as release:pack made it.
 *
 * @throws {Error} when the content or the integrity differs.
 */
export async function checkTarballs(tree: string, registry: string): Promise<void> {
  const packed = join(tree, "packages/internal/release/dist");
  const { plan } = JSON.parse(readFileSync(join(packed, "publish-plan.json"), "utf8")) as {
    plan: { name: string; version: string; tarball: { path: string } }[][];
  };
  for (const { name, version, tarball } of plan.flat()) {
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
    const { status } = await fetch(addressOf(registry, manifest.name));
    assert(status === 404, `${manifest.name} is private, and the registry has it.`);
  }
}

/** Reads the manifest of one version from the registry. It must be the only version and the latest. */
async function readPublishedManifest(
  registry: string,
  name: string,
  version: string,
): Promise<Manifest & { dist: { integrity: string; tarball: string } }> {
  const response = await fetch(addressOf(registry, name));
  assert(response.ok, `${name} is not in the registry (${response.status}).`);
  const document = (await response.json()) as Record<string, Record<string, never>>;
  const versions = Object.keys(document["versions"] ?? {});
  assert(versions.join() === version, `The registry has ${name} ${versions.join(", ")} instead of ${version} alone.`);
  assert(document["dist-tags"]?.["latest"] === version, `${name} ${version} is not tagged as the latest.`);
  return document["versions"]?.[version] as never;
}

function addressOf(registry: string, name: string): string {
  return registry + name.replace("/", "%2f");
}

function integrityOf(bytes: Buffer): string {
  return `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
}
