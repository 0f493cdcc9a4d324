import { randomUUID } from "node:crypto";
import { readdir, rename, rm, rmdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { paymentUnreadableError } from "../machine/payment-errors.js";
import {
  discard,
  isGone,
  linkFile,
  makeSubfolder,
  paymentPrefix,
  readFolder,
  syncFolder,
  writeSynced,
} from "./files.js";

// Each payment has a folder of its own in the folder of the store. Each revision is a file in it, numbered from 1. The
// highest number counts. No call for a payment lists the folder of the store, which may have 100,000 payments.
//
// 1. A revision is never changed, and the highest one is never deleted. So the highest number only grows.
// 2. The folder of a payment begins with its first revision: a writer syncs both in a temporary folder of its own, and
//    rename(2) gives that the payment's name. It fails if the payment has a revision, because its folder is not empty then.
//    So one writer gets number 1, and a folder without a revision has lost its payment: it is never taken for a new one.
// 3. For a later revision, a writer first writes a temporary file, whose name has the number it is for, and syncs it.
//    link(2) then gives it the revision's name: a revision exists as a whole or not at all.
// 4. link(2) fails if the revision exists. So one writer gets each number.
// 5. Before a writer deletes revision n, it deletes every temporary file for revisions ≤ n. So a late writer for n has no
//    temporary file left to link.
// 6. A writer reads the highest number after it has created its temporary file. So either the writer of (5) sees that
//    file, or its owner sees a higher revision and gives up. If the owner misses that revision because it was deleted
//    while the folder was read, then its deleter listed the folder later still, and saw the temporary file.
// 7. A process that dies leaves temporary files and folders, or old revisions. The writer of the next revision deletes
//    them. All temporary folders of a payment are in one folder, so that they are found without a listing of the store's.
// 8. No writer creates the folder of the store, nor that of a payment once it has a revision. The folder may vanish, or
//    another may take its place, as when a volume is unmounted.
// 9. A writer reads the marker of the store (marker.ts) after it has created its temporary file or folder. If another
//    folder had taken the place by then, the marker differs and nothing is linked or renamed. If it does so later, link(2)
//    and rename(2) fail, because what is temporary is not in it.
// 10. The marker is read again after the folder was synced, before a revision is confirmed, and after a revision was read,
//     before it is returned. So what is confirmed or returned was in this store; so is the answer that there is nothing.
// 11. The marker is read before each deletion: an older revision of this store may be the highest one of another.
//
// Rules 9 to 11 assume that a folder is not replaced and put back between two steps, nor replaced in the moment between
// (11) and its deletion.

interface NumberedFile {
  file: string;
  number: number;
  isTemporary: boolean;
}

/** The path of a revision in the folder of its payment. */
export function revisionFile(folder: string, number: number): string {
  return join(folder, `${number}.json`);
}

/**
 * How many listings must show no revision, so that the folder has none. One may miss both a revision that is added and the
 * one before it.
 */
const minListings = 10;

/**
 * The number of the latest revision in the folder of a payment; 0 if there is no such folder. If it is outdated or missed,
 * {@link addRevision} fails.
 */
export async function latestRevision(folder: string): Promise<number> {
  for (let listing = 1; listing <= minListings; listing += 1) {
    const files = await listFiles(folder);
    if (files === undefined) return 0;
    const latest = Math.max(0, ...files.filter(({ isTemporary }) => !isTemporary).map(({ number }) => number));
    if (latest > 0) return latest;
  }
  throw paymentUnreadableError(`${folder} is the folder of a payment and has no revision in it`, "The folder");
}

/** What {@link addRevision} checks. A rejection is passed on. */
export interface RevisionChecks {
  /** Rejects unless the folder of the store is still the same store. */
  verifyStore(): Promise<unknown>;
  /** Rejects unless this process may still write. */
  verifyWriter(): Promise<unknown>;
}

/**
 * Adds a revision if the one before it is the latest. Resolves with `true` once it would survive a power failure, and with
 * `false` if another writer was first, or if the folder has vanished. The rules at the top of this file say why only one
 * writer succeeds.
 */
export async function addRevision(
  folder: string,
  number: number,
  content: string,
  { verifyStore, verifyWriter }: RevisionChecks,
): Promise<boolean> {
  const verify = async () => {
    await verifyStore();
    await verifyWriter();
  };
  const add = number === 1 ? addFirst : addNext;
  if (!(await add(folder, number, content, verify))) return false;
  await syncRevision(folder, number);
  // The revision exists. What cannot be deleted now is deleted with the next one.
  await deleteOlder(folder, number, verifyStore).catch(() => {});
  await verifyWriter();
  return true;
}

/** See rule 2. */
async function addFirst(folder: string, number: number, content: string, verify: () => Promise<void>) {
  const unfinished = unfinishedFolder(folder);
  const own = join(unfinished, randomUUID());
  try {
    await makeSubfolder(unfinished);
    await makeSubfolder(own);
    await writeSynced(revisionFile(own, number), content);
    await syncFolder(own);
    await verify();
    return await renameFolder(own, folder);
  } catch (error) {
    return whenGone(error);
  } finally {
    await rm(own, { recursive: true, force: true }).catch(() => {});
    // It fails if other writers have theirs in it.
    await rmdir(unfinished).catch(() => {});
  }
}

/** See rules 3 to 6. */
async function addNext(folder: string, number: number, content: string, verify: () => Promise<void>) {
  const temporary = join(folder, `${number}.unfinished.${randomUUID()}`);
  try {
    await writeSynced(temporary, content);
    if ((await latestRevision(folder)) !== number - 1) return false;
    await verify();
    return await linkFile(temporary, revisionFile(folder, number));
  } catch (error) {
    return whenGone(error);
  } finally {
    await discard(temporary);
  }
}

/** `false` for the error of a folder that another writer has deleted, or that has vanished; throws any other. */
function whenGone(error: unknown): false {
  if (isGone(error)) return false;
  throw error;
}

/** Gives a temporary folder its name. `false` if the name is taken. The codes for that differ between systems. */
async function renameFolder(temporary: string, folder: string): Promise<boolean> {
  try {
    await rename(temporary, folder);
    return true;
  } catch (error) {
    if ((await listFiles(folder)) !== undefined) return false;
    throw error;
  }
}

/** Makes a revision survive a power failure, with its name: the first one is visible by the name of its folder. */
export async function syncRevision(folder: string, number: number): Promise<void> {
  await syncFolder(number === 1 ? dirname(folder) : folder);
}

/** Temporary files first: see rule 5. */
async function deleteOlder(folder: string, latest: number, verifyStore: () => Promise<unknown>): Promise<void> {
  await verifyStore();
  await rm(unfinishedFolder(folder), { recursive: true, force: true });
  const files = (await listFiles(folder)) ?? [];
  const late = files.filter(({ number, isTemporary }) => isTemporary && number <= latest);
  const older = files.filter(({ number, isTemporary }) => !isTemporary && number < latest);
  for (const { file } of [...late, ...older]) {
    await verifyStore();
    await rm(file, { force: true });
  }
}

/** The folder of the temporary folders of a payment. */
function unfinishedFolder(folder: string): string {
  return `${folder}.unfinished`;
}

/** Whether the folder of a store has payments. */
export async function hasPayments(folder: string): Promise<boolean> {
  for (const name of await readFolder(folder)) {
    if (!name.startsWith(paymentPrefix)) continue;
    // In version 1 of a store, revisions were files in its folder.
    if (/\.[1-9]\d{0,14}\.json$/.test(name)) return true;
    if ((await readFolder(join(folder, name))).some((file) => numbered.exec(file)?.[2] === "json")) return true;
  }
  return false;
}

/** The names of the payments in the folder of a store, sorted. Every other name has a character that theirs never have. */
export async function findPayments(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  return names.filter((name) => name.startsWith(paymentPrefix) && !name.includes(".")).sort();
}

/** A number with a leading zero is not one of ours. */
const numbered = /^([1-9]\d{0,14})\.(?:(json)$|unfinished\.)/;

/** `undefined` if the folder does not exist. */
async function listFiles(folder: string): Promise<NumberedFile[] | undefined> {
  let entries: string[];
  try {
    entries = await readdir(folder);
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
  return entries.flatMap((entry) => {
    const match = numbered.exec(entry);
    return match === null
      ? []
      : [{ file: join(folder, entry), number: Number(match[1]), isTemporary: match[2] === undefined }];
  });
}
