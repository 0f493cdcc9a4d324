import { isDeepStrictEqual } from "node:util";
import { type Files, parseOverlays } from "../../build/document.ts";
import { applyAction } from "../../build/overlay.ts";
import type { Document } from "../../document/object.ts";
import { keysOf, valueAt } from "../../document/pointer.ts";
import { alignDocuments, type Compared } from "../diff/align.ts";
import { differingPlaces, isSamePart, pointersOf, replayDifference, type Sides } from "../diff/replay.ts";
import { type Change, maxImpact } from "./change.ts";

/** The effect of the corrections of spec/overlays on the vendor's changes. */
export interface Weighed {
  /** The changes of the corrected document, and the changes of the vendor that the corrections hide. */
  changes: readonly Change[];
  notes: readonly string[];
}

/**
 * Finds the changes of the vendor's own documents that the corrections hide: the corrected document does not have them, or
 * they are rated lower there. They are added with the rating that they have without corrections, for a maintainer to
 * decide. Notes name the changes that a correction extends to more operations than the vendor wrote.
 *
 * A change keeps neither its place nor its words through the corrections: they move fields to other schemas and replace
 * values. So each change is replayed alone: the vendor's document with it and the one without it are corrected, and the
 * places in which the two then differ are those of the change in the corrected document.
 *
 * @param published the vendor's own documents, before and after.
 * @param publishedChanges the changes between them.
 * @param changes the changes of the corrected document.
 */
export async function weighCorrections(
  published: Compared,
  publishedChanges: readonly Change[],
  changes: readonly Change[],
  overlays: Files,
): Promise<Weighed> {
  const replay = await prepareReplay(alignDocuments(published), overlays);
  const hidden: Change[] = [];
  const names: Change[] = [];
  const notes: string[] = [];
  const told = new Set<Change>();
  const understated = new Set<Change>();
  // One difference can be many changes: those of a long list of values.
  const placesOf = new Map<string, string[] | undefined>();
  for (const change of publishedChanges) {
    const difference = JSON.stringify(change.place);
    if (!placesOf.has(difference)) placesOf.set(difference, await replay.findPlaces(change));
    const places = placesOf.get(difference);
    const counterparts = changes.filter((other) => isSameLine(change, other) || isSameFact(change, other, places));
    if (isNameAlone(change)) {
      // The corrected document may have the name and use it nowhere, where it counts as more than a name.
      for (const counterpart of counterparts) understated.add(counterpart);
      if (counterparts.length > 0) names.push(change);
      continue;
    }
    const types = maxImpact([change.types, ...counterparts.map((other) => other.types)]);
    const client = maxImpact([change.client, ...counterparts.map((other) => other.client)]);
    const toldOf = new Set(counterparts.flatMap((other) => other.operations));
    const further = [...toldOf].filter((operation) => !change.operations.includes(operation));
    const isTold =
      counterparts.some((other) => other.types === types) &&
      counterparts.some((other) => other.client === client) &&
      change.operations.every((operation) => toldOf.has(operation));
    if (isTold) {
      for (const counterpart of counterparts) told.add(counterpart);
      if (further.length === 0) continue;
      notes.push(`A correction of spec/overlays extends this change to ${further.join(", ")}: ${change.text}`);
    } else if (types !== "none" || client !== "none") {
      for (const counterpart of counterparts) understated.add(counterpart);
      hidden.push({
        ...change,
        operations: [...change.operations, ...further],
        types,
        client,
        ...decisionAbout(change, await replay.nameCorrection(change)),
      });
    }
  }
  const shown = changes.filter((change) => told.has(change) || !understated.has(change));
  return { changes: [...shown, ...names, ...hidden], notes };
}

/** What a maintainer must decide about a hidden change. */
function decisionAbout({ affected, byHand }: Change, correction = "our corrections of spec/overlays"): Partial<Change> {
  const steps = [
    `Decide whether ${correction.replace(/: .*/, "")} may still hide this.`,
    "If not, undo the import, change the correction and import again.",
    "If so, say in the correction's description why, run pnpm generate, replace the line in each changeset, and set the kind " +
      "of release to what is left.",
    ...(byHand === undefined ? [] : [`Without the correction: ${byHand}`]),
  ];
  return {
    hiddenBy: correction,
    // Our types don't show the change: programs go on compiling.
    affected: affected?.replaceAll(/, which no longer compiles/g, ""),
    byHand: steps.join(" "),
  };
}

