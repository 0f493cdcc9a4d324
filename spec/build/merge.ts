import { isDeepStrictEqual } from "node:util";
import { isWord } from "../document/keys.ts";
import type { Document } from "../document/object.ts";
import { methods } from "../document/operation.ts";
import { findStructuralDifference } from "./words.ts";

/** Documents by file name. */
type Documents = Readonly<Record<string, Document>>;

/** A part that documents may share, and its value in each file, from the oldest to the newest. */
interface Part {
  keys: readonly string[];
  values: { file: string; value: unknown }[];
}

/**
 * Merges documents that describe the same API into one. An operation must be in exactly one document. Any other part may
 * be in several:
 *
 * 1. Its structure must be equal in all of them.
 * 2. Its words are those of the newest document that has it. `info` and tags have words only.
 *
 * The order of the parts is that of the given documents, so that a new import moves nothing.
 *
 * @param documents complete documents of the vendor, which have `openapi`, and transcriptions, which may lack any key.
 * @param oldestFirst the file names from the oldest document to the newest.
 */
export function mergeDocuments(
  documents: Documents,
  oldestFirst: readonly string[] = Object.keys(documents),
): Document {
  checkPresence(documents);
  const merged: Document = {};
  for (const { keys, values } of partsOf(documents, oldestFirst)) {
    checkAgreement(keys, values);
    setValue(merged, keys, structuredClone(values.at(-1)?.value));
  }
  // Tags are split by name above.
  return "tags" in merged ? { ...merged, tags: Object.values(merged["tags"] as Document) } : merged;
}

/** Tells for every part whose words differ between documents which document's words count. */
export function describeWinners(documents: Documents, oldestFirst: readonly string[]): string[] {
  return partsOf(documents, oldestFirst).flatMap(({ keys, values }) => {
    const newest = values.at(-1);
    const others = values.filter(({ value }) => !isDeepStrictEqual(value, newest?.value)).map(({ file }) => file);
    if (newest === undefined || others.length === 0) return [];
    return [`The words of ${keys.join(" ")} are those of ${newest.file}, which is newer than ${others.join(", ")}.`];
  });
}

function partsOf(documents: Documents, oldestFirst: readonly string[]): Part[] {
  const parts = new Map<string, Part>();
  for (const [file, document] of Object.entries(documents)) {
    for (const [keys, value] of splitDocument(document)) {
      const place = JSON.stringify(keys);
      const part = parts.get(place) ?? { keys, values: [] };
      part.values.push({ file, value });
      parts.set(place, part);
    }
  }
  const age = new Map(oldestFirst.map((file, index) => [file, index]));
  const ageOf = ({ file }: { file: string }) => age.get(file) ?? -1;
  return [...parts.values()].map(({ keys, values }) => ({
    keys,
    values: values.toSorted((one, other) => ageOf(one) - ageOf(other)),
  }));
}

function checkAgreement(keys: readonly string[], values: Part["values"]): void {
  const [first, ...others] = values;
  const [kind, , method = ""] = keys;
  const place = keys.join(" ");
  for (const { file, value } of others) {
    if (kind === "paths" && methods.has(method)) {
      throw new Error(`${place} is in ${first?.file} and in ${file}: an operation must be in one document.`);
    }
    const difference = isWordsOnly(keys)
      ? undefined
      : findStructuralDifference(keywordOf(keys), comparable(keys, first?.value), comparable(keys, value));
    if (difference === undefined) continue;
    const where = difference.keys.length === 0 ? "" : ` in ${difference.keys.join(" ")}`;
    const contents = `${preview(difference.one)} and ${preview(difference.other)}`;
    throw new Error(`${place} differs between ${first?.file} and ${file}${where}: ${contents}. ${advice}`);
  }
}

const advice =
  "If iyzico changed both pages, import both pages in one call. If the current pages differ, ask iyzico which one is " +
  "right. If one of the files is our transcription, correct it by hand.";

/** The keys whose absence means something: the others of the merged document would get another page's value. */
const decisiveKeys = ["servers", "security", "jsonSchemaDialect"];

function checkPresence(documents: Documents): void {
  const complete = Object.entries(documents).filter(([, document]) => "openapi" in document);
  for (const key of decisiveKeys) {
    const having = complete.find(([, document]) => key in document);
    const lacking = complete.find(([, document]) => !(key in document));
    if (having === undefined || lacking === undefined) continue;
    throw new Error(`${key} is in ${having[0]} and not in ${lacking[0]}. ${advice}`);
  }
}

function isWordsOnly([first = "", second, third = ""]: readonly string[]): boolean {
  if (first === "paths") return isWord(third);
  return /^(info|tags|externalDocs)$/.test(first) || (first === "components" && second === "examples");
}

/** The key of a part, unless it is a name: components and webhooks have names. */
function keywordOf([kind = "", , key = ""]: readonly string[]): string {
  if (kind === "paths") return key;
  return kind in depths ? "" : kind;
}

/** Versions of OpenAPI whose last number differs have the same meaning. */
function comparable([first]: readonly string[], value: unknown): unknown {
  return first === "openapi" ? String(value).replace(/^(\d+\.\d+)\..*/, "$1") : value;
}

/** The parts that documents share: paths by path and key, components by kind and name, tags and webhooks by name. */
function splitDocument(document: Document): [keys: string[], value: unknown][] {
  return Object.entries(document).flatMap(([key, value]): [string[], unknown][] => {
    if (key === "tags") return (value as { name: string }[]).map((tag) => [[key, tag.name], tag]);
    return splitValue([key], value, depths[key] ?? 0);
  });
}

const depths: Readonly<Record<string, number>> = { paths: 2, components: 2, webhooks: 1 };

function splitValue(keys: string[], value: unknown, depth: number): [string[], unknown][] {
  if (depth === 0) return [[keys, value]];
  return Object.entries(value as Document).flatMap(([key, inner]) => splitValue([...keys, key], inner, depth - 1));
}

function setValue(target: Document, [key = "", ...rest]: readonly string[], value: unknown): void {
  if (rest.length > 0) {
    target[key] ??= {};
    setValue(target[key] as Document, rest, value);
  } else target[key] = value;
}

function preview(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
