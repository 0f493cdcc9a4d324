import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Amount } from "@iyzico-mass-payout/client";
import type { Exchange, Finding } from "./recording/recording.js";
import type { StandInNumber } from "./recording/stand-ins.js";

/** What a run was begun with. It goes on only with the same. */
export interface RunSettings {
  /** 8 hexadecimal digits, in every id that the run makes. */
  runId: string;
  salt: string;
  /** A hash of what the run was begun with: address, API key, recipient and name, `--spend` and the series. */
  fingerprint: string;
  begunAt: string;
}

/**
 * A step of a run. None has a key or personal data; ids of payouts are the true ones, because they are cancelled by them.
 * `init` counts the inits of a run: two with one externalId may have made two payouts.
 */
export type ProbeEvent =
  | { type: "begun"; settings: RunSettings }
  /** Another process goes on with the run. */
  | { type: "resumed" }
  /** Stored before it is sent. */
  | { type: "init"; series: string; init: number; externalId: string }
  /** Stored before it is sent, with what it pays in the worst case, and the balance before if that can be read. */
  | { type: "auth"; series: string; init: number; amounts: readonly Amount[]; cost: Amount; balance?: Amount }
  /** A commission of an item, shown once it was authorised, that is larger than those before. */
  | { type: "commission"; amount: Amount }
  | { type: "payout"; init: number; requestId: string }
  /** iyzico has rejected the init: there is no payout. */
  | { type: "init-rejected"; init: number }
  /** `isRefused`: it could not be cancelled, though nothing of it was authorised. */
  | { type: "payout-shown"; init: number; status: string; isRefused?: true }
  | { type: "exchange"; exchange: Exchange; standIns: readonly StandInNumber[] }
  | { type: "signed-target"; signedTarget: "path" | "path-and-query" }
  | { type: "finding"; finding: Finding }
  | { type: "series-ended"; series: string };

/** The steps of a run on disk. */
export interface Journal {
  readonly events: readonly ProbeEvent[];
  /** Stores a step before anything else happens. */
  append(event: ProbeEvent): void;
  /** Deletes the steps: the recording is written. The folder stays if it has anything else. */
  remove(): void;
}

/** Another process has stored a step of the same run. */
export class JournalTaken extends Error {}

/**
 * Opens the journal in a folder, and makes the folder if there is none. Each step is a file with its number, made by link(2):
 * a number exists once, so of two processes on one run, the one that finds a step of the other one stops before its next init or auth.
 */
export function openJournal(folder: string): Journal {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const numbers = readdirSync(folder)
    .filter((name) => /^\d{6}\.json$/.test(name))
    .sort();
  const contents = numbers.map((name) => readFileSync(join(folder, name), "utf8"));
  let count = Number(numbers.at(-1)?.slice(0, 6) ?? -1) + 1;
  const events = contents.flatMap(readStep);
  return {
    events,
    append(event) {
      const name = `${String(count).padStart(6, "0")}.json`;
      const unfinished = join(folder, `${name}.${process.pid}.unfinished`);
      // A loss of power may cost an exchange that was recorded, and never what may have been sent.
      const isDurable = durable.includes(event.type);
      // In memory first: if the disk fails, the payout can still be listed with its id.
      if (event.type === "payout") events.push(event);
      try {
        write(unfinished, JSON.stringify(event), isDurable);
        linkSync(unfinished, join(folder, name));
      } catch (error) {
        throw (error as NodeJS.ErrnoException).code === "EEXIST" ? new JournalTaken() : error;
      } finally {
        rmSync(unfinished, { force: true });
      }
      if (isDurable) syncFolder(folder);
      if (event.type !== "payout") events.push(event);
      count += 1;
    },
    remove() {
      for (const name of readdirSync(folder)) if (isStep.test(name)) rmSync(join(folder, name), { force: true });
      if (readdirSync(folder).length === 0) rmdirSync(folder);
    },
  };
}

const isStep = /^\d{6}\.json(\.\d+\.unfinished)?$/;

/** What was on the disk before it had a name. */
const durable: readonly ProbeEvent["type"][] = ["begun", "resumed", "init", "auth", "payout", "commission"];

/** A loss of power leaves of other steps nothing, zeros or a part: then they are left out, and what they say is asked again. */
function readStep(content: string): ProbeEvent[] {
  if (/^\0*$/.test(content)) return [];
  try {
    return [JSON.parse(content)];
  } catch (error) {
    const type = /^\{"type":"([a-z-]+)"/.exec(content)?.[1];
    if (type === undefined || durable.some((known) => known === type)) throw error;
    return [];
  }
}

function write(file: string, content: string, isDurable: boolean): void {
  const descriptor = openSync(file, "w", 0o600);
  try {
    writeFileSync(descriptor, content);
    if (isDurable) fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** So that the name of the new file survives a loss of power. Windows cannot do that. */
function syncFolder(folder: string): void {
  if (process.platform === "win32") return;
  const descriptor = openSync(folder, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
