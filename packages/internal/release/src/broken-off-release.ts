import { ok as assert } from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { listPublishedPackages, type Package } from "@iyzico-mass-payout/harness/workspace";
import { type CommandOptions, runReleaseScript } from "./command.ts";
import { packedFolderOf, readPublishPlan } from "./publish-plan.ts";
import type { Registry } from "./registry.ts";

/**
 * Publishes the packed tarballs to an empty registry that breaks off after each package in turn. Each time, the same
 * tarballs are published again, as "Re-run failed jobs" does; once, with other content in the one that is published.
 *
 * @throws {Error} when a run that must fail succeeds, or when a package is published twice, left out, or published before
 * what it depends on.
 */
export async function completeBrokenOffRelease(inWorkflow: CommandOptions, registry: Registry): Promise<void> {
  const packages = listPublishedPackages(inWorkflow.cwd);
  const names = packages.map(({ manifest }) => manifest.name).sort();
  const expectPublished = (expected: boolean) =>
    assert(expected, `Published after the break-off, in this order: ${registry.published.join(", ")}.`);
  for (let count = 1; count <= names.length; count += 1) {
    registry.breakOffAfter(1);
    await expectFailure(inWorkflow, "Some packages failed to publish");
    expectPublished(registry.published.length === count && isComplete(registry.published, packages));
    registry.breakOffAfter(Number.POSITIVE_INFINITY);
    if (count > 1) continue;
    await publishOtherContent(inWorkflow, registry.published[0] ?? "");
    expectPublished(registry.published.length === count);
  }
  // The last package is published too, and its publisher did not learn of it.
  await runReleaseScript("release:publish", inWorkflow);
  expectPublished([...registry.published].sort().join() === names.join());
}

/** Whether published packages can be installed: what they depend on is published too. */
function isComplete(published: readonly string[], packages: readonly Package[]): boolean {
  const dependencies = packages
    .filter(({ manifest }) => published.includes(manifest.name))
    .flatMap(({ manifest }) => Object.keys((manifest["dependencies"] ?? {}) as object));
  return packages.every(({ manifest: { name } }) => published.includes(name) || !dependencies.includes(name));
}

/** Publishes with other content in a tarball whose version is published. This must fail. */
async function publishOtherContent(inWorkflow: CommandOptions, name: string): Promise<void> {
  const packed = packedFolderOf(inWorkflow.cwd);
  const planned = readPublishPlan(packed)
    .flat()
    .find((planned) => planned.name === name);
  const tarball = join(packed, planned?.tarball.path ?? "");
  const content = await readFile(tarball);
  await writeFile(tarball, Buffer.concat([content, Buffer.from("other content")]));
  await expectFailure(inWorkflow, "is published with other content");
  await writeFile(tarball, content);
}

async function expectFailure(inWorkflow: CommandOptions, reason: string): Promise<void> {
  const message = await runReleaseScript("release:publish", inWorkflow).then(
    () => "it succeeded",
    (error: Error) => error.message,
  );
  assert(message.includes(reason), `release:publish must fail, with "${reason}". But: ${message}`);
}
