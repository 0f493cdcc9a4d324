import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { writeChangeset } from "@changesets/write";
import type { Files } from "../../build/document.ts";
import type { Release } from "./release.ts";

/**
 * Writes the files of an update and one changeset for each release, so that each changelog has only the changes that its
 * own package has. Returns the paths of the changesets.
 */
export async function writeUpdate(root: URL, files: Files, releases: readonly Release[]): Promise<string[]> {
  for (const [path, text] of Object.entries(files)) writeFileSync(new URL(path, root), text);
  const names: string[] = [];
  for (const { name, type, summary } of releases) {
    const changeset = { summary, releases: [{ name, type }] };
    names.push(await writeChangeset(changeset, fileURLToPath(root), { format: false }));
  }
  return names.map((name) => `.changeset/${name}.md`);
}
