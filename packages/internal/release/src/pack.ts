// `pnpm release:pack` packs every version that the registry does not have into packages/internal/release/dist, with a plan beside
// the tarballs. `pnpm release:publish` publishes exactly them.
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { repositoryOf } from "./repository.ts";
import { publishedOf } from "./workspace.ts";

const root = fileURLToPath(new URL("../../../../", import.meta.url));
const packed = fileURLToPath(new URL("../dist/", import.meta.url));

try {
  const unreleased = publishedOf(root).filter(({ manifest }) => manifest.version === "0.0.0");
  if (unreleased.length > 0) {
    const names = unreleased.map(({ manifest }) => manifest.name).join(", ");
    throw new Error(`Not yet released, and no version to publish: ${names}. Run: pnpm changeset version`);
  }
  // Asked here too, so that it fails with one message and not with one for each package.
  repositoryOf("", process.env);
  rmSync(packed, { recursive: true, force: true });
  const changesets = createRequire(import.meta.url).resolve("@changesets/cli/bin.js");
  const pnpmfile = fileURLToPath(new URL("repository.pnpmfile.mjs", import.meta.url));
  const { status } = spawnSync(process.execPath, [changesets, "pack", "--out-dir", packed], {
    cwd: root,
    stdio: "inherit",
    // Only while packing: an install with another pnpmfile would resolve anew.
    env: { ...process.env, PNPM_CONFIG_PNPMFILE: pnpmfile },
  });
  process.exitCode = status ?? 1;
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
