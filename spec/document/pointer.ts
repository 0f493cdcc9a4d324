import { type Document, isObject } from "./object.ts";

/** The keys of a JSON pointer from a document's root, with or without "#" before it. */
export function keysOf(pointer: string): string[] {
  return pointer
    .replace(/^#?\/?/, "")
    .split("/")
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** The JSON pointer of keys from a document's root. */
export function pointerOf(keys: readonly string[]): string {
  return `#/${keys.map((key) => key.replaceAll("~", "~0").replaceAll("/", "~1")).join("/")}`;
}

/** The value at the keys from a document's root. */
export function valueAt(document: Document | undefined, keys: readonly string[]): Document | undefined {
  return keys.reduce<Document | undefined>((value, key) => value?.[key] as Document | undefined, document);
}

/**
 * Follows references within a document to the part that has none, or to one whose target is missing. Returns `undefined`
 * if the references lead back to themselves.
 */
export function resolveReference(part: Document, document: Document): Document | undefined {
  const followed = new Set<string>();
  let resolved = part;
  while (typeof resolved["$ref"] === "string") {
    if (followed.has(resolved["$ref"])) return undefined;
    followed.add(resolved["$ref"]);
    const target = valueAt(document, keysOf(resolved["$ref"]));
    if (!isObject(target)) return resolved;
    resolved = target;
  }
  return resolved;
}