/** The kinds of which one difference can have several changes: the last detail distinguishes them. */
const listed: readonly Change["key"][0][] = ["value-added", "value-removed", "field-required", "field-optional"];

/** A new type that only names what was there: without the name, users miss nothing that a maintainer could decide about. */
function isNameAlone({ key, types }: Change): boolean {
  return key[0] === "type-added" && types === "patch";
}

/**
 * Whether two changes read the same. The alignment of two documents orders alternatives and merges compositions by all
 * that differs in them, so a change that is replayed alone may have another place than among others.
 */
function isSameLine(change: Change, other: Change): boolean {
  return isDeepStrictEqual(change.key, other.key) && change.text === other.text;
}

/**
 * Whether a change of the corrected document is a change of the vendor's, whose places there are given. It may be rated as
 * another kind: what was a decimal is a number for us.
 */
function isSameFact(change: Change, other: Change, places: readonly string[] | undefined): boolean {
  const { key, place, operations } = other;
  if (places === undefined || change.place === undefined || place === undefined) {
    const isElsewhere = operations.length > 0 && !operations.some((operation) => change.operations.includes(operation));
    return isDeepStrictEqual(change.key, key) && !isElsewhere;
  }
  const isListed = listed.includes(change.key[0]) || listed.includes(key[0]);
  const isSameKind = change.key[0] === key[0] && (!isListed || nameOf(change.key) === nameOf(key));
  const isSameKey = !isListed && lastKeyOf(change.place) === lastKeyOf(place);
  if (!isSameKind && !isSameKey) return false;
  return pointersOf(place).some((pointer) => places.some((other) => isSamePart(pointer, other)));
}

function lastKeyOf(place: Sides): string | undefined {
  return pointersOf(place).at(-1)?.split("/").at(-1);
}

/** The last part of a key's last detail: a correction may put a field deeper or less deep. */
function nameOf(key: Change["key"]): string | undefined {
  return key.at(-1)?.split(".").at(-1);
}

/** Replays single changes of the vendor's own document through the corrections. */
interface Replay {
  /** The places of the corrected document that a change alters, as JSON pointers; undefined if it can't be replayed. */
  findPlaces: (change: Change) => Promise<string[] | undefined>;
  /**
   * Names the correction after which a change is no longer in the document; else no longer at its place; else the one that
   * alters its place.
   */
  nameCorrection: (change: Change) => Promise<string | undefined>;
}

async function prepareReplay(published: Compared, overlays: Files): Promise<Replay> {
  const actions = Object.entries(parseOverlays(overlays)).flatMap(([file, overlay]) =>
    overlay.actions.map(({ description }, index) => ({ file, overlay, index, description })),
  );
  const unchanged = [published.base];
  for (const { overlay, index } of actions) {
    unchanged.push(await applyAction(structuredClone(unchanged.at(-1) as Document), overlay, index));
  }
  return {
    findPlaces: async ({ place }) => {
      const document = place && replayDifference(published, place);
      if (document === undefined) return undefined;
      let revision = document;
      for (const { overlay, index } of actions) revision = await applyAction(revision, overlay, index);
      if (isDeepStrictEqual(revision, unchanged.at(-1))) return [];
      const corrected = alignDocuments({ base: unchanged.at(-1) as Document, revision });
      return differingPlaces(corrected.base, corrected.revision);
    },
    nameCorrection: async ({ place = {} }) => {
      const keys = pointersOf(place).map((pointer) => keysOf(pointer));
      const partOf = (document: Document | undefined) => JSON.stringify(keys.map((each) => valueAt(document, each)));
      let document = replayDifference(published, place);
      if (document === undefined) return undefined;
      let replacing: string | undefined;
      let altering: string | undefined;
      for (const [step, action] of actions.entries()) {
        const before = partOf(document);
        document = await applyAction(document, action.overlay, action.index);
        const after = partOf(document);
        if (after === partOf(unchanged[step + 1])) {
          replacing ??= formatAction(action);
          if (isDeepStrictEqual(document, unchanged[step + 1])) return formatAction(action);
        }
        const isAltered = before !== after || partOf(unchanged[step]) !== partOf(unchanged[step + 1]);
        if (isAltered) altering ??= formatAction(action);
      }
      return replacing ?? altering;
    },
  };
}

function formatAction(action: { file: string; index: number; description?: string | undefined }): string {
  const { file, index, description = "" } = action;
  const reason = description.trim();
  return `our correction spec/overlays/${file}, action ${index + 1}${reason.length > 120 ? "" : `: ${reason}`}`;
}
