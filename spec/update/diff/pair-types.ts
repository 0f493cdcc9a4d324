import type ts from "typescript-5.9";
import { isObject, printField, propertiesOf } from "./print-type.ts";
import type { ReadTypes } from "./read-types.ts";

/** Takes what can be compared part by part out of both lists: the objects that are most alike, and arrays. */
export function takePairs(types: ReadTypes, lost: ts.Type[], gained: ts.Type[]): [ts.Type, ts.Type][] {
  const candidates = lost.flatMap((was) =>
    gained.flatMap((is) => {
      const likeness = likenessOf(types, was, is);
      return likeness === undefined ? [] : [{ was, is, likeness }];
    }),
  );
  candidates.sort((one, other) => other.likeness - one.likeness);
  return candidates.flatMap(({ was, is }): [ts.Type, ts.Type][] => {
    if (!lost.includes(was) || !gained.includes(is)) return [];
    lost.splice(lost.indexOf(was), 1);
    gained.splice(gained.indexOf(is), 1);
    return [[was, is]];
  });
}

/** How many fields two objects share; undefined if they cannot be compared part by part. */
function likenessOf({ checker, names, print }: ReadTypes, was: ts.Type, is: ts.Type): number | undefined {
  const isArray = (type: ts.Type) => checker.isArrayType(type);
  const isTuple = (type: ts.Type) => checker.isTupleType(type);
  if (isArray(was) && isArray(is)) return 0;
  if ([was, is].some((type) => !isObject(type) || isArray(type) || isTuple(type))) return undefined;
  // Parts that contradict each other leave no value, and no fields.
  if ([was, is].some((type) => checker.typeToString(type) === "never")) return undefined;
  const name = names.get(was);
  if (name !== undefined && name === names.get(is)) return Number.POSITIVE_INFINITY;
  const fieldsOf = (type: ts.Type) =>
    new Set(propertiesOf(type, checker).map((field) => printField(field, print, checker)));
  const now = fieldsOf(is);
  return [...fieldsOf(was)].filter((field) => now.has(field)).length;
}

/** The properties of both sides, by name. */
export function pairByName(
  before: readonly ts.Symbol[],
  after: readonly ts.Symbol[],
): [name: string, was: ts.Symbol | undefined, is: ts.Symbol | undefined][] {
  const names = new Set([...before, ...after].map(({ name }) => name));
  const find = (fields: readonly ts.Symbol[], name: string) => fields.find((field) => field.name === name);
  return [...names].map((name) => [name, find(before, name), find(after, name)]);
}
