import { isDeepStrictEqual } from "node:util";
import { holdsNames, isData, isWord } from "../document/keys.ts";
import { isObject } from "../document/object.ts";

/** The lists whose order says nothing. */
const sets = new Set(["required", "enum", "type", "oneOf", "anyOf", "allOf", "parameters"]);

/** A place where the structure of two values differs. */
interface StructuralDifference {
  keys: readonly string[];
  one: unknown;
  other: unknown;
}

/**
 * Finds the first place where two parts of documents differ in more than their words: descriptions, summaries, titles,
 * examples, links to documentation, and the order of keys and of lists without an order.
 *
 * @param key the key of both parts; an empty string if they have a name instead.
 */
export function findStructuralDifference(key: string, one: unknown, other: unknown): StructuralDifference | undefined {
  return findDifference(structureOfKey(key, one), structureOfKey(key, other));
}

/** A part of a document without its words. Its keys are sorted, so that equal members of a list are equal as JSON. */
function structureOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(structureOf);
  if (!isObject(value)) return value;
  const parts = Object.entries(value).filter(([key]) => !isWord(key));
  return sortKeys(Object.fromEntries(parts.map(([key, inner]) => [key, structureOfKey(key, inner)])));
}

function sortKeys(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => compareAsJson(one, other)));
}

function structureOfKey(key: string, value: unknown): unknown {
  if (sets.has(key) && Array.isArray(value)) return value.map(structureOf).toSorted(compareAsJson);
  // The value of a scope is its description.
  if (key === "scopes" && isObject(value)) return Object.keys(value).toSorted(compareAsJson);
  if (holdsNames(key) && isObject(value)) {
    return sortKeys(Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, structureOf(inner)])));
  }
  return isData(key) ? value : structureOf(value);
}

function findDifference(one: unknown, other: unknown, keys: readonly string[] = []): StructuralDifference | undefined {
  if (isDeepStrictEqual(one, other)) return undefined;
  if (!isObject(one) || !isObject(other)) return { keys, one, other };
  for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const found = findDifference(one[key], other[key], [...keys, key]);
    if (found !== undefined) return found;
  }
  return undefined;
}

function compareAsJson(one: unknown, other: unknown): number {
  const [first, second] = [JSON.stringify(one), JSON.stringify(other)];
  return first < second ? -1 : Number(first > second);
}
