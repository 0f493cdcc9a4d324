import { randomUUID } from "node:crypto";
import { link, open, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { discard, syncFolder } from "./files.js";

// Each revision of a text is a file of its own, numbered from 1. The highest number counts.
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

interface NumberedFile {
  file: string;
  number: number;
  isTemporary: boolean;
}

/** The path of a revision. */
export function revisionFile(folder: string, name: string, number: number): string {
  return join(folder, `${name}.${number}.json`);
}

/**
 * The number of the latest revision; 0 if there is none. While a revision is added, both it and the one before it may be
 * missed; {@link addRevision} then fails for the caller.
 */
export async function latestRevision(folder: string, name: string): Promise<number> {
  const revisions = (await listFiles(folder, name)).filter(({ isTemporary }) => !isTemporary);
  return Math.max(0, ...revisions.map(({ number }) => number));
}

/**
 * Adds a revision if the one before it is the latest. Resolves with `true` once it would survive a power failure, and with
 * `false` if another writer was first. The rules at the top of this file say why only one writer succeeds.
 */
export async function addRevision(folder: string, name: string, number: number, text: string): Promise<boolean> {
  const temporary = join(folder, `${name}.${number}.unfinished.${randomUUID()}`);
  try {
    await writeSynced(temporary, text);
    if ((await latestRevision(folder, name)) !== number - 1) return false;
    if (!(await linkRevision(temporary, revisionFile(folder, name, number)))) return false;
  } finally {
    await discard(temporary);
  }
  await syncFolder(folder);
  // The revision exists. What cannot be deleted now is deleted with the next one.
  await deleteOlder(folder, name, number).catch(() => {});
  return true;
}

async function writeSynced(file: string, text: string): Promise<void> {
  const handle = await open(file, "wx", 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** `false` if the revision exists, or a later writer has deleted the temporary file. */
async function linkRevision(temporary: string, file: string): Promise<boolean> {
  try {
    await link(temporary, file);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST" || code === "ENOENT") return false;
    throw error;
  }
}

/** Temporary files first: see rule 4. */
async function deleteOlder(folder: string, name: string, latest: number): Promise<void> {
  const files = await listFiles(folder, name);
  const late = files.filter(({ number, isTemporary }) => isTemporary && number <= latest);
  const older = files.filter(({ number, isTemporary }) => !isTemporary && number < latest);
  for (const { file } of [...late, ...older]) await rm(file, { force: true });
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

async function readFolder(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
