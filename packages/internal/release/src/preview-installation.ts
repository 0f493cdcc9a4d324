import { ok as assert } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { listPublishedPackages } from "@iyzico-mass-payout/harness/workspace";
import { payInCleanProject } from "./clean-project.ts";
import { type CommandOptions, runCommand, runReleaseScript } from "./command.ts";
import { previewFolderOf } from "./preview-instructions.ts";
import { readPreview } from "./preview-version.ts";

/** A pull request that does not exist. */
const pullRequest = { PULL_REQUEST: "12", COMMIT: "0123456789abcdef0123456789abcdef01234567" };

/**
 * Packs the packages of a pull request, and follows INSTALL.md to the letter: with npm for each package, and with pnpm for
 * the command line tool, each in an empty project whose registry for our packages can't be reached. Pays a plan with both.
 *
 * @throws {Error} when an installation fails or has another version, or when a plan is not paid.
 */
export async function installPreview(
  inTree: CommandOptions,
  scope: string,
  { cwd, env, signal }: CommandOptions,
): Promise<void> {
  await runReleaseScript("release:preview", { ...inTree, env: { ...env, ...pullRequest } });
  const tarballs = previewFolderOf(inTree.cwd);
  const blocks = [...readFileSync(join(tarballs, "INSTALL.md"), "utf8").matchAll(/^```(\w+)\n([^`]*)\n```$/gm)];
  const textsOf = (wanted: string) =>
    blocks.filter(([, language]) => language === wanted).map(([, , text = ""]) => text);
  const commands = textsOf("sh")
    .filter((text) => text.startsWith("npm "))
    .map((text) => text.split(" "));
  const [overrides = ""] = textsOf("yaml");
  const packages = listPublishedPackages(inTree.cwd).map(({ manifest }) => manifest.name);
  assert(commands.length === packages.length, `INSTALL.md has ${commands.length} commands.`);

  const createProject = async (name: string): Promise<CommandOptions> => {
    const project = join(cwd, name);
    await cp(tarballs, join(project, "tarballs"), { recursive: true });
    await writeFile(join(project, "package.json"), JSON.stringify({ private: true, type: "module" }));
    // Port 9 is closed. Without retries, what is not in the folder is missed at once.
    await writeFile(join(project, ".npmrc"), `${scope}:registry=http://127.0.0.1:9/\nfetch-retries=0\n`);
    return { cwd: project, env, signal };
  };
  await mkdir(cwd);
  for (const [index, name] of packages.entries()) {
    const [npm = "", ...args] = commands[index] ?? [];
    const project = await createProject(`npm-${index}`);
    await runCommand(npm, args, project);
    checkVersion(project, name);
    if (!name.endsWith("/cli")) continue;
    await runCommand("npm", ["ls", "--all"], project);
    await payInCleanProject(project);

    const ofPnpm = await createProject("pnpm");
    await writeFile(join(ofPnpm.cwd, "pnpm-workspace.yaml"), overrides);
    await runCommand("pnpm", ["add", ...args.slice(1)], ofPnpm);
    checkVersion(ofPnpm, name);
    await payInCleanProject(ofPnpm);
  }
}

function checkVersion({ cwd }: CommandOptions, name: string): void {
  const installed = JSON.parse(readFileSync(join(cwd, "node_modules", name, "package.json"), "utf8"));
  const { version } = readPreview(pullRequest);
  assert(installed.version === version, `${name} ${installed.version} was installed instead of ${version}.`);
}
