import { ok as assert } from "node:assert/strict";
import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { listPublishedPackages } from "@iyzico-mass-payout/harness/workspace";
import { type CommandOptions, runReleaseScript } from "./command.ts";
import { packedFolderOf, readPublishPlan } from "./publish-plan.ts";
import type { Registry } from "./registry.ts";

/**
 * Publishes the packed tarballs to an empty registry that breaks off after each package in turn. Each time, the same
 * tarballs are published again, as "Re-run failed jobs" does.
 *
 * @throws {Error} when a run that broke off succeeds, or when a package is published twice, left out, or published before what it
 * depends on.
 */
export async function completeBrokenOffRelease(inWorkflow: CommandOptions, registry: Registry): Promise<void> {
  const packages = listPublishedPackages(inWorkflow.cwd);
  const names = packages.map(({ manifest }) => manifest.name);
  for (let count = 1; count <= names.length; count += 1) {
    registry.breakOffAfter(1);
    await expectFailure(inWorkflow, "error sending request");
    assert(
      registry.published.length === count,
      `Published after break-off ${count}: ${registry.published.join(", ")}.`,
    );
    for (const { manifest } of packages.filter(({ manifest }) => registry.published.includes(manifest.name))) {
      const dependencies = Object.keys((manifest["dependencies"] ?? {}) as object).filter((name) =>
        names.includes(name),
      );
      const missing = dependencies.filter((name) => !registry.published.includes(name)).join(", ");
      assert(missing === "", `${manifest.name} was published before what it depends on: ${missing}.`);
    }
  }
  registry.breakOffAfter(Number.POSITIVE_INFINITY);
  // The last package is published too, and its publisher did not learn of it.
  await runReleaseScript("release:publish", inWorkflow);
  const published = [...registry.published].sort().join(", ");
  const expected = names.sort().join(", ");
  assert(published === expected, `Published: ${published}. Expected, each once: ${expected}.`);
}

/**
 * Changes a packed tarball whose version is published, and publishes again.
 *
 * @throws {Error} when that succeeds, or when anything is published.
 */
export async function rejectOtherContent(inWorkflow: CommandOptions, registry: Registry): Promise<void> {
  const before = registry.published.length;
  const packed = packedFolderOf(inWorkflow.cwd);
  const [planned] = readPublishPlan(packed).flat();
  await appendFile(join(packed, planned?.tarball.path ?? ""), "other content");
  await expectFailure(inWorkflow, "is published with other content");
  const published = registry.published.slice(before).join(", ");
  assert(published === "", `Published beside other content: ${published}.`);
}

async function expectFailure(inWorkflow: CommandOptions, reason: string): Promise<void> {
  const message = await runReleaseScript("release:publish", inWorkflow).then(
    () => "it succeeded",
    (error: Error) => error.message,
  );
  assert(message.includes(reason), `release:publish must fail, with "${reason}". But: ${message}`);
}
