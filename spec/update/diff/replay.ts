import { isDeepStrictEqual } from "node:util";
import type { Document } from "../../build/overlay.ts";
import type { Compared } from "./align.ts";
import { placeAt, pointerOf, valueAt } from "./place.ts";

/** The place of a difference in the two documents, as JSON pointers. */
export interface Sides {
  base?: string | undefined;
  revision?: string | undefined;
}

/**
 * A copy of the base document with one difference to the revision and no other, or undefined if the place of the
 * difference does not exist in the base without the others.
 */
export function replayDifference({ base, revision }: Compared, sides: Sides): Document | undefined {
  const from = keysOf(sides.base);
  const to = keysOf(sides.revision);
  const document = structuredClone(base);
  const isLost = to === undefined || (from !== undefined && from.length > to.length);
  if (from !== undefined && isLost) return remove(document, from) ? document : undefined;
  if (to === undefined) return undefined;
  const value = structuredClone(valueAt(revision, to));
  // A key that the base does not have is at its parent there.
  const isNewKey = from !== undefined && from.length < to.length;
  const target = from === undefined ? to : isNewKey ? [...from, ...to.slice(from.length)] : from;
  const name = to.at(-1) ?? "";
  const isRenamed = from?.length === to.length && from.at(-1) !== name && !Number.isInteger(Number(name));
  if (isRenamed && !remove(document, target)) return undefined;
  const renamed = isRenamed ? [...target.slice(0, -1), name] : target;
  return insert(document, renamed, value, from === undefined) ? document : undefined;
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

function keysOf(pointer: string | undefined): readonly string[] | undefined {
  return pointer === undefined ? undefined : placeAt(pointer, {}).keys;
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
