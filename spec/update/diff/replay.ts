import { isDeepStrictEqual } from "node:util";
import type { Document } from "../../document/object.ts";
import { keysOf, pointerOf, valueAt } from "../../document/pointer.ts";
import type { Compared } from "./align.ts";

/** The place of a difference in the two documents, as JSON pointers. */
export interface Sides {
  base?: string | undefined;
  revision?: string | undefined;
}

/**
 * A copy of the base document with one difference to the revision and no other. Undefined if it can't be made alone: the
 * difference is one of references, which lead to other parts of the document, or its place is that of another difference.
 */
export function replayDifference({ base, revision }: Compared, sides: Sides): Document | undefined {
  const from = sides.base === undefined ? undefined : keysOf(sides.base);
  const to = sides.revision === undefined ? undefined : keysOf(sides.revision);
  const isUnchanged = [from, to].some(
    (keys) => keys !== undefined && isDeepStrictEqual(valueAt(base, keys), valueAt(revision, keys)),
  );
  if (isUnchanged) return undefined;
  const document = structuredClone(base);
  // A key that one of the documents does not have is at its parent there.
  const isLost = to === undefined || from?.length === to.length + 1;
  if (isLost) return from !== undefined && remove(document, from) ? document : undefined;
  const name = to.at(-1) ?? "";
  const value = structuredClone(valueAt(revision, to));
  if (from === undefined) return insert(document, to, value, true) ? document : undefined;
  if (to.length === from.length + 1) return insert(document, [...from, name], value, true) ? document : undefined;
  if (to.length !== from.length) return undefined;
  const isRenamed = from.at(-1) !== name && !/^[0-9]+$/.test(name);
  if (isRenamed && !remove(document, from)) return undefined;
  const target = isRenamed ? [...from.slice(0, -1), name] : from;
  return insert(document, target, value, false) ? document : undefined;
}

/** The places in which two documents differ, each as deep as possible. */
export function differingPlaces(one: unknown, other: unknown, keys: readonly string[] = []): string[] {
  if (isDeepStrictEqual(one, other)) return [];
  const hasParts = isContainer(one) && isContainer(other) && Array.isArray(one) === Array.isArray(other);
  if (!hasParts || (Array.isArray(one) && one.length !== (other as unknown[]).length)) return [pointerOf(keys)];
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].flatMap((name) =>
    differingPlaces((one as Document)[name], (other as Document)[name], [...keys, name]),
  );
}

/** Whether one of two places contains the other. */
export function isSamePart(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}/`) || other.startsWith(`${one}/`);
}

/** The pointers of a difference, without the parent of a key that one document does not have. */
export function pointersOf({ base, revision }: Sides): string[] {
  const pointers = [base, revision].filter((pointer) => pointer !== undefined);
  return pointers.filter((pointer) => !pointers.some((other) => other.startsWith(`${pointer}/`)));
}

function remove(document: Document, keys: readonly string[]): boolean {
  const parent = valueAt(document, keys.slice(0, -1));
  const name = keys.at(-1) ?? "";
  if (!isContainer(parent) || !Object.hasOwn(parent, name)) return false;
  if (Array.isArray(parent)) parent.splice(Number(name), 1);
  else delete parent[name];
  return true;
}

function insert(document: Document, keys: readonly string[], value: unknown, isNew: boolean): boolean {
  const parent = valueAt(document, keys.slice(0, -1));
  const name = keys.at(-1) ?? "";
  if (!isContainer(parent)) return false;
  if (Array.isArray(parent)) parent.splice(Number(name), isNew ? 0 : 1, value);
  else parent[name] = value;
  return true;
}

function isContainer(value: unknown): value is Document | unknown[] {
  return typeof value === "object" && value !== null;
}
