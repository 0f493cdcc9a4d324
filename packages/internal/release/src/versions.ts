import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sectionOf, tells } from "./changelog.ts";
import { faultsOfChangeset, isBeforeOne, pendingChangesets, releasesOf, summaryOf } from "./changeset.ts";
import { check } from "./check.ts";
import { type CommandOptions, runCommand } from "./command.ts";
import { packagesOf, publishedOf, versionsOf } from "./workspace.ts";

/**
 * Makes the versions and changelogs of the pending changesets, and checks that each of them arrived in both. Returns what
 * there is to say.
 *
 * @throws {Error} when a changeset has faults, when a package would become 1.0.0, when there is no version at all.
 */
export async function makeVersions(inTree: CommandOptions): Promise<string> {
  const changesets = pendingChangesets(inTree.cwd);
  const before = versionsOf(publishedOf(inTree.cwd));
  if (changesets.size === 0) {
    const isReleased = ![...before.values()].includes("0.0.0");
    check(isReleased, "Nothing to rehearse: no changeset waits, and a package is at 0.0.0.");
    return "No changeset waits: the present versions are rehearsed.";
  }
  const manifests = packagesOf(inTree.cwd).map(({ manifest }) => manifest);
  for (const [file, text] of changesets) {
    const faults = faultsOfChangeset(text, manifests);
    check(faults.length === 0, `.changeset/${file}: ${faults.join(" ")}`);
  }
  await runCommand("pnpm", ["changeset", "version"], inTree);

  const after = versionsOf(publishedOf(inTree.cwd));
  for (const [name, version] of after) {
    const isAccident = isBeforeOne(before.get(name)) && !isBeforeOne(version);
    check(!isAccident, `${name} went from ${before.get(name)} to ${version}: before 1.0 a breaking change is minor.`);
  }
  for (const [file, text] of changesets) checkArrived(inTree.cwd, file, text, before);
  const changes = [...after].filter(([name, version]) => before.get(name) !== version);
  const list = changes.map(([name, version]) => `${name} ${before.get(name)} → ${version}`).join(", ");
  return `Versions were made, with the changelogs of ${[...changesets.keys()].join(", ")}: ${list}.`;
}

/** A changeset must have changed the version of each package that it names, and have told so in its changelog. */
function checkArrived(tree: string, file: string, text: string, before: ReadonlyMap<string, string>): void {
  for (const { folder, manifest } of publishedOf(tree)) {
    const { name, version = "" } = manifest;
    if (!releasesOf(text).includes(name)) continue;
    check(version !== before.get(name), `${name} is still at ${version}, and ${file} names it.`);
    const changelog = join(tree, folder, "CHANGELOG.md");
    const section = existsSync(changelog) ? sectionOf(readFileSync(changelog, "utf8"), version) : undefined;
    check(section !== undefined, `${folder}/CHANGELOG.md has nothing about ${version}.`);
    const isTold = tells(section ?? "", summaryOf(text));
    check(isTold, `${folder}/CHANGELOG.md lacks the text of ${file} under ${version}.`);
  }
}
