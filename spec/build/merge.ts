import { isDeepStrictEqual } from "node:util";
import type { Document } from "./overlay.ts";

/**
 * One document out of several that describe the same API, given under their files' names.
 *
 * An operation stands in one of them. A component may stand in several, and has to be the same in all; so has
 * everything outside of paths and components.
 */
export function mergeDocuments(documents: Readonly<Record<string, Document>>): Document {
  const merged: Document = {};
  const seen = new Map<string, { file: string; value: unknown }>();
  for (const [file, document] of Object.entries(documents)) {
    for (const [keys, value] of partsOf(document)) {
      const place = keys.join(" ");
      const earlier = seen.get(place);
      if (earlier === undefined) {
        seen.set(place, { file, value });
        put(merged, keys, structuredClone(value));
      } else if (keys[0] === "paths") {
        throw new Error(`${place} stands in ${earlier.file} and in ${file}: an operation has one document.`);
      } else if (!isDeepStrictEqual(value, earlier.value)) {
        throw new Error(
          `${place} is one thing in ${earlier.file} and another in ${file}: take both pages in with one call.`,
        );
      }
    }
  }
  return merged;
}

/** How deep the parts lie that documents share: paths by path and method, components by kind and name. */
const depths: Readonly<Record<string, number>> = { paths: 2, components: 2 };

function partsOf(document: Document): [keys: string[], value: unknown][] {
  return Object.entries(document).flatMap(([key, value]) => descend([key], value, depths[key] ?? 0));
}

function descend(keys: string[], value: unknown, depth: number): [string[], unknown][] {
  if (depth === 0) return [[keys, value]];
  return Object.entries(value as Document).flatMap(([key, inner]) => descend([...keys, key], inner, depth - 1));
}

function put(target: Document, [key = "", ...rest]: string[], value: unknown): void {
  if (rest.length > 0) {
    target[key] ??= {};
    put(target[key] as Document, rest, value);
  } else target[key] = value;
}
