import { ok as assert } from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { listPackages, listPublishedPackages, type Package } from "@iyzico-mass-payout/harness/workspace";
import { includesSummary, sectionOf } from "./changelog.ts";
import { isBeforeOne, problemsOfChangeset, readPendingChangesets, releasesOf, summaryOf } from "./changeset.ts";
import { type CommandOptions, runCommand } from "./command.ts";

/** The version of each package, by name. */
export function versionsOf(packages: readonly Package[]): Map<string, string> {
  return new Map(packages.map(({ manifest }) => [manifest.name, manifest.version ?? ""]));
}

/**
 * Makes the versions and changelogs of the pending changesets, and checks that both contain each changeset. Returns a
 * sentence about the result.
 *
 * @throws {Error} when a changeset has problems, when a package would become 1.0.0, or when there is nothing to release.
 */
export async function makeVersions(inTree: CommandOptions): Promise<string> {
  const changesets = readPendingChangesets(inTree.cwd);
  const before = versionsOf(listPublishedPackages(inTree.cwd));
  if (changesets.size === 0) {
    const isReleased = ![...before.values()].includes("0.0.0");
    assert(isReleased, "Nothing to rehearse: no changeset is pending, and a package is at 0.0.0.");
    return "No changeset is pending: the present versions are rehearsed.";
  }
  const manifests = listPackages(inTree.cwd).map(({ manifest }) => manifest);
  for (const [file, text] of changesets) {
    const problems = problemsOfChangeset(text, manifests);
    assert(problems.length === 0, `.changeset/${file}: ${problems.join(" ")}`);
  }
  await runCommand("pnpm", ["changeset", "version"], inTree);

  const after = versionsOf(listPublishedPackages(inTree.cwd));
  for (const [name, version] of after) {
    const isAccident = isBeforeOne(before.get(name)) && !isBeforeOne(version);
    assert(
      !isAccident,
      `${name} went from ${before.get(name)} to ${version}: before 1.0.0 a breaking change is minor.`,
    );
  }
  for (const [file, text] of changesets) checkChangesetApplied(inTree.cwd, file, text, before);
  const changes = [...after].filter(([name, version]) => before.get(name) !== version);
  const list = changes.map(([name, version]) => `${name} ${before.get(name)} → ${version}`).join(", ");
  return `Versions and changelogs were made from ${[...changesets.keys()].join(", ")}: ${list}.`;
}

/** Checks that a changeset raised the version of each package that it names, and that each changelog has its summary. */
function checkChangesetApplied(tree: string, file: string, text: string, before: ReadonlyMap<string, string>): void {
  for (const { folder, manifest } of listPublishedPackages(tree)) {
    const { name, version = "" } = manifest;
    if (!releasesOf(text).includes(name)) continue;
    assert(version !== before.get(name), `${name} is still at ${version}, and ${file} names it.`);
    const changelog = join(tree, folder, "CHANGELOG.md");
    const section = existsSync(changelog) ? sectionOf(readFileSync(changelog, "utf8"), version) : undefined;
    assert(section !== undefined, `${folder}/CHANGELOG.md has no section for ${version}.`);
    const isIncluded = includesSummary(section ?? "", summaryOf(text));
    assert(isIncluded, `${folder}/CHANGELOG.md lacks the summary of ${file} under ${version}.`);
  }
}
