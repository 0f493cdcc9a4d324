import { isDeepStrictEqual } from "node:util";
import type { Document } from "./overlay.ts";

/**
 * Merges documents that describe the same API into one. The documents are given by file name.
 *
 * An operation must be in exactly one document. A component may be in several and must be equal in all of them; the same
 * holds for everything outside paths and components.
 */
export function mergeDocuments(documents: Readonly<Record<string, Document>>): Document {
  const merged: Document = {};
  const seen = new Map<string, { file: string; value: unknown }>();
  for (const [file, document] of Object.entries(documents)) {
    for (const [keys, value] of splitDocument(document)) {
      const place = keys.join(" ");
      const earlier = seen.get(place);
      if (earlier === undefined) {
        seen.set(place, { file, value });
        setValue(merged, keys, structuredClone(value));
      } else if (keys[0] === "paths") {
        throw new Error(`${place} is in ${earlier.file} and in ${file}: an operation must be in one document.`);
      } else if (!isDeepStrictEqual(value, earlier.value)) {
        throw new Error(`${place} differs between ${earlier.file} and ${file}: import both pages in one call.`);
      }
    }
  }
  return merged;
}

/** The depth of the parts that documents share: paths by path and method, components by kind and name. */
const depths: Readonly<Record<string, number>> = { paths: 2, components: 2 };

function splitDocument(document: Document): [keys: string[], value: unknown][] {
  return Object.entries(document).flatMap(([key, value]) => splitValue([key], value, depths[key] ?? 0));
}

function splitValue(keys: string[], value: unknown, depth: number): [string[], unknown][] {
  if (depth === 0) return [[keys, value]];
  return Object.entries(value as Document).flatMap(([key, inner]) => splitValue([...keys, key], inner, depth - 1));
}

function setValue(target: Document, [key = "", ...rest]: string[], value: unknown): void {
  if (rest.length > 0) {
    target[key] ??= {};
    setValue(target[key] as Document, rest, value);
  } else target[key] = value;
}
