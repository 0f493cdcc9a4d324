import type ts from "typescript-5.9";
import { changedSchemas } from "./changed-schemas.ts";
import type { FoundDifferences } from "./found-differences.ts";
import { pairByName, takePairs } from "./pair-types.ts";
import { isOptional, membersOf, propertiesOf, unionMembersOf } from "./print-type.ts";
import { type ReadTypes, typeNodeOf } from "./read-types.ts";
import { maxImpact, type TypeImpact } from "./type-difference.ts";
import {
  impactOfIndexes,
  impactOfOptional,
  impactOfReadonly,
  impactOnReaders,
  impactOnSenders,
} from "./type-impact.ts";
import { appendToPath, type Position, schemaPlacesOf } from "./type-position.ts";

/** A type as the members of its union, without the `undefined` of an optional field, and whole. */
export type Members = readonly [readonly ts.Type[], ts.Type];

/** Compares types field by field, and adds what differs. Each pair of objects is compared once by one instance. */
export class StructureComparison {
  readonly #types: ReadTypes;
  readonly #checker: ts.TypeChecker;
  readonly #found: FoundDifferences;
  readonly #compared = new Map<ts.Type, Set<ts.Type>>();

  constructor(types: ReadTypes, found: FoundDifferences) {
    this.#types = types;
    this.#checker = types.checker;
    this.#found = found;
  }

  compareFields(
    before: readonly ts.Symbol[],
    after: readonly ts.Symbol[],
    locate: (field: ts.Symbol) => { position: Position; labels: readonly string[] },
  ): void {
    for (const [, was, is] of pairByName(before, after)) {
      const { position, labels } = locate((is ?? was) as ts.Symbol);
      if (was !== undefined && is !== undefined) {
        this.compareTyped(was, is, position, [...new Set([...labels, ...locate(was).labels])]);
      } else {
        const isRequired = is !== undefined && position.direction === "request" && !isOptional(is);
        this.#found.addAt(position, labels, was === undefined && !isRequired ? "minor" : "breaking", was, is);
      }
    }
  }

  /** Compares the types of a field or a body, and everything inside. */
  compareTyped(was: ts.Symbol, is: ts.Symbol, position: Position, labels: readonly string[]): void {
    const { direction } = position;
    const impacts = [impactOfOptional(was, is, direction), impactOfReadonly(was, is, direction)];
    const membersOfField = (field: ts.Symbol): Members => [
      membersOf(field, this.#checker),
      this.#checker.getTypeOfSymbol(field),
    ];
    const inside = { ...position, containers: [...position.containers, ...labels] };
    const ofType = this.compareMembers(membersOfField(was), membersOfField(is), inside);
    const origins = ofType === undefined ? [] : changedSchemas(this.#types, typeNodeOf(was), typeNodeOf(is));
    if (ofType !== undefined) {
      for (const schema of origins) this.#found.addSchema(schema, position, labels, ofType);
      if (origins.length === 0) impacts.push(ofType);
    }
    const impact = maxImpact(impacts);
    if (impact !== undefined) this.#found.addAt(position, labels, impact, was, is);
  }

  /** Compares two types as the members of their unions. Returns the impact of what is not in a field inside them. */
  compareMembers([before, wasType]: Members, [after, isType]: Members, position: Position): TypeImpact | undefined {
    const { print } = this.#types;
    const printedBefore = new Set(before.map(print));
    const printedAfter = new Set(after.map(print));
    const lost = before.filter((type) => !printedAfter.has(print(type)));
    const gained = after.filter((type) => !printedBefore.has(print(type)));
    const impacts: (TypeImpact | undefined)[] = [];
    for (const [was, is] of takePairs(this.#types, lost, gained)) impacts.push(this.#comparePair(was, is, position));
    if (lost.length > 0 || gained.length > 0) {
      impacts.push(
        position.direction === "request"
          ? impactOnSenders(this.#checker, lost, isType)
          : impactOnReaders(this.#checker, lost, gained, before, wasType, isType),
      );
    }
    return maxImpact(impacts);
  }

  #comparePair(was: ts.Type, is: ts.Type, position: Position): TypeImpact | undefined {
    if (this.#checker.isArrayType(was)) {
      const elementsOf = (type: ts.Type): Members => {
        const [element] = this.#checker.getTypeArguments(type as ts.TypeReference) as [ts.Type];
        return [unionMembersOf(element), element];
      };
      return this.compareMembers(elementsOf(was), elementsOf(is), appendToPath(position, "[]"));
    }
    const seen = this.#compared.get(was) ?? new Set();
    if (seen.has(is)) return undefined;
    this.#compared.set(was, seen.add(is));
    const schema = this.#types.names.get(was) ?? this.#types.names.get(is);
    const inside = schema === undefined ? position : { ...position, named: { schema, field: "" } };
    const fieldsOf = (type: ts.Type) => propertiesOf(type, this.#checker);
    this.compareFields(fieldsOf(was), fieldsOf(is), (field) => {
      const at = appendToPath(inside, `.${field.name}`);
      return { position: at, labels: labelsOf(field, at) };
    });
    return impactOfIndexes(this.#types, was, is, position.direction);
  }
}

/** The names of a field: where it is declared, and in what it is found. */
function labelsOf(field: ts.Symbol, { part, field: path, named }: Position): string[] {
  const places = [...schemaPlacesOf(field), ...(named === undefined ? [] : [named])];
  if (places.length === 0) return [part === undefined ? path : `${path} of the ${part.replace(/^The /, "")}`];
  return [...new Set(places.map(({ schema, field: inner }) => (inner === "" ? schema : `${schema}.${inner}`)))];
}
