import type ts from "typescript-5.9";
import { StructureComparison } from "./compare-structure.ts";
import type { FoundDifferences } from "./found-differences.ts";
import { pairByName } from "./pair-types.ts";
import { isOptional, membersOf, propertiesOf } from "./print-type.ts";
import type { ReadTypes } from "./read-types.ts";
import { impactOfOptional } from "./type-impact.ts";
import type { Position } from "./type-position.ts";

/** Compares an operation that both documents have: its parameters, its body, and every answer. */
export function compareOperation(
  types: ReadTypes,
  found: FoundDifferences,
  operation: string,
  before: ts.Type,
  after: ts.Type,
): void {
  const comparison = new OperationComparison(types, found, operation);
  comparison.compareRequests(before, after);
  comparison.compareAnswers(before, after);
}

class OperationComparison {
  readonly #types: ReadTypes;
  readonly #found: FoundDifferences;
  readonly #operation: string;

  constructor(types: ReadTypes, found: FoundDifferences, operation: string) {
    this.#types = types;
    this.#found = found;
    this.#operation = operation;
  }

  compareRequests(before: ts.Type, after: ts.Type): void {
    const structure = new StructureComparison(this.#types, this.#found);
    const request = { operation: this.#operation, direction: "request", field: "", containers: [] } as const;
    for (const where of ["query", "header", "path", "cookie"]) {
      const parametersOf = (operation: ts.Type) => this.#fieldsAt(operation, "parameters", where);
      structure.compareFields(parametersOf(before), parametersOf(after), (field) => ({
        position: { ...request, part: `The ${where} parameter ${field.name}`, location: "parameter" },
        labels: [`The ${where} parameter ${field.name}`],
      }));
    }
    this.#compareBodies(structure, before, after, { ...request, part: "The request", location: "body" });
  }

  compareAnswers(before: ts.Type, after: ts.Type): void {
    const structure = new StructureComparison(this.#types, this.#found);
    const answersOf = (operation: ts.Type) => this.#fieldsAt(operation, "responses");
    const answer = { operation: this.#operation, direction: "answer", field: "", containers: [] } as const;
    for (const [status, was, is] of pairByName(answersOf(before), answersOf(after))) {
      const position: Position = { ...answer, location: "body", part: `The answer ${status}` };
      if (was === undefined || is === undefined) {
        const isNew = was === undefined;
        const isOfOtherType = isNew && this.#isSuccessOfOtherType(is as ts.Symbol, answersOf(before));
        const impact = isNew && !isOfOtherType ? "minor" : "breaking";
        this.#found.addKey("status", `HTTP status ${status}`, [this.#operation], isNew ? "added" : "removed", impact);
        continue;
      }
      const partsOf = (side: ts.Symbol, part: string) =>
        this.#fieldsAt(this.#types.checker.getTypeOfSymbol(side), part);
      structure.compareFields(partsOf(was, "headers"), partsOf(is, "headers"), (field) => ({
        position: { ...position, part: `The header ${field.name} of the answer ${status}`, location: "header" },
        labels: [`The header ${field.name} of the answer ${status}`],
      }));
      this.#compareContents(structure, partsOf(was, "content"), partsOf(is, "content"), position);
    }
  }

  #compareBodies(structure: StructureComparison, before: ts.Type, after: ts.Type, position: Position): void {
    const bodyOf = (operation: ts.Type) =>
      propertiesOf(operation, this.#types.checker).find(({ name }) => name === "requestBody");
    const was = bodyOf(before);
    const is = bodyOf(after);
    const labels = ["The request", "The request body"];
    if (was === undefined || is === undefined) {
      const isRequired = is !== undefined && !isOptional(is);
      const impact = was === undefined && !isRequired ? "minor" : "breaking";
      if (was !== is) this.#found.addAt(position, labels, impact, was, is);
      return;
    }
    const impact = impactOfOptional(was, is, "request");
    if (impact !== undefined) this.#found.addAt(position, labels, impact, was, is);
    this.#compareContents(structure, this.#contentOf(was), this.#contentOf(is), position);
  }

  /** Compares the bodies of each media type. */
  #compareContents(
    structure: StructureComparison,
    before: readonly ts.Symbol[],
    after: readonly ts.Symbol[],
    position: Position,
  ): void {
    const labels = [position.part ?? ""];
    for (const [, was, is] of pairByName(before, after)) {
      if (was === undefined || is === undefined) {
        // Callers get the union of what all media types of an answer have.
        const known = position.direction === "answer" ? before.map((each) => this.#printContent(each)) : undefined;
        const isOfKnownType = is !== undefined && known?.includes(this.#printContent(is)) !== false;
        const impact = was === undefined && isOfKnownType ? "minor" : "breaking";
        this.#found.addAt(position, labels, impact, was, is);
      } else structure.compareTyped(was, is, position, labels);
    }
  }

  /** Whether a new answer adds a type to what a successful call returns, which is the union of all of these answers. */
  #isSuccessOfOtherType(answer: ts.Symbol, known: readonly ts.Symbol[]): boolean {
    const typesOf = (each: ts.Symbol) => this.#contentOf(each).map((content) => this.#printContent(content));
    const successes = known.filter(isSuccess).flatMap(typesOf);
    return isSuccess(answer) && typesOf(answer).some((type) => !successes.includes(type));
  }

  #printContent(content: ts.Symbol): string {
    return membersOf(content, this.#types.checker).map(this.#types.print).sort().join(" | ");
  }

  #contentOf(body: ts.Symbol): ts.Symbol[] {
    return membersOf(body, this.#types.checker).flatMap((type) => this.#fieldsAt(type, "content"));
  }

  /** The properties at a path of properties of a type. */
  #fieldsAt(type: ts.Type, ...names: string[]): ts.Symbol[] {
    const { checker } = this.#types;
    let types: readonly ts.Type[] = [type];
    for (const name of names) {
      types = types.flatMap((each) =>
        propertiesOf(each, checker)
          .filter((field) => field.name === name)
          .flatMap((field) => membersOf(field, checker)),
      );
    }
    return types.flatMap((each) => propertiesOf(each, checker));
  }
}

function isSuccess({ name }: ts.Symbol): boolean {
  return name.startsWith("2");
}
