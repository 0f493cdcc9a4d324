import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { check } from "./check.ts";
import { faultsOfManifest } from "./manifest.ts";
import { repositoryOf } from "./repository.ts";
import { type Manifest, packagesOf, publishedOf, versionsOf } from "./workspace.ts";

/**
 * Checks that the registry has each tarball as release:pack made it.
 *
 * @throws {Error} when a byte or the integrity differs.
 */
export async function checkTarballs(tree: string, registry: string): Promise<void> {
  const packed = join(tree, "packages/internal/release/dist");
  const { plan } = JSON.parse(readFileSync(join(packed, "publish-plan.json"), "utf8")) as {
    plan: { name: string; version: string; tarball: { path: string } }[][];
  };
  for (const { name, version, tarball } of plan.flat()) {
    const { dist } = await publishedManifest(registry, name, version);
    const local = integrityOf(readFileSync(join(packed, tarball.path)));
    const answer = await fetch(dist.tarball);
    const delivered = integrityOf(Buffer.from(await answer.arrayBuffer()));
    check(dist.integrity === local, `${name}: the registry says ${dist.integrity}, and ${local} was packed.`);
    check(delivered === local, `${name}: the registry delivers ${delivered}, and ${local} was packed.`);
  }
}

/**
 * Checks what the registry says of every package of the tree. `source` is the environment that it was packed in.
 *
 * @throws {Error} when one is not as it must be, or when a private one is there.
 */
export async function checkManifests(tree: string, registry: string, source: NodeJS.ProcessEnv): Promise<void> {
  const packages = publishedOf(tree);
  const versions = versionsOf(packages);
  for (const { folder, manifest } of packages) {
    const version = versions.get(manifest.name) ?? "";
    const expected = { version, versions, repository: repositoryOf(folder, source).repository };
    const faults = faultsOfManifest(await publishedManifest(registry, manifest.name, version), expected);
    check(faults.length === 0, `${manifest.name} as published: ${faults.join("; ")}.`);
  }
  for (const { manifest } of packagesOf(tree).filter(({ manifest }) => manifest.private === true)) {
    const { status } = await fetch(addressOf(registry, manifest.name));
    check(status === 404, `${manifest.name} is private, and the registry has it.`);
  }
}

/** What the registry says of one version, which must be the only one and the latest. */
async function publishedManifest(
  registry: string,
  name: string,
  version: string,
): Promise<Manifest & { dist: { integrity: string; tarball: string } }> {
  const answer = await fetch(addressOf(registry, name));
  check(answer.ok, `${name} is not in the registry (${answer.status}).`);
  const document = (await answer.json()) as Record<string, Record<string, never>>;
  const versions = Object.keys(document["versions"] ?? {});
  check(versions.join() === version, `The registry has ${name} ${versions.join(", ")}, and not ${version} alone.`);
  check(document["dist-tags"]?.["latest"] === version, `${name} ${version} is not tagged as the latest.`);
  return document["versions"]?.[version] as never;
}

function addressOf(registry: string, name: string): string {
  return registry + name.replace("/", "%2f");
}

function integrityOf(bytes: Buffer): string {
  return `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
}
