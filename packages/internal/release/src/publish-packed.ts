import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runChangesets } from "./changesets.ts";
import { type PublishPlan, packedFolderOf, readPublishPlan, selectUnpublished } from "./publish-plan.ts";

/**
 * Returns what `release:pack` packed in the tree at `root` and the registry does not have yet. Publishes nothing.
 *
 * @throws {Error} when the registry can't be asked, or has other content or newer versions.
 */
export async function selectPacked(root: string): Promise<PublishPlan> {
  const packed = packedFolderOf(root);
  const plan = readPublishPlan(packed);
  // Of a registry that has a version already, changesets recognises one answer of npm, and compares no bytes.
  const [scope = ""] = plan.flat()[0]?.name.split("/") ?? [];
  const unpublished = await selectUnpublished(packed, plan, readRegistry(scope, root));
  const left = unpublished.flat();
  const done = plan.flat().filter(({ name }) => !left.some((planned) => planned.name === name));
  for (const { name, version } of done)
    console.log(`${name} ${version} is published, with the bytes that were packed.`);
  return unpublished;
}

/** Publishes packed versions of the tree at `root`. Returns the exit code of changesets, or 0 for an empty plan. */
export function publishPacked(root: string, plan: PublishPlan): number {
  if (plan.length === 0) return 0;
  const folder = mkdtempSync(join(tmpdir(), "mass-payout-publish-"));
  try {
    writeFileSync(
      join(folder, "publish-plan.json"),
      JSON.stringify({ version: 1, plan: locate(plan, packedFolderOf(root)) }),
    );
    return runChangesets(["publish", "--no-git-tag", "--from-pack-dir", folder], { cwd: root });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A plan with absolute paths, which can be read from another folder. */
function locate(plan: PublishPlan, packed: string): PublishPlan {
  return plan.map((group) =>
    group.map((planned) => ({ ...planned, tarball: { ...planned.tarball, path: join(packed, planned.tarball.path) } })),
  );
}

/** The registry that pnpm publishes the packages of a scope to. */
function readRegistry(scope: string, root: string): string {
  const read = (key: string) =>
    spawnSync("pnpm", ["config", "get", key], { cwd: root, encoding: "utf8" }).stdout?.trim() ?? "";
  const ofScope = read(`${scope}:registry`);
  // pnpm writes "undefined" for a setting without a value.
  const registry = ofScope === "undefined" || ofScope === "" ? read("registry") : ofScope;
  if (!URL.canParse(registry)) throw new Error(`pnpm has no registry to publish to: ${registry}`);
  return registry.endsWith("/") ? registry : `${registry}/`;
}
