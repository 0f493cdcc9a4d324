import { randomUUID } from "node:crypto";
import { link, open, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { discard, syncFolder } from "./files.js";

// The revisions of a text are files of their own, numbered from 1. The highest is the one that counts. Nobody ever
// changes one or removes the highest, so that the highest number only grows.

interface NumberedFile {
  file: string;
  number: number;
  /** Whether it is still written beside. */
  isUnfinished: boolean;
}

/** The file of a revision. */
export function revisionFile(folder: string, name: string, number: number): string {
  return join(folder, `${name}.${number}.json`);
}

/**
 * The number of the latest revision; 0 when there is none. While another is added, it may be missed together with the one
 * that it follows: who goes by that is told when he adds his own.
 */
export async function latestRevision(folder: string, name: string): Promise<number> {
  const revisions = (await filesOf(folder, name)).filter(({ isUnfinished }) => !isUnfinished);
  return Math.max(0, ...revisions.map(({ number }) => number));
}

/**
 * Adds a revision if the one before it is the latest. Resolves with `true` once it would survive a power failure, and
 * with `false` when somebody else was faster.
 *
 * It is written beside first, under a name that says which number it is to get, and is on the disk before it gets that
 * number: a revision is there as a whole or not at all. Of those who want the same number, one gets it, because `link`
 * takes no name that exists. What is left to fear is somebody slow, whose number was given to another and removed since.
 * He can't get it: before anybody removes a revision, he removes all that is written beside for his own number or a lower
 * one, and without it there is nothing to link. He misses no such file: it was there before he looked, or its owner, who
 * polls for the latest revision once it is there, sees that he is late. Should the owner miss that one, because it was
 * removed while he read the folder, then whoever removed it has looked later still, and not missed the file.
 *
 * Whoever dies on the way leaves a file beside, or revisions that are not the latest; the next revision removes both.
 */
export async function addRevision(folder: string, name: string, number: number, text: string): Promise<boolean> {
  const unfinished = join(folder, `${name}.${number}.unfinished.${randomUUID()}`);
  try {
    await writeToDisk(unfinished, text);
    if ((await latestRevision(folder, name)) !== number - 1) return false;
    if (!(await isLinked(unfinished, revisionFile(folder, name, number)))) return false;
  } finally {
    await discard(unfinished);
  }
  await syncFolder(folder);
  // It stands. What can't be removed now is removed with the next one.
  await removePast(folder, name, number).catch(() => {});
  return true;
}

async function writeToDisk(file: string, text: string): Promise<void> {
  const handle = await open(file, "wx", 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** `false` when the name is taken, or the file has been removed by somebody who has gone past. */
async function isLinked(unfinished: string, file: string): Promise<boolean> {
  try {
    await link(unfinished, file);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST" || code === "ENOENT") return false;
    throw error;
  }
}

/** The order matters: see {@link addRevision}. */
async function removePast(folder: string, name: string, latest: number): Promise<void> {
  const files = await filesOf(folder, name);
  const late = files.filter(({ number, isUnfinished }) => isUnfinished && number <= latest);
  const older = files.filter(({ number, isUnfinished }) => !isUnfinished && number < latest);
  for (const { file } of [...late, ...older]) await rm(file, { force: true });
}

/** What follows the name. A number that is written in another way is nobody's here. */
const ending = /^\.([1-9]\d{0,14})\.(?:json$|(unfinished)\.)/;

async function filesOf(folder: string, name: string): Promise<NumberedFile[]> {
  const files: NumberedFile[] = [];
  for (const entry of await entriesOf(folder)) {
    const match = entry.startsWith(name) ? ending.exec(entry.slice(name.length)) : null;
    if (match === null) continue;
    files.push({ file: join(folder, entry), number: Number(match[1]), isUnfinished: match[2] !== undefined });
  }
  return files;
}

async function entriesOf(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
