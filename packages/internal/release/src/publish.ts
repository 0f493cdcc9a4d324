// `release:publish` publishes the tarballs that `release:pack` packed. A version that the registry has already is left
// alone, so a release that broke off is completed by running this again, with the same tarballs.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "@iyzico-mass-payout/harness/workspace";
import { packedFolderOf, readPublishPlan, selectUnpublished } from "./publish-plan.ts";

const packed = packedFolderOf(root);

try {
  const plan = readPublishPlan(packed);
  // Of a registry that has a version already, changesets recognises one answer of npm, and compares no bytes.
  const unpublished = await selectUnpublished(packed, plan, readRegistry());
  const left = unpublished.flat();
  const done = plan.flat().filter(({ name }) => !left.some((planned) => planned.name === name));
  for (const { name, version } of done)
    console.log(`${name} ${version} is published, with the bytes that were packed.`);
  if (left.length > 0) process.exitCode = publish(unpublished);
} catch (error) {
  console.error(`${(error as Error).message}\nNothing was published.`);
  process.exitCode = 1;
}

function publish(plan: ReturnType<typeof readPublishPlan>): number {
  const folder = mkdtempSync(join(tmpdir(), "mass-payout-publish-"));
  const withTarball = (planned: (typeof plan)[number][number]) => ({
    ...planned,
    tarball: { ...planned.tarball, path: join(packed, planned.tarball.path) },
  });
  const text = JSON.stringify({ version: 1, plan: plan.map((group) => group.map(withTarball)) });
  try {
    writeFileSync(join(folder, "publish-plan.json"), text);
    const changesets = createRequire(import.meta.url).resolve("@changesets/cli/bin.js");
    const args = [changesets, "publish", "--no-git-tag", "--from-pack-dir", folder];
    return spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" }).status ?? 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The registry that pnpm publishes to. */
function readRegistry(): string {
  const { stdout } = spawnSync("pnpm", ["config", "get", "registry"], { cwd: root, encoding: "utf8" });
  const registry = stdout?.trim() ?? "";
  if (!URL.canParse(registry)) throw new Error(`pnpm has no registry to publish to: ${registry}`);
  return registry.endsWith("/") ? registry : `${registry}/`;
}
