import { ok as assert } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { listPublishedPackages, type Package } from "@iyzico-mass-payout/harness/workspace";
import { completeBrokenOffRelease } from "./broken-off-release.ts";
import { createCleanEnvironment } from "./clean-environment.ts";
import { installInCleanProject, payInCleanProject } from "./clean-project.ts";
import { type CommandOptions, runCommand, runReleaseScript } from "./command.ts";
import { copyTree } from "./copy-tree.ts";
import { installPreview } from "./preview-installation.ts";
import { checkManifests, checkTarballs } from "./publication.ts";
import { type Registry, startRegistry } from "./registry.ts";
import { makeVersions } from "./versions.ts";

export interface RehearsalOptions {
  /** The checkout. It is only read. */
  readonly root: string;
  /** An empty folder for all files of the rehearsal. */
  readonly folder: string;
  /** Stops the rehearsal and its commands. */
  readonly signal: AbortSignal;
  /** Called after each step, with a sentence about its result. */
  readonly onStep: (line: string) => void;
}

/** The address of the source that the rehearsal writes into the manifests. */
const source = { GITHUB_SERVER_URL: "https://github.com", GITHUB_REPOSITORY: "example/iyzico-mass-payout" };

/** A registry that no other part of the rehearsal uses, and who uses it. */
interface Stage {
  readonly registry: Registry;
  /** An empty folder. */
  readonly folder: string;
  /** The environment of a user. */
  readonly clean: NodeJS.ProcessEnv;
  /** The tree, in the environment of the workflow. */
  readonly inWorkflow: CommandOptions;
}

/**
 * Runs a release from the pending changesets to a user's project: versions, tarballs, publication to a local registry,
 * an installation from it, and a payout with the installed packages. Packs and publishes with the workflow's commands.
 * Then a release that breaks off, and the tarballs of a pull request.
 *
 * @throws {Error} at the first failed check.
 */
export async function rehearse({ root, folder, signal, onStep }: RehearsalOptions): Promise<Package[]> {
  const tree = join(folder, "tree");
  const inTree: CommandOptions = { cwd: tree, env: process.env, signal };
  await copyTree({ ...inTree, cwd: root }, tree);
  await checkPnpm(inTree);
  await runCommand("pnpm", ["install", "--frozen-lockfile", "--prefer-offline"], inTree);
  onStep("The files that git would commit were copied, and the lockfile was installed.");

  onStep(await makeVersions(inTree));
  const packages = listPublishedPackages(tree);
  const names = packages.map(({ manifest }) => manifest.name);
  const scope = names[0]?.split("/")[0] ?? "";
  await runCommand("pnpm", ["lint"], inTree);
  await runCommand("pnpm", ["build"], inTree);
  onStep("With these versions the linters find nothing, and every package was built.");

  const uplink = (await runCommand("npm", ["config", "get", "registry"], { ...inTree, cwd: root })).trim();
  const onStage = async (name: string, act: (stage: Stage) => Promise<void>): Promise<void> => {
    const inside = join(folder, name);
    await mkdir(inside);
    const registry = await startRegistry({ storage: join(inside, "registry"), uplink, scope });
    try {
      const clean = await createCleanEnvironment(inside, registry.url);
      const inWorkflow = { ...inTree, env: { ...clean, ...registry.environment, ...source } };
      await act({ registry, folder: inside, clean, inWorkflow });
    } finally {
      await registry.close();
    }
  };

  await onStage("release", async ({ registry, folder, clean, inWorkflow }) => {
    onStep(`A registry listens at ${registry.url}; packages of other scopes come from ${uplink}.`);
    await publish(inWorkflow, registry, names);
    onStep(
      `release:pack and release:publish published ${names.length} packages, each once and with a short-lived token.`,
    );

    await checkTarballs(tree, registry.url);
    onStep("The registry delivers the packed tarballs, byte for byte.");

    await checkManifests(tree, registry.url, source);
    onStep(
      "Each manifest has its source, licence, engines and access, and no workspace: or catalog: range. " +
        "No private package was published.",
    );

    await publishAgain(inWorkflow, registry);
    onStep("Packing and publishing a second time published nothing and did not fail.");

    const project: CommandOptions = { cwd: join(folder, "project"), env: clean, signal };
    await installInCleanProject(project, packages);
    onStep(`npm installed ${names.join(", ")} in an empty project.`);

    await payInCleanProject(project);
    onStep("The installed client and the installed mass-payout each paid a plan at the installed simulator: settled.");
  });

  await onStage("broken-off", async ({ registry, folder, clean, inWorkflow }) => {
    await runReleaseScript("release:pack", inWorkflow);
    await completeBrokenOffRelease(inWorkflow, registry);
    await checkTarballs(tree, registry.url);
    await checkManifests(tree, registry.url, source);
    await installInCleanProject({ cwd: join(folder, "project"), env: clean, signal }, packages);
    onStep(
      "A release that broke off after each package in turn was completed from the same tarballs: each was published once, " +
        "and npm installed them. With other content in a published version, it failed and published nothing.",
    );
  });

  await onStage("pull-request", async ({ folder, clean, inWorkflow }) => {
    await installPreview(inWorkflow, scope, { cwd: join(folder, "projects"), env: clean, signal });
    onStep(
      "The tarballs of a pull request were installed by each command of their INSTALL.md, without a registry for our " +
        "packages. Those that npm installed and those that pnpm installed paid a plan too.",
    );
  });
  return packages;
}

/** Another version of pnpm would publish in another way than the workflow. */
async function checkPnpm(inTree: CommandOptions): Promise<void> {
  const { packageManager } = JSON.parse(readFileSync(join(inTree.cwd, "package.json"), "utf8"));
  const pnpm = `pnpm@${(await runCommand("pnpm", ["--version"], inTree)).trim()}`;
  assert(pnpm === packageManager, `pnpm must be ${packageManager}, not ${pnpm}: run it with npx -y ${packageManager}`);
}

async function publish(inWorkflow: CommandOptions, registry: Registry, names: readonly string[]): Promise<void> {
  await runReleaseScript("release:pack", inWorkflow);
  await runReleaseScript("release:publish", inWorkflow);
  // The registry was empty: every package must be published.
  const published = [...registry.published].sort().join(", ");
  const expected = [...names].sort().join(", ");
  assert(published === expected, `Published: ${published}. Expected, each once: ${expected}.`);
}

async function publishAgain(inWorkflow: CommandOptions, registry: Registry): Promise<void> {
  const before = registry.published.length;
  await runReleaseScript("release:pack", inWorkflow);
  await runReleaseScript("release:publish", inWorkflow);
  const again = registry.published.slice(before).join(", ");
  assert(again === "", `Published a second time: ${again}.`);
}
