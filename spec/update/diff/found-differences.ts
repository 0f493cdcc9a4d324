import type ts from "typescript-5.9";
import { createPrinter, type PrintType, printField } from "./print-type.ts";
import type { ReadTypes, TypesOfDocument } from "./read-types.ts";
import { factOf, labelOf, maxImpact, shorten, type TypeDifference, type TypeImpact } from "./type-difference.ts";
import { type Position, schemaPlacesOf } from "./type-position.ts";

/** The differences that a comparison has found. The same one at several places is one, with the operations of all. */
export class FoundDifferences {
  readonly #types: ReadTypes;
  readonly #printWithNames: PrintType;
  readonly #found = new Map<string, TypeDifference>();

  constructor(types: ReadTypes) {
    this.#types = types;
    this.#printWithNames = createPrinter(types.checker, (type) => types.names.get(type));
  }

  get isEmpty(): boolean {
    return this.#found.size === 0;
  }

  list(): TypeDifference[] {
    return [...this.#found.values()].map((difference) => ({ ...difference, label: labelOf(difference) }));
  }

  /** The facts that were found, without their places. */
  facts(): ReadonlySet<string> {
    return new Set([...this.#found.values()].map(factOf));
  }

  /** Runs a comparison, and keeps of what it finds only facts that were not known: a field may have moved to another schema. */
  keepNewFacts(known: ReadonlySet<string>, compare: () => void): void {
    const before = new Set(this.#found.keys());
    compare();
    for (const [key, difference] of this.#found) {
      if (!before.has(key) && known.has(factOf(difference))) this.#found.delete(key);
    }
  }

  /** Adds a difference of a whole operation, of an HTTP status or of an exported name. */
  addKey(
    of: TypeDifference["of"],
    label: string,
    operations: readonly string[],
    change: "added" | "removed",
    impact: TypeImpact = change === "added" ? "minor" : "breaking",
  ): void {
    const place = { field: "", location: "body", label, labels: [label], containers: [] } as const;
    this.#add({ operations, of, ...place, change, impact });
  }

  /** Adds a difference of a named schema itself. */
  addSchema(schema: string, position: Position, containers: readonly string[], impact: TypeImpact): void {
    const printOthersByName = createPrinter(this.#types.checker, (type) => {
      const name = this.#types.names.get(type);
      return name === schema ? undefined : name;
    });
    const print = (types: TypesOfDocument) => {
      const type = types.schemas.get(schema)?.type ?? types.aliases.get(schema);
      return shorten(type === undefined ? "" : printOthersByName(type));
    };
    this.#add({
      ...useOf(position),
      of: "type",
      schema,
      field: "",
      label: schema,
      labels: [schema],
      containers: [...position.containers, ...containers.filter((container) => container !== schema)],
      change: "changed",
      before: print(this.#types.before),
      after: print(this.#types.after),
      impact,
    });
  }

  /** Adds a difference of a field, a parameter or a body. */
  addAt(
    position: Position,
    labels: readonly string[],
    impact: TypeImpact,
    was: ts.Symbol | undefined,
    is: ts.Symbol | undefined,
  ): void {
    const place = schemaPlacesOf((is ?? was) as ts.Symbol)[0];
    const print = (field: ts.Symbol) => shorten(printField(field, this.#printWithNames, this.#types.checker));
    this.#add({
      ...useOf(position),
      of: "type",
      ...(place === undefined ? {} : { schema: place.schema }),
      field: place?.field ?? position.field,
      label: labels[0] ?? "",
      labels,
      containers: position.containers,
      change: was === undefined ? "added" : is === undefined ? "removed" : "changed",
      ...(was === undefined ? {} : { before: print(was) }),
      ...(is === undefined ? {} : { after: print(is) }),
      impact,
    });
  }

  /** Adds a difference, or the operation to one that is known. */
  #add(difference: TypeDifference): void {
    const { of, label, change, before, after } = difference;
    const key = JSON.stringify([of, label, change, before, after]);
    const known = this.#found.get(key);
    const join = <T>(one: readonly T[] = [], other: readonly T[]): T[] => [...new Set([...one, ...other])];
    // An alias is compared as both: what operations showed is more exact.
    if (known !== undefined && known.operations.length > 0 && difference.operations.length === 0) return;
    this.#found.set(key, {
      ...difference,
      operations: join(known?.operations, difference.operations),
      labels: join(known?.labels, difference.labels),
      containers: join(known?.containers, difference.containers),
      impact: maxImpact([known?.impact, difference.impact]) as TypeImpact,
    });
  }
}

function useOf({ operation, location }: Position): Pick<TypeDifference, "operations" | "location"> {
  return { operations: operation === undefined ? [] : [operation], location };
}
