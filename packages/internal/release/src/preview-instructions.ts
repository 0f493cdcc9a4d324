import { join } from "node:path";
import type { Package } from "@iyzico-mass-payout/harness/workspace";
import type { Preview } from "./preview-version.ts";

/** The folder of the repository at `root` that `release:preview` fills: the tarballs, with INSTALL.md beside them. */
export function previewFolderOf(root: string): string {
  return join(root, "packages/internal/release/tarballs");
}

/** The file name of a package's tarball in a preview. */
export function tarballNameOf(name: string, { version }: Preview): string {
  return `${name.replace("@", "").replace("/", "-")}-${version}.tgz`;
}

/**
 * Writes INSTALL.md of a preview: for each package the command that installs it. A tarball's dependencies on its siblings
 * are versions that no registry has. npm takes what the same command installs; pnpm and Yarn require overrides.
 *
 * @param download the command that downloads the tarballs, if it is known.
 */
export function formatInstructions(preview: Preview, packages: readonly Package[], download?: string): string {
  const fileOf = (name: string) => `./tarballs/${tarballNameOf(name, preview)}`;
  const names = packages.map(({ manifest }) => manifest.name);
  const commandOf = (name: string) => {
    const files = withDependencies(name, packages).map(fileOf);
    return ["npm install", ...files].join(" ");
  };
  const overrides = Object.fromEntries(names.map((name) => [name, `file:${fileOf(name)}`]));
  return `# The packages of pull request ${preview.pullRequest}

Version \`${preview.version}\`, packed from commit ${preview.commit}, merged into its base. No registry has this version.

The code may not be reviewed yet: install it in a project for trials, and use it with keys of iyzico's sandbox only.

Unzip the artifact \`tarballs\` into the folder \`tarballs\` of the project${download === undefined ? "" : ", or download it there"}.
${download === undefined ? "" : `\n${fence("sh", download)}\n`}
## npm

Each command names the tarballs of all our packages that the package depends on.

${names.map((name) => `\`${name}\`:\n\n${fence("sh", commandOf(name))}`).join("\n\n")}

## pnpm and Yarn

They take a tarball's dependencies from the registry, unless an override names a file. For pnpm 10 and newer, this is
\`pnpm-workspace.yaml\`:

${fence("yaml", `overrides:\n${Object.entries(overrides).map(formatOverride).join("\n")}`)}

For Yarn 4, \`resolutions\` in \`package.json\` has the same names and files:

${fence("json", JSON.stringify({ resolutions: overrides }, null, 2))}

Then run the command of npm with \`pnpm add\` or \`yarn add\` instead of \`npm install\`.
`;
}

/** The names of a package's siblings that it depends on, directly or not, and its own name last. */
function withDependencies(name: string, packages: readonly Package[]): string[] {
  const manifest = packages.find((candidate) => candidate.manifest.name === name)?.manifest;
  if (manifest === undefined) return [];
  const dependencies = Object.keys((manifest["dependencies"] ?? {}) as object);
  return [...new Set([...dependencies.flatMap((dependency) => withDependencies(dependency, packages)), name])];
}

function formatOverride([name, file]: readonly [string, string]): string {
  return `  "${name}": ${file}`;
}

function fence(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}
