/** Returns the section of a CHANGELOG.md about one version, without its heading, or undefined when there is none. */
export function sectionOf(changelog: string, version: string): string | undefined {
  const [, ...sections] = changelog.split(/^## /m);
  const section = sections.find((text) => text.split("\n", 1)[0]?.trim() === version);
  return section?.slice(section.indexOf("\n") + 1);
}

/** Whether a section contains a changeset's summary: changesets indents it in a list, after the commit. */
export function includesSummary(section: string, summary: string): boolean {
  const lines = section.split("\n").map((line) => line.trim());
  return summary
    .split("\n")
    .map((line) => line.trim())
    .every((line) => lines.some((candidate) => candidate.endsWith(line)));
}
