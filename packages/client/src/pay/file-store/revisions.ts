import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { discard, linkFile, readFolder, syncFolder, writeSynced } from "./files.js";

// Each revision of a payment is a file of its own, numbered from 1. The highest number counts.
//
// 1. A revision is never changed, and the highest one is never deleted. So the highest number only grows.
// 2. A writer first writes a temporary file, whose name has the number it is for, and syncs it. link(2) then gives it the
//    revision's name: a revision exists as a whole or not at all.
// 3. link(2) fails if the revision exists. So one writer gets each number.
// 4. Before a writer deletes revision n, it deletes every temporary file for revisions ≤ n. So a late writer for n has no
//    temporary file left to link.
// 5. A writer reads the highest number after it has created its temporary file. So either the writer of (4) sees that
//    file, or its owner sees a higher revision and gives up. If the owner misses that revision because it was deleted
//    while the folder was read, then its deleter listed the folder later still, and saw the temporary file.
// 6. A process that dies leaves temporary files or old revisions. The writer of the next revision deletes them.
// 7. No writer creates the folder. The folder may vanish, or another may take its place, as when a volume is unmounted.
// 8. A writer reads the marker of the store (marker.ts) after it has created its temporary file. If another folder had
//    taken the place by then, the marker differs and nothing is linked. If it does so later, link(2) fails, because the
//    temporary file is not in it.
// 9. The marker is read again after the folder was synced, before a revision is confirmed, and after a revision was read,
//    before it is returned. So what is confirmed or returned was in this store; so is the answer that there is nothing.
// 10. The marker is read before each deletion: an older revision of this store may be the highest one of another.
//
// Rules 8 to 10 assume that a folder is not replaced and put back between two steps, nor replaced in the moment between
// (10) and its deletion.

interface NumberedFile {
  file: string;
  number: number;
  isTemporary: boolean;
}

/** The path of a revision. */
export function revisionFile(folder: string, name: string, number: number): string {
  return join(folder, `${name}.${number}.json`);
}

/** How many listings must show no revision. One may miss both a revision that is added and the one before it. */
const minListings = 3;

/** The number of the latest revision; 0 if there is none. If it is outdated or missed, {@link addRevision} fails. */
export async function latestRevision(folder: string, name: string): Promise<number> {
  for (let listing = 1; ; listing += 1) {
    const revisions = (await listFiles(folder, name)).filter(({ isTemporary }) => !isTemporary);
    const latest = Math.max(0, ...revisions.map(({ number }) => number));
    if (latest > 0 || listing === minListings) return latest;
  }
}

/**
 * Adds a revision if the one before it is the latest. Resolves with `true` once it would survive a power failure, and with
 * `false` if another writer was first. The rules at the top of this file say why only one writer succeeds.
 *
 * @param verifyStore rejects unless the folder is still the same store. Its rejection is passed on.
 */
export async function addRevision(
  folder: string,
  name: string,
  number: number,
  content: string,
  verifyStore: () => Promise<unknown>,
): Promise<boolean> {
  const temporary = join(folder, `${name}.${number}.unfinished.${randomUUID()}`);
  try {
    await writeSynced(temporary, content);
    if ((await latestRevision(folder, name)) !== number - 1) return false;
    await verifyStore();
    if (!(await linkFile(temporary, revisionFile(folder, name, number)))) return false;
  } finally {
    await discard(temporary);
  }
  await syncFolder(folder);
  // The revision exists. What cannot be deleted now is deleted with the next one.
  await deleteOlder(folder, name, number, verifyStore).catch(() => {});
  return true;
}

/** Temporary files first: see rule 4. */
async function deleteOlder(
  folder: string,
  name: string,
  latest: number,
  verifyStore: () => Promise<unknown>,
): Promise<void> {
  const files = await listFiles(folder, name);
  const late = files.filter(({ number, isTemporary }) => isTemporary && number <= latest);
  const older = files.filter(({ number, isTemporary }) => !isTemporary && number < latest);
  for (const { file } of [...late, ...older]) {
    await verifyStore();
    await rm(file, { force: true });
  }
}

/** Whether a folder has a revision whose name begins with the prefix. */
export async function hasRevisions(folder: string, prefix: string): Promise<boolean> {
  return (await readFolder(folder)).some((entry) => entry.startsWith(prefix) && /\.[1-9]\d{0,14}\.json$/.test(entry));
}

/** What follows the name in a file name. A number with a leading zero is not one of ours. */
const suffix = /^\.([1-9]\d{0,14})\.(?:json$|(unfinished)\.)/;

async function listFiles(folder: string, name: string): Promise<NumberedFile[]> {
  const files: NumberedFile[] = [];
  for (const entry of await readFolder(folder)) {
    const match = entry.startsWith(name) ? suffix.exec(entry.slice(name.length)) : null;
    if (match === null) continue;
    files.push({ file: join(folder, entry), number: Number(match[1]), isTemporary: match[2] !== undefined });
  }
  return files;
}
