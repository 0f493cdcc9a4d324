import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseChangesetFile } from "@changesets/parse";
import type { Manifest } from "@iyzico-mass-payout/harness/workspace";
import { undecided } from "@iyzico-mass-payout/spec/undecided";

/** Reads the changesets that wait for a release: their content by file name. */
export function readPendingChangesets(root: string): Map<string, string> {
  const folder = join(root, ".changeset");
  const names = readdirSync(folder).filter((name) => name.endsWith(".md") && name !== "README.md");
  return new Map(names.sort().map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}

/**
 * Returns the problems of a changeset, as sentences: what changesets itself rejects, an empty summary, a line of
 * `spec:update` that is not decided, and `major` for a package below 1.0.0. Before 1.0.0 a breaking change is minor, so
 * that no package becomes 1.0.0 by accident.
 */
export function problemsOfChangeset(text: string, manifests: readonly Manifest[]): string[] {
  let changeset: ReturnType<typeof parseChangesetFile>;
  try {
    changeset = parseChangesetFile(text);
  } catch (error) {
    return [(error as Error).message];
  }
  const { releases, summary } = changeset;
  const problems = releases.flatMap(({ name, type }) => {
    const manifest = manifests.find((candidate) => candidate.name === name);
    if (manifest === undefined) return [`There is no package ${name}.`];
    if (manifest.private === true) return [`${name} is private: it has no releases.`];
    return type === "major" && isBeforeOne(manifest.version)
      ? [`${name} is at ${manifest.version}: before 1.0.0 a breaking change is minor.`]
      : [];
  });
  if (releases.length === 0) problems.push("It names no package.");
  if (summary === "") problems.push("It has no summary for the changelog.");
  if (summary.split("\n").some((line) => line.trimStart().startsWith(`- ${undecided}`))) {
    problems.push(
      `It has a line that is not decided ("${undecided}"). Decide whether the correction that it names may hide the change: ` +
        "then replace the line by what users must know, or delete it. Otherwise undo the import, change the correction and " +
        "import again.",
    );
  }
  return problems;
}

/** The names of the packages that a changeset releases. */
export function releasesOf(text: string): string[] {
  return parseChangesetFile(text).releases.map(({ name }) => name);
}

/** The summary of a changeset: its text in the changelog. */
export function summaryOf(text: string): string {
  return parseChangesetFile(text).summary;
}

/** Whether a version is below 1.0.0. */
export function isBeforeOne(version: string | undefined): boolean {
  return version?.startsWith("0.") ?? false;
}
