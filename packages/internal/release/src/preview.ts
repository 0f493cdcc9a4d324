// `release:preview` packs the published packages of a pull request into packages/internal/release/tarballs, with INSTALL.md
// beside them. In a workflow, the job's summary has the same text. Nothing is published.
import { spawnSync } from "node:child_process";
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { listPublishedPackages, root } from "@iyzico-mass-payout/harness/workspace";
import { formatInstructions, previewFolderOf, tarballNameOf } from "./preview-instructions.ts";
import { readPreview } from "./preview-version.ts";

const folder = previewFolderOf(root);
const pnpmfile = fileURLToPath(new URL("preview.pnpmfile.mjs", import.meta.url));

try {
  const preview = readPreview(process.env);
  const packages = listPublishedPackages(root);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const { folder: source, manifest } of packages) {
    const { status, stdout, stderr } = spawnSync(
      "pnpm",
      ["pack", "--out", join(folder, tarballNameOf(manifest.name, preview))],
      {
        cwd: join(root, source),
        encoding: "utf8",
        // Only for packing: an install with another pnpmfile would resolve all dependencies again.
        env: { ...process.env, PNPM_CONFIG_PNPMFILE: pnpmfile },
      },
    );
    if (status !== 0) throw new Error(`${manifest.name} can't be packed:\n${stdout}${stderr}`);
  }
  const { GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run, GITHUB_STEP_SUMMARY: summary } = process.env;
  const download = run && `gh run download ${run} --repo ${repository} --name tarballs --dir tarballs`;
  const instructions = formatInstructions(preview, packages, download);
  writeFileSync(join(folder, "INSTALL.md"), instructions);
  if (summary) appendFileSync(summary, instructions);
  console.log(`Packed ${packages.length} packages as ${preview.version} into ${folder}`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
