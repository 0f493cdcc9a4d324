import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseChangesetFile } from "@changesets/parse";
import type { Manifest } from "./workspace.ts";

/** The changesets that wait for a release: their texts under their file names. */
export function pendingChangesets(root: string): Map<string, string> {
  const folder = join(root, ".changeset");
  const names = readdirSync(folder).filter((name) => name.endsWith(".md") && name !== "README.md");
  return new Map(names.sort().map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}

/**
 * What is wrong with a changeset, as sentences. Beside what changesets itself would not take: it must say something to
 * the reader of a changelog, and before 1.0 a breaking change is a minor one, so that nothing becomes 1.0.0 by accident.
 */
export function faultsOfChangeset(text: string, manifests: readonly Manifest[]): string[] {
  let changeset: ReturnType<typeof parseChangesetFile>;
  try {
    changeset = parseChangesetFile(text);
  } catch (error) {
    return [(error as Error).message];
  }
  const { releases, summary } = changeset;
  const faults = releases.flatMap(({ name, type }) => {
    const manifest = manifests.find((candidate) => candidate.name === name);
    if (manifest === undefined) return [`There is no package ${name}.`];
    if (manifest.private === true) return [`${name} is private: it has no releases.`];
    return type === "major" && isBeforeOne(manifest.version)
      ? [`${name} is at ${manifest.version}: before 1.0 a breaking change is minor.`]
      : [];
  });
  if (releases.length === 0) faults.push("It names no package.");
  if (summary === "") faults.push("It has no text for the changelog.");
  return faults;
}

/** The packages that a changeset names. */
export function releasesOf(text: string): string[] {
  return parseChangesetFile(text).releases.map(({ name }) => name);
}

/** What a changeset says to the reader of a changelog. */
export function summaryOf(text: string): string {
  return parseChangesetFile(text).summary;
}

/** Whether a version is below 1.0.0. */
export function isBeforeOne(version: string | undefined): boolean {
  return version?.startsWith("0.") ?? false;
}
