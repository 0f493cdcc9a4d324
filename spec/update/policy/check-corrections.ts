import { type Files, parseOverlays } from "../../build/document.ts";
import { applyAction } from "../../build/overlay.ts";
import { isWord } from "../../document/keys.ts";
import type { Document } from "../../document/object.ts";
import { keysOf, valueAt } from "../../document/pointer.ts";
import type { Compared } from "../diff/align.ts";
import { differingPlaces } from "../diff/replay.ts";
import { indexUsage } from "../diff/usage.ts";

/** Rejects a new schema of the vendor whose name a correction already uses: the correction would merge the two. */
export function checkSchemaNames(before: Document, after: Document, corrected: Document): void {
  const hasSchema = (document: Document, name: string) =>
    valueAt(document, ["components", "schemas", name]) !== undefined;
  for (const name of Object.keys(valueAt(after, ["components", "schemas"]) ?? {})) {
    if (!hasSchema(before, name) && hasSchema(corrected, name)) {
      throw new Error(`The page has a schema ${name}: spec/overlays must use another name for its own.`);
    }
  }
}

/**
 * Rejects a correction of a schema that no operation uses any more, as the vendor writes it in another place now: what the
 * correction adds would be lost, and reported as a change of the vendor.
 */
export function checkCorrectedSchemas(before: Document, after: Document, overlays: Files): void {
  const [usageBefore, usageAfter] = [indexUsage(before), indexUsage(after)];
  const isUnused = (name: string) => {
    const keys = ["components", "schemas", name];
    const isLeft = valueAt(after, keys) !== undefined && usageAfter(keys).operations.length === 0;
    return isLeft && usageBefore(keys).operations.length > 0;
  };
  const lines = Object.entries(parseOverlays(overlays)).flatMap(([file, { actions }]) =>
    actions.flatMap(({ target }, index) => {
      const name = /^\$\.components\.schemas\.(\w+)/.exec(target)?.[1] ?? "";
      if (!isUnused(name)) return [];
      return [`${file}, action ${index + 1} (target ${target}) applies to a schema that nothing uses any more.`];
    }),
  );
  if (lines.length > 0) throw new Error(`${lines.join("\n")}\nChange the actions or remove them.`);
}

/**
 * Rejects an update after which a correction replaces a part of a field that the vendor did not document before: the
 * correction added the field, and the corrected document would not show what the vendor says of it now.
 *
 * @param published the vendor's own documents, before and after.
 */
export async function checkAddedFields({ base, revision }: Compared, overlays: Files): Promise<void> {
  const lines: string[] = [];
  let document = revision;
  for (const [file, overlay] of Object.entries(parseOverlays(overlays))) {
    for (const [index, { target }] of overlay.actions.entries()) {
      const corrected = await applyAction(structuredClone(document), overlay, index);
      // A correction of all parts of a kind, as of every decimal, is one of those that are new too.
      const isOfKind = /[*?]|\.\./.test(target);
      const replaced = isOfKind
        ? []
        : replacedPlaces(document, corrected).filter((keys) => isInNewField(base, revision, keys));
      const places = replaced.map((keys) => keys.slice(2).join(" ")).join(", ");
      if (places !== "") {
        lines.push(`${file}, action ${index + 1} (target ${target}) replaces what iyzico documents now: ${places}.`);
      }
      document = corrected;
    }
  }
  const hint = "Change the actions or remove them. To keep ours, remove the vendor's part in an action before.";
  if (lines.length > 0) throw new Error(`${lines.join("\n")}\n${hint}`);
}

/** The keys of the places, words apart, at which a document has a value and the corrected one has another. */
function replacedPlaces(document: Document, corrected: Document): string[][] {
  return differingPlaces(document, corrected)
    .map(keysOf)
    .filter((keys) => !isWord(keys.at(-1) ?? ""))
    .filter((keys) => [document, corrected].every((each) => valueAt(each, keys) !== undefined));
}

/** Whether a place is in a field that the vendor's new document has and the old one does not. */
function isInNewField(before: Document, after: Document, keys: readonly string[]): boolean {
  const index = keys.lastIndexOf("properties");
  const field = keys.slice(0, index + 2);
  return index !== -1 && valueAt(after, field) !== undefined && valueAt(before, field) === undefined;
}
