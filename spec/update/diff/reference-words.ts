import type { Document } from "../../document/object.ts";
import { pointerOf } from "../../document/pointer.ts";

/** The descriptions that stand around references, beside `$ref` or around its only wrapping, by their places. */
export function referenceWordsIn(document: Document): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (value: unknown, keys: readonly string[]) => {
    if (typeof value !== "object" || value === null) return;
    const { description } = value as Document;
    if (typeof description === "string" && isReference(value as Document)) found.set(pointerOf(keys), description);
    for (const [key, inner] of Object.entries(value)) visit(inner, [...keys, key]);
  };
  visit(document, []);
  return found;
}

function isReference(schema: Document): boolean {
  if (typeof schema["$ref"] === "string") return true;
  return ["allOf", "oneOf", "anyOf"].some((key) => {
    const members = schema[key];
    return Array.isArray(members) && members.length === 1 && typeof members[0]?.["$ref"] === "string";
  });
}
