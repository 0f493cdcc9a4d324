import { randomBytes, randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { invalidConfiguration } from "../../errors/invalid.js";
import { MassPayoutError, type Outcome } from "../../errors/mass-payout-error.js";
import { canonicalJson, sha256 } from "../machine/hash.js";
import { discard, isMissing, linkFile, makeFolder, readFolder, syncFolder, writeSynced } from "./files.js";
import { hasPayments } from "./revisions.js";

// A folder is a store if it has a marker file. Without one, a wrong path or the empty mount point of a volume would be a
// store without payments, and every payment would be sent again.
//
// 1. A marker is linked as a whole, under a name that is taken once: of several processes that create the store, one
//    succeeds. It is never changed or deleted.
// 2. Its random value identifies the store: it tells the folder from another one that took its place.
// 3. A creator that dies before the link leaves no store. Its temporary file is harmless.
// 4. No revision is added before the marker exists. So a folder with payments and without a marker has lost its marker.
// 5. Its version says where the payments are. A store of another version is rejected: they would not be found in it.

/** Visible, because `cp folder/* other` leaves out the names that begin with a dot. */
const markerName = "mass-payout-store.json";
const format = "iyzico-mass-payout store";
const version = 2;

interface Marker {
  format: typeof format;
  version: typeof version;
  /** 32 random bytes in hexadecimal. */
  secret: string;
  checksum: string;
}

/**
 * Returns a function that resolves with the random value of the store in a folder: 32 bytes in hexadecimal. It rejects
 * with `store_missing`, with the given outcome, unless the folder is the same store as at its first call.
 *
 * @param create whether the first call creates the store. It rejects with `invalid_configuration` if there is one.
 */
export function createIdentify(folder: string, create: boolean): (outcome: Outcome) => Promise<string> {
  let first: Promise<string> | undefined;
  return async (outcome) => {
    if (first === undefined) {
      first = create ? createMarker(folder) : identifyStore(folder, outcome);
      // The next call begins again: the volume may be mounted by then.
      first.catch(() => {
        first = undefined;
      });
      return first;
    }
    const secret = await first;
    if ((await identifyStore(folder, outcome)) !== secret) throw storeReplacedError(folder, outcome);
    return secret;
  };
}

async function createMarker(folder: string): Promise<string> {
  await makeFolder(folder);
  const marker = join(folder, markerName);
  if ((await readMarker(marker, "not-sent")) !== undefined) throw storeExistsError(folder);
  if (await hasPayments(folder)) throw markerLostError(folder, "not-sent");
  const secret = randomBytes(32).toString("hex");
  const content: Marker = { format, version, secret, checksum: await checksumOf(secret) };
  const temporary = `${marker}.unfinished.${randomUUID()}`;
  try {
    await writeSynced(temporary, `${JSON.stringify(content)}\n`);
    if (!(await linkFile(temporary, marker))) throw storeExistsError(folder);
  } finally {
    await discard(temporary);
  }
  await syncFolder(folder);
  // Temporary files of processes that died, or that find the marker when they link theirs.
  const others = (await readFolder(folder)).filter((entry) => entry.startsWith(`${markerName}.unfinished.`));
  for (const other of others) await discard(join(folder, other));
  return secret;
}

async function identifyStore(folder: string, outcome: Outcome): Promise<string> {
  const secret = await readMarker(join(folder, markerName), outcome);
  if (secret !== undefined) return secret;
  throw (await hasPayments(folder)) ? markerLostError(folder, outcome) : storeMissingError(folder, outcome);
}

/** `undefined` if the marker does not exist. */
async function readMarker(marker: string, outcome: Outcome): Promise<string | undefined> {
  let content: Partial<Marker> | null;
  try {
    content = JSON.parse(await readFile(marker, "utf8"));
  } catch (error) {
    if (isMissing(error)) return undefined;
    if (!(error instanceof SyntaxError)) throw error;
    content = null;
  }
  const { secret, checksum } = content ?? {};
  if (content?.format === format && content.version !== version) throw otherVersionError(marker, outcome);
  if (secret === undefined || checksum !== (await checksumOf(secret))) throw markerDamagedError(marker, outcome);
  return secret;
}

function checksumOf(secret: string): Promise<string> {
  return sha256(canonicalJson([format, version, secret]));
}

const ifLost =
  "If the store is lost, ask iyzico first whether the payout exists: a store that lacks a payment takes it for a new one, " +
  "which would pay every recipient again.";

function storeMissingError(folder: string, outcome: Outcome): MassPayoutError {
  const hint =
    `${folder} does not exist, or has no marker file (${markerName}). Likely causes: a typo; a relative path and another ` +
    "working directory, as under cron; a volume that is not mounted; a folder that was deleted or emptied. Correct the " +
    `path or mount the volume, and call again. ${ifLost} Only for the very first use of a folder, create the store with ` +
    "{ create: true } or --new-store.";
  return new MassPayoutError("store_missing", `There is no payment store in ${folder}.`, { outcome, hint });
}

function storeReplacedError(folder: string, outcome: Outcome): MassPayoutError {
  const hint =
    `Since the first call, another store has taken the place of ${folder}, as when another volume is mounted there. Put ` +
    `the first one back, and call again. ${ifLost}`;
  return new MassPayoutError("store_missing", `${folder} is another payment store than before.`, { outcome, hint });
}

function markerLostError(folder: string, outcome: Outcome): MassPayoutError {
  const hint =
    `The marker file ${markerName} was deleted, or was left out when the folder was copied. Restore it from a backup, or ` +
    "from the folder that the payments were copied from. If it is lost, leave the folder as it is and ask iyzico about " +
    "each of its payouts. New payments may begin in a new store, under keys that no payment here has, and only for what none " +
    "of them was to pay.";
  const message = `${folder} has payments in it, but the marker file of its store is missing.`;
  return new MassPayoutError("store_missing", message, { outcome, hint });
}

function markerDamagedError(marker: string, outcome: Outcome): MassPayoutError {
  const hint = "The file was left unchanged. Restore it from a backup of this folder.";
  const message = `${marker} is damaged, or is not the marker of a payment store.`;
  return new MassPayoutError("store_missing", message, { outcome, hint });
}

function otherVersionError(marker: string, outcome: Outcome): MassPayoutError {
  const hint =
    "Use the version of this package that wrote it: this one keeps payments in another form and would find none of them. " +
    "Do not create a new store for what these payments pay.";
  const message = `${marker} is the marker of a payment store that another version of this package wrote.`;
  return new MassPayoutError("store_missing", message, { outcome, hint });
}

function storeExistsError(folder: string): MassPayoutError {
  const hint =
    "Leave create, or --new-store, out: it is for the very first use of a folder only. If you expected a new store, " +
    "check the path: the payments in it may be those of another program.";
  return invalidConfiguration(`${folder} is a payment store already.`, hint);
}
