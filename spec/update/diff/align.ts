import { isDeepStrictEqual } from "node:util";
import { merge } from "allof-merge";
import { type Document, isObject } from "../../document/object.ts";
import { resolveReference } from "../../document/pointer.ts";
import { simplifyDocument } from "./simplify.ts";

/** Two documents that are compared. */
export interface Compared {
  base: Document;
  revision: Document;
}

type Union = "oneOf" | "anyOf";

/**
 * Rewrites two documents so that parts which allow the same values have the same form: schemas that only one document
 * composes with `allOf` are merged, and alternatives that both have are in the same order. What has the same form in both
 * stays as it is, so that a difference is found where the vendor wrote it. Returns copies.
 */
export function alignDocuments({ base, revision }: Compared): Compared {
  const simplified = { base: simplifyDocument(base), revision: simplifyDocument(revision) };
  const aligned = alignParts(simplified.base, simplified.revision, simplified, []);
  return { base: aligned[0] as Document, revision: aligned[1] as Document };
}

/** @param within the references that were replaced by their schemas around these parts, so that recursive ones end. */
function alignParts(
  before: unknown,
  after: unknown,
  documents: Compared,
  within: readonly string[],
): [unknown, unknown] {
  if (Array.isArray(before) && Array.isArray(after)) {
    if (before.some(isParameter) || after.some(isParameter)) return alignParameters(before, after, documents, within);
    const pairs = before.map((each, index) => alignParts(each, after[index], documents, within));
    return [pairs.map(([each]) => each), after.map((each, index) => pairs[index]?.[1] ?? each)];
  }
  if (!isObject(before) || !isObject(after)) return [before, after];
  const references = [before["$ref"], after["$ref"]].filter((reference) => typeof reference === "string");
  if (before["$ref"] !== undefined && before["$ref"] === after["$ref"]) return [before, after];
  const [left, right] = alignUnions(before, after, documents);
  if (references.length > 0 && left === before && right === after) {
    if (references.some((reference) => within.includes(reference))) return [before, after];
    const resolved = [resolve(before, documents.base), resolve(after, documents.revision)] as const;
    const aligned = alignParts(...resolved, documents, [...within, ...references]);
    // The comparison follows references by itself, and then knows the name of what it finds.
    return isDeepStrictEqual(aligned, resolved) ? [before, after] : aligned;
  }
  const merged = mergeBoth(left, right, documents);
  const parts = Object.keys(merged[0])
    .filter((key) => key in merged[1])
    .map((key) => [key, ...alignParts(merged[0][key], merged[1][key], documents, within)] as const);
  return [
    { ...merged[0], ...Object.fromEntries(parts.map(([key, each]) => [key, each])) },
    { ...merged[1], ...Object.fromEntries(parts.map(([key, , each]) => [key, each])) },
  ];
}

/** Brings the parameters that both operations have to the same positions: by these, the comparison finds renamed ones. */
function alignParameters(
  before: readonly Document[],
  after: readonly Document[],
  documents: Compared,
  within: readonly string[],
): [unknown, unknown] {
  const identify = (parameter: Document, document: Document) => {
    const { in: where, name } = resolve(parameter, document);
    return `${where} ${name}`;
  };
  const now = new Map(after.map((parameter) => [identify(parameter, documents.revision), parameter]));
  const [kept, gone] = [true, false].map((isKept) =>
    before.filter((parameter) => now.has(identify(parameter, documents.base)) === isKept),
  ) as [Document[], Document[]];
  const pairs = kept.map((parameter) => {
    const name = identify(parameter, documents.base);
    const pair = alignParts(parameter, now.get(name), documents, within);
    now.delete(name);
    return pair;
  });
  return [
    [...pairs.map(([each]) => each), ...gone],
    [...pairs.map(([, each]) => each), ...now.values()],
  ];
}

function isParameter(part: unknown): boolean {
  if (!isObject(part)) return false;
  return typeof part["in"] === "string" || /^#\/components\/parameters\//.test(String(part["$ref"]));
}

/** Merges the `allOf` of two schemas unless both are composed of the same members, with a type beside them or without. */
function mergeBoth(before: Document, after: Document, { base, revision }: Compared): [Document, Document] {
  const isSameForm = isDeepStrictEqual(membersOf(before), membersOf(after)) && "type" in before === "type" in after;
  if (isSameForm) return [before, after];
  return [mergeMembers(before, base), mergeMembers(after, revision)];
}

/** What a schema is composed of: the references, and a mark for each other member. */
function membersOf({ allOf }: Document): unknown[] | undefined {
  return Array.isArray(allOf) ? allOf.map((member: Document) => member["$ref"] ?? "") : undefined;
}

function mergeMembers(schema: Document, document: Document): Document {
  if (!Array.isArray(schema["allOf"])) return schema;
  try {
    return merge(schema, { source: document }) as Document;
  } catch {
    // Members that contradict each other can't be merged: they are compared as they are.
    return schema;
  }
}

/** Brings the alternatives that both schemas have into the same order and under the same key. */
function alignUnions(before: Document, after: Document, documents: Compared): [Document, Document] {
  const union = unionOf(before) ?? unionOf(after);
  if (union === undefined) return [before, after];
  const old = [...alternativesOf(before)];
  const now = [...alternativesOf(after)];
  const same: [Document, Document][] = [];
  for (const alternative of alternativesOf(before)) {
    const index = now.findIndex((each) => isSameAlternative(alternative, each, documents));
    if (index === -1) continue;
    same.push([alternative, ...now.splice(index, 1)] as [Document, Document]);
    old.splice(old.indexOf(alternative), 1);
  }
  const isOneWithoutUnion = unionOf(before) === undefined || unionOf(after) === undefined;
  if (isOneWithoutUnion && same.length === 0) return [before, after];
  return [
    { ...besideUnion(before, isOneWithoutUnion), [union]: [...same.map(([each]) => each), ...old] },
    { ...besideUnion(after, isOneWithoutUnion), [union]: [...same.map(([, each]) => each), ...now] },
  ];
}

/** What a schema has beside its alternatives. The words about them are left out if the other schema has no alternatives. */
function besideUnion(schema: Document, isOneWithoutUnion: boolean): Document {
  if (unionOf(schema) === undefined) return {};
  const { oneOf: _, anyOf: __, description, ...bounds } = schema;
  return description === undefined || isOneWithoutUnion ? bounds : { description, ...bounds };
}

function isSameAlternative(before: Document, after: Document, { base, revision }: Compared): boolean {
  const isSameName = before["$ref"] !== undefined && before["$ref"] === after["$ref"];
  return isSameName || isDeepStrictEqual(resolve(before, base), resolve(after, revision));
}

/** The key of a schema's alternatives; a schema with both keys is compared as it is. */
function unionOf(schema: Document): Union | undefined {
  const [union, ...others] = (["oneOf", "anyOf"] as const).filter((key) => Array.isArray(schema[key]));
  return others.length === 0 ? union : undefined;
}

/** The alternatives of a schema; a schema without a union is one alternative. */
function alternativesOf(schema: Document): Document[] {
  const union = unionOf(schema);
  return union === undefined ? [schema] : (schema[union] as Document[]);
}

/** Follows references; a part whose references lead back to themselves is itself. */
function resolve(part: Document, document: Document): Document {
  return resolveReference(part, document) ?? part;
}
