import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { writeChangeset } from "@changesets/write";
import type { Release } from "./release.ts";
import type { Update } from "./update.ts";

/**
 * Writes an update into the repository, with a changeset for each release, so that every changelog tells what its own
 * readers notice. Returns the paths of the changesets.
 */
export async function writeUpdate(root: URL, { files }: Update, releases: readonly Release[]): Promise<string[]> {
  for (const [path, text] of Object.entries(files)) writeFileSync(new URL(path, root), text);
  const names: string[] = [];
  for (const { name, type, summary } of releases) {
    const changeset = { summary, releases: [{ name, type }] };
    names.push(await writeChangeset(changeset, fileURLToPath(root), { format: false }));
  }
  return names.map((name) => `.changeset/${name}.md`);
}
