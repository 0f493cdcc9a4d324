import { readFileSync } from "node:fs";
import { join } from "node:path";
import { check } from "./check.ts";
import { installInCleanProject, payInCleanProject } from "./clean-project.ts";
import { type CommandOptions, runCommand } from "./command.ts";
import { outsideEnvironment } from "./environment.ts";
import { checkManifests, checkTarballs } from "./publication.ts";
import { type Registry, startRegistry } from "./registry.ts";
import { copyTree } from "./tree.ts";
import { makeVersions } from "./versions.ts";
import { type Package, publishedOf } from "./workspace.ts";

/** What a rehearsal is given. */
export interface RehearsalOptions {
  /** The checkout. It is only read. */
  readonly root: string;
  /** An empty folder, for everything. */
  readonly folder: string;
  readonly signal: AbortSignal;
  /** Told what was done, and what came of it, after each step. */
  readonly say: (line: string) => void;
}

/** Where the source of the rehearsal is said to be. */
const source = { GITHUB_SERVER_URL: "https://github.com", GITHUB_REPOSITORY: "example/iyzico-mass-payout" };

/**
 * Goes through a release from the pending changesets to a stranger's project: versions, tarballs, a registry of its own,
 * an installation from there, and a payout with what was installed. Packs and publishes with the workflow's commands.
 *
 * @throws {Error} at the first thing that is not as it must be.
 */
export async function rehearse({ root, folder, signal, say }: RehearsalOptions): Promise<Package[]> {
  const tree = join(folder, "tree");
  const inTree: CommandOptions = { cwd: tree, env: process.env, signal };
  await copyTree({ ...inTree, cwd: root }, tree);
  await checkPnpm(inTree);
  await runCommand("pnpm", ["install", "--frozen-lockfile", "--prefer-offline"], inTree);
  say("The tree as git sees it was copied, and its lockfile installed.");

  say(await makeVersions(inTree));
  const packages = publishedOf(tree);
  await runCommand("pnpm", ["lint"], inTree);
  await runCommand("pnpm", ["build"], inTree);
  say("With these versions the linter finds nothing, and everything was built.");

  const uplink = (await runCommand("npm", ["config", "get", "registry"], { ...inTree, cwd: root })).trim();
  const registry = await startRegistry({ storage: join(folder, "registry"), uplink, scope: scopeOf(packages) });
  try {
    say(`A registry listens at ${registry.url}; it asks ${uplink} for what is not ours.`);
    const outside = await outsideEnvironment(folder, registry.url);
    const inWorkflow: CommandOptions = { ...inTree, env: { ...outside, ...registry.environment, ...source } };
    await publish(inWorkflow, registry, namesOf(packages));
    say(
      `release:pack and release:publish published ${packages.length} packages, each once and by a token of a moment.`,
    );

    await checkTarballs(tree, registry.url);
    say("What the registry gives is what was packed, byte for byte.");

    await checkManifests(tree, registry.url, source);
    say(
      "No workspace: and no catalog: is in it, and no private package; source, licence, engines and access are said.",
    );

    await publishAgain(inWorkflow, registry);
    say("A second time published nothing, and nothing failed.");

    const project: CommandOptions = { cwd: join(folder, "project"), env: outside, signal };
    await installInCleanProject(project, packages);
    say(`npm installed ${namesOf(packages).join(", ")} in an empty project.`);

    await payInCleanProject(project);
    say(
      "A plan was paid at the installed simulator, by the installed client and by the installed mass-payout: settled.",
    );
  } finally {
    await registry.close();
  }
  return packages;
}

/** Another pnpm would not publish as the workflow's does. */
async function checkPnpm(inTree: CommandOptions): Promise<void> {
  const { packageManager } = JSON.parse(readFileSync(join(inTree.cwd, "package.json"), "utf8"));
  const pnpm = `pnpm@${(await runCommand("pnpm", ["--version"], inTree)).trim()}`;
  check(pnpm === packageManager, `This is ${pnpm}. Run it as: npx -y ${packageManager} release:rehearse`);
}

async function publish(inWorkflow: CommandOptions, registry: Registry, names: readonly string[]): Promise<void> {
  await runCommand("pnpm", ["release:pack"], inWorkflow);
  await runCommand("pnpm", ["release:publish"], inWorkflow);
  // The registry was empty: every package is to be published.
  const published = [...registry.published].sort().join(", ");
  const expected = [...names].sort().join(", ");
  check(published === expected, `Published were ${published}, and not each once of ${expected}.`);
}

async function publishAgain(inWorkflow: CommandOptions, registry: Registry): Promise<void> {
  const before = registry.published.length;
  await runCommand("pnpm", ["release:pack"], inWorkflow);
  await runCommand("pnpm", ["release:publish"], inWorkflow);
  const again = registry.published.slice(before).join(", ");
  check(again === "", `A second time published again: ${again}.`);
}

function namesOf(packages: readonly Package[]): string[] {
  return packages.map(({ manifest }) => manifest.name);
}

function scopeOf(packages: readonly Package[]): string {
  return packages[0]?.manifest.name.split("/")[0] ?? "";
}
