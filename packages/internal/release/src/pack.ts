// `release:pack` packs each version that the registry does not have into packages/internal/release/dist, with a plan
// beside the tarballs. `release:publish` publishes exactly these tarballs.
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { listPublishedPackages, root } from "@iyzico-mass-payout/harness/workspace";
import { runChangesets } from "./changesets.ts";
import { packedFolderOf } from "./publish-plan.ts";
import { repositoryOf } from "./repository.ts";

const packed = packedFolderOf(root);

try {
  const unreleased = listPublishedPackages(root).filter(({ manifest }) => manifest.version === "0.0.0");
  if (unreleased.length > 0) {
    const names = unreleased.map(({ manifest }) => manifest.name).join(", ");
    throw new Error(`A version must be set before packing: ${names}. Run: pnpm changeset version`);
  }
  // Checked here too, so that a missing address is one message instead of one for each package.
  repositoryOf("", process.env);
  rmSync(packed, { recursive: true, force: true });
  const pnpmfile = fileURLToPath(new URL("repository.pnpmfile.mjs", import.meta.url));
  process.exitCode = runChangesets(["pack", "--out-dir", packed], {
    cwd: root,
    // Only for packing: an install with another pnpmfile would resolve all dependencies again.
    env: { ...process.env, PNPM_CONFIG_PNPMFILE: pnpmfile },
  });
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
