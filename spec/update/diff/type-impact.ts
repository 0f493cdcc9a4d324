import ts from "typescript-5.9";
import { isObject, isOptional, isReadonly, propertiesOf } from "./print-type.ts";
import type { ReadTypes } from "./read-types.ts";
import type { TypeImpact } from "./type-difference.ts";
import type { Direction } from "./usage.ts";

/** The impact on programs that build a value of a union which lost members. */
export function impactOnSenders(checker: ts.TypeChecker, lost: readonly ts.Type[], now: ts.Type): TypeImpact {
  return lost.every((type) => checker.isTypeAssignableTo(type, now)) ? "minor" : "breaking";
}

/** The impact on programs that read a value of a union which lost and gained members; `before` has those it had. */
export function impactOnReaders(
  checker: ts.TypeChecker,
  lost: readonly ts.Type[],
  gained: readonly ts.Type[],
  before: readonly ts.Type[],
  wasType: ts.Type,
  isType: ts.Type,
): TypeImpact {
  // Programs read fields of objects: a field that not every member has can't be read without a check of the member.
  if ([...lost, ...gained].some(isObject)) return "breaking";
  // A comparison with a value that is no longer possible does not compile.
  if (lost.some((type) => isListedValue(type) && !checker.isTypeAssignableTo(type, isType))) return "breaking";
  // Lists of values in answers are open sets.
  const kindOf = (type: ts.Type) => checker.getBaseTypeOfLiteralType(type);
  const isOfList = (type: ts.Type) =>
    isListedValue(type) && before.some((known) => isListedValue(known) && kindOf(known) === kindOf(type));
  if (lost.length === 0 && gained.every(isOfList)) return "minor";
  return gained.every((type) => checker.isTypeAssignableTo(type, wasType)) ? "minor" : "breaking";
}

/** The impact of a field that became optional or required; undefined if it did not. */
export function impactOfOptional(was: ts.Symbol, is: ts.Symbol, direction: Direction): TypeImpact | undefined {
  if (isOptional(was) === isOptional(is)) return undefined;
  return isOptional(is) === (direction === "answer") ? "breaking" : "minor";
}

/** The impact of a field that became readonly or writable. Only programs that build a request assign to its fields. */
export function impactOfReadonly(was: ts.Symbol, is: ts.Symbol, direction: Direction): TypeImpact | undefined {
  if (isReadonly(was) === isReadonly(is)) return undefined;
  return isReadonly(is) && direction === "request" ? "breaking" : "minor";
}

/** The impact of what objects may have beside their named properties. */
export function impactOfIndexes(
  { checker, print }: ReadTypes,
  was: ts.Type,
  is: ts.Type,
  direction: Direction,
): TypeImpact | undefined {
  const infoOf = (type: ts.Type) => checker.getIndexInfosOfType(type)[0]?.type;
  const isNever = (type: ts.Type | undefined) => type !== undefined && (type.flags & ts.TypeFlags.Never) !== 0;
  // Beside a part that must be empty (`Record<string, never>`), no value can have a field.
  const [wasEmpty, isEmpty] = [was, is].map((type) => isNever(infoOf(type)) && propertiesOf(type, checker).length > 0);
  if (wasEmpty !== isEmpty) return isEmpty && direction === "request" ? "breaking" : "minor";
  const indexOf = (type: ts.Type) => (isNever(infoOf(type)) ? undefined : infoOf(type));
  const [old, now] = [indexOf(was), indexOf(is)];
  if (old === now) return undefined;
  if (old === undefined || now === undefined) return now === undefined ? "breaking" : "minor";
  if (print(old) === print(now)) return undefined;
  const [from, to] = direction === "request" ? [old, now] : [now, old];
  return checker.isTypeAssignableTo(from, to) ? "minor" : "breaking";
}

function isListedValue({ flags }: ts.Type): boolean {
  return (flags & ts.TypeFlags.Literal) !== 0;
}
