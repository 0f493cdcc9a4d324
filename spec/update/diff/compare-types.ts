import ts from "typescript-5.9";
import {
  createPrinter,
  isObject,
  isOptional,
  isReadonly,
  membersOf,
  type PrintType,
  printField,
  propertiesOf,
  unionMembersOf,
} from "./print-type.ts";
import { type ReadTypes, readTypes, type TypesOfDocument, typeNodeOf } from "./read-types.ts";
import { factOf, labelOf, maxImpact, shorten, type TypeDifference, type TypeImpact } from "./type-difference.ts";
import { appendToPath, type Position, schemaPlacesOf } from "./type-position.ts";
import type { Direction } from "./usage.ts";

/**
 * Compares two texts of packages/types/src/generated/api.ts by what programs can do with them: the request and every answer
 * of each operation, then the exported names. The way in which the types are written makes no difference.
 */
export function compareTypes(before: string, after: string): TypeDifference[] {
  if (before === after) return [];
  return new Comparison(readTypes(before, after)).compare();
}

class Comparison {
  readonly #types: ReadTypes;
  readonly #checker: ts.TypeChecker;
  readonly #print: PrintType;
  readonly #printWithNames: PrintType;
  readonly #names: ReadonlyMap<ts.Type, string>;
  #operation: string | undefined;
  #compared = new Map<ts.Type, Set<ts.Type>>();
  readonly #found = new Map<string, TypeDifference>();

  constructor(types: ReadTypes) {
    this.#types = types;
    this.#checker = types.checker;
    this.#print = createPrinter(types.checker, () => undefined);
    this.#names = namesOf(types);
    this.#printWithNames = createPrinter(types.checker, (type) => this.#names.get(type));
  }

  compare(): TypeDifference[] {
    const { before, after } = this.#types;
    for (const [name, type] of before.operations) {
      const now = after.operations.get(name);
      if (now === undefined) this.#addKey("operation", name, [name], "removed");
      else this.#compareOperation(name, type, now);
    }
    for (const name of after.operations.keys()) {
      if (!before.operations.has(name)) this.#addKey("operation", name, [name], "added");
    }
    this.#compareNames();
    return [...this.#found.values()].map((difference) => ({ ...difference, label: labelOf(difference) }));
  }

  /** Adds a difference of a whole operation, of an HTTP status or of an exported name. */
  #addKey(
    of: TypeDifference["of"],
    label: string,
    operations: readonly string[],
    change: "added" | "removed",
    impact: TypeImpact = change === "added" ? "minor" : "breaking",
  ): void {
    const place = { field: "", location: "body", label, labels: [label], containers: [] } as const;
    this.#add({ operations, of, ...place, change, impact });
  }

  #compareOperation(name: string, before: ts.Type, after: ts.Type): void {
    this.#operation = name;
    this.#compared = new Map();
    const request = { direction: "request", field: "", containers: [] } as const;
    for (const where of ["query", "header", "path", "cookie"]) {
      const parametersOf = (operation: ts.Type) => this.#fieldsAt(operation, "parameters", where);
      this.#compareFields(parametersOf(before), parametersOf(after), (field) => ({
        position: { ...request, part: `The ${where} parameter ${field.name}`, location: "parameter" },
        labels: [`The ${where} parameter ${field.name}`],
      }));
    }
    this.#compareBodies(before, after, { ...request, part: "The request", location: "body" });

    this.#compared = new Map();
    const answersOf = (operation: ts.Type) => this.#fieldsAt(operation, "responses");
    const answer = { direction: "answer", field: "", containers: [], location: "body" } as const;
    for (const [status, was, is] of pairByName(answersOf(before), answersOf(after))) {
      const position: Position = { ...answer, part: `The answer ${status}` };
      if (was === undefined || is === undefined) {
        const isNew = was === undefined;
        const isOfOtherType = isNew && this.#isSuccessOfOtherType(is as ts.Symbol, answersOf(before));
        const impact = isNew && !isOfOtherType ? "minor" : "breaking";
        this.#addKey("status", `HTTP status ${status}`, [name], isNew ? "added" : "removed", impact);
        continue;
      }
      const partsOf = (side: ts.Symbol, part: string) => this.#fieldsAt(this.#checker.getTypeOfSymbol(side), part);
      this.#compareFields(partsOf(was, "headers"), partsOf(is, "headers"), (field) => ({
        position: { ...position, part: `The header ${field.name} of the answer ${status}`, location: "header" },
        labels: [`The header ${field.name} of the answer ${status}`],
      }));
      this.#compareContents(partsOf(was, "content"), partsOf(is, "content"), position);
    }
    this.#operation = undefined;
  }

  /** Whether a new answer adds a type to what a successful call returns, which is the union of all of these answers. */
  #isSuccessOfOtherType(answer: ts.Symbol, known: readonly ts.Symbol[]): boolean {
    const typesOf = (each: ts.Symbol) => this.#contentOf(each).map((content) => this.#printContent(content));
    const successes = known.filter(isSuccess).flatMap(typesOf);
    return isSuccess(answer) && typesOf(answer).some((type) => !successes.includes(type));
  }

  #printContent(content: ts.Symbol): string {
    return membersOf(content, this.#checker).map(this.#print).sort().join(" | ");
  }

  #compareBodies(before: ts.Type, after: ts.Type, position: Position): void {
    const bodyOf = (operation: ts.Type) =>
      propertiesOf(operation, this.#checker).find(({ name }) => name === "requestBody");
    const was = bodyOf(before);
    const is = bodyOf(after);
    if (was === undefined || is === undefined) {
      const isRequired = is !== undefined && !isOptional(is);
      const labels = ["The request", "The request body"];
      if (was !== is) this.#addAt(position, labels, was === undefined && !isRequired ? "minor" : "breaking", was, is);
      return;
    }
    const impact = impactOfOptional(was, is, "request");
    if (impact !== undefined) this.#addAt(position, ["The request", "The request body"], impact, was, is);
    this.#compareContents(this.#contentOf(was), this.#contentOf(is), position);
  }

  #contentOf(body: ts.Symbol): ts.Symbol[] {
    return membersOf(body, this.#checker).flatMap((type) => this.#fieldsAt(type, "content"));
  }

  /** Compares the bodies of each media type. */
  #compareContents(before: readonly ts.Symbol[], after: readonly ts.Symbol[], position: Position): void {
    const labels = [position.part ?? ""];
    for (const [, was, is] of pairByName(before, after)) {
      if (was === undefined || is === undefined) {
        // Callers get the union of what all media types of an answer have.
        const known = position.direction === "answer" ? before.map((each) => this.#printContent(each)) : undefined;
        const isOfKnownType = is !== undefined && known?.includes(this.#printContent(is)) !== false;
        this.#addAt(position, labels, was === undefined && isOfKnownType ? "minor" : "breaking", was, is);
      } else this.#compareTyped(was, is, position, labels);
    }
  }

  /** Compares the types of a field or a body, and everything inside. */
  #compareTyped(was: ts.Symbol, is: ts.Symbol, position: Position, labels: readonly string[]): void {
    const { direction } = position;
    const impacts = [impactOfOptional(was, is, direction), impactOfReadonly(was, is, direction)];
    const ofType = this.#compareMembers(
      [membersOf(was, this.#checker), this.#checker.getTypeOfSymbol(was)],
      [membersOf(is, this.#checker), this.#checker.getTypeOfSymbol(is)],
      { ...position, containers: [...position.containers, ...labels] },
    );
    const origins = ofType === undefined ? [] : this.#changedSchemas(typeNodeOf(was), typeNodeOf(is));
    if (ofType !== undefined) {
      for (const schema of origins) this.#addSchema(schema, position, labels, ofType);
      if (origins.length === 0) impacts.push(ofType);
    }
    const impact = maxImpact(impacts);
    if (impact !== undefined) this.#addAt(position, labels, impact, was, is);
  }

  /** Compares two types as the members of their unions. Returns the impact of what is not in a field inside them. */
  #compareMembers(
    [before, wasType]: readonly [readonly ts.Type[], ts.Type],
    [after, isType]: readonly [readonly ts.Type[], ts.Type],
    position: Position,
  ): TypeImpact | undefined {
    const printedBefore = new Set(before.map(this.#print));
    const printedAfter = new Set(after.map(this.#print));
    const lost = before.filter((type) => !printedAfter.has(this.#print(type)));
    const gained = after.filter((type) => !printedBefore.has(this.#print(type)));
    const impacts: (TypeImpact | undefined)[] = [];
    for (const [was, is] of this.#takePairs(lost, gained)) impacts.push(this.#comparePair(was, is, position));
    if (lost.length > 0 || gained.length > 0) {
      impacts.push(
        position.direction === "request"
          ? this.#impactOnSenders(lost, isType)
          : this.#impactOnReaders(lost, gained, before, wasType, isType),
      );
    }
    return maxImpact(impacts);
  }

  #impactOnSenders(lost: readonly ts.Type[], now: ts.Type): TypeImpact {
    return lost.every((type) => this.#checker.isTypeAssignableTo(type, now)) ? "minor" : "breaking";
  }

  #impactOnReaders(
    lost: readonly ts.Type[],
    gained: readonly ts.Type[],
    before: readonly ts.Type[],
    wasType: ts.Type,
    isType: ts.Type,
  ): TypeImpact {
    // Programs read fields of objects: a field that not every member has can't be read without a check of the member.
    if ([...lost, ...gained].some(isObject)) return "breaking";
    // A comparison with a value that is no longer possible does not compile.
    if (lost.some((type) => isListedValue(type) && !this.#checker.isTypeAssignableTo(type, isType))) return "breaking";
    // Lists of values in answers are open sets.
    const kindOf = (type: ts.Type) => this.#checker.getBaseTypeOfLiteralType(type);
    const isOfList = (type: ts.Type) =>
      isListedValue(type) && before.some((known) => isListedValue(known) && kindOf(known) === kindOf(type));
    if (lost.length === 0 && gained.every(isOfList)) return "minor";
    return gained.every((type) => this.#checker.isTypeAssignableTo(type, wasType)) ? "minor" : "breaking";
  }

  /** Takes what can be compared part by part out of both lists: the objects that are most alike, and arrays. */
  #takePairs(lost: ts.Type[], gained: ts.Type[]): [ts.Type, ts.Type][] {
    const candidates = lost.flatMap((was) =>
      gained.flatMap((is) => {
        const likeness = this.#likeness(was, is);
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

  #likeness(was: ts.Type, is: ts.Type): number | undefined {
    const isArray = (type: ts.Type) => this.#checker.isArrayType(type);
    const isTuple = (type: ts.Type) => this.#checker.isTupleType(type);
    if (isArray(was) && isArray(is)) return 0;
    if ([was, is].some((type) => !isObject(type) || isArray(type) || isTuple(type))) return undefined;
    // Parts that contradict each other leave no value, and no fields.
    if ([was, is].some((type) => this.#checker.typeToString(type) === "never")) return undefined;
    const name = this.#names.get(was);
    if (name !== undefined && name === this.#names.get(is)) return Number.POSITIVE_INFINITY;
    const fieldsOf = (type: ts.Type) =>
      new Set(propertiesOf(type, this.#checker).map((field) => printField(field, this.#print, this.#checker)));
    const now = fieldsOf(is);
    return [...fieldsOf(was)].filter((field) => now.has(field)).length;
  }

  #comparePair(was: ts.Type, is: ts.Type, position: Position): TypeImpact | undefined {
    if (this.#checker.isArrayType(was)) {
      const [inner, innerNow] = [was, is].map(
        (type) => this.#checker.getTypeArguments(type as ts.TypeReference)[0] as ts.Type,
      ) as [ts.Type, ts.Type];
      return this.#compareMembers(
        [unionMembersOf(inner), inner],
        [unionMembersOf(innerNow), innerNow],
        appendToPath(position, "[]"),
      );
    }
    const seen = this.#compared.get(was) ?? new Set();
    if (seen.has(is)) return undefined;
    this.#compared.set(was, seen.add(is));
    const schema = this.#names.get(was) ?? this.#names.get(is);
    const inside = schema === undefined ? position : { ...position, named: { schema, field: "" } };
    const fieldsOf = (type: ts.Type) => propertiesOf(type, this.#checker);
    this.#compareFields(fieldsOf(was), fieldsOf(is), (field) => {
      const at = appendToPath(inside, `.${field.name}`);
      return { position: at, labels: this.#labelsOf(field, at) };
    });
    return this.#compareIndexes(was, is, position.direction);
  }

  #compareFields(
    before: readonly ts.Symbol[],
    after: readonly ts.Symbol[],
    locate: (field: ts.Symbol) => { position: Position; labels: readonly string[] },
  ): void {
    for (const [, was, is] of pairByName(before, after)) {
      const { position, labels } = locate((is ?? was) as ts.Symbol);
      if (was !== undefined && is !== undefined) {
        this.#compareTyped(was, is, position, [...new Set([...labels, ...locate(was).labels])]);
      } else {
        const isRequired = is !== undefined && position.direction === "request" && !isOptional(is);
        this.#addAt(position, labels, was === undefined && !isRequired ? "minor" : "breaking", was, is);
      }
    }
  }

  /** Compares what objects may have beside their named properties. */
  #compareIndexes(was: ts.Type, is: ts.Type, direction: Direction): TypeImpact | undefined {
    const infoOf = (type: ts.Type) => this.#checker.getIndexInfosOfType(type)[0]?.type;
    const isNever = (type: ts.Type | undefined) => type !== undefined && (type.flags & ts.TypeFlags.Never) !== 0;
    // Beside a part that must be empty (`Record<string, never>`), no value can have a field.
    const [wasEmpty, isEmpty] = [was, is].map(
      (type) => isNever(infoOf(type)) && propertiesOf(type, this.#checker).length > 0,
    );
    if (wasEmpty !== isEmpty) return isEmpty && direction === "request" ? "breaking" : "minor";
    const indexOf = (type: ts.Type) => (isNever(infoOf(type)) ? undefined : infoOf(type));
    const [old, now] = [indexOf(was), indexOf(is)];
    if (old === now) return undefined;
    if (old === undefined || now === undefined) return now === undefined ? "breaking" : "minor";
    if (this.#print(old) === this.#print(now)) return undefined;
    const [from, to] = direction === "request" ? [old, now] : [now, old];
    return this.#checker.isTypeAssignableTo(from, to) ? "minor" : "breaking";
  }

  /** Compares the exported names, and the types of those that no operation shows to be different. */
  #compareNames(): void {
    const { before, after } = this.#types;
    const isLarger = this.#found.size > 0;
    const seen = new Set([...this.#found.values()].map(factOf));
    for (const [name, type] of before.aliases) {
      const now = after.aliases.get(name);
      if (now === undefined) this.#addKey("name", name, [], "removed");
      else if (this.#print(type) !== this.#print(now)) this.#compareAlias(name, type, now, seen);
    }
    // A name for a part that was there before gives users nothing new.
    for (const name of after.aliases.keys()) {
      if (!before.aliases.has(name)) this.#addKey("name", name, [], "added", isLarger ? "minor" : "patch");
    }
    for (const [name, type] of before.operationNames) {
      const operation = [...before.operations].find(([key, each]) => each === type && after.operations.has(key))?.[0];
      if (operation !== undefined && !after.operationNames.has(name)) {
        this.#addKey("name", `operations["${name}"]`, [operation], "removed");
      }
    }
  }

  #compareAlias(name: string, was: ts.Type, is: ts.Type, seen: ReadonlySet<string>): void {
    const known = new Set(this.#found.keys());
    for (const direction of ["request", "answer"] as const) {
      this.#compared = new Map();
      const named = { schema: name, field: "" };
      const position: Position = { direction, location: "body", field: "", named, containers: [] };
      const impact = this.#compareMembers([unionMembersOf(was), was], [unionMembersOf(is), is], position);
      const node = (types: TypesOfDocument) => types.schemas.get(name)?.node;
      const origins = this.#changedSchemas(node(this.#types.before), node(this.#types.after));
      if (impact !== undefined && origins.length === 0) this.#addSchema(name, position, [name], impact);
    }
    // The same fact with another owner: a field that moved to another schema.
    for (const [key, difference] of this.#found) {
      if (!known.has(key) && seen.has(factOf(difference))) this.#found.delete(key);
    }
  }

  /** The schemas that two equal nodes refer to, directly or not, and that are written differently: the difference is theirs. */
  #changedSchemas(
    before: ts.TypeNode | undefined,
    after: ts.TypeNode | undefined,
    seen: Set<string> = new Set(),
  ): string[] {
    if (before === undefined || after === undefined || textOf(before) !== textOf(after)) return [];
    return [...textOf(before).matchAll(/components\["schemas"\]\["([^"]+)"\]/g)].flatMap(([, name = ""]) => {
      if (seen.has(name)) return [];
      seen.add(name);
      const was = this.#types.before.schemas.get(name);
      const is = this.#types.after.schemas.get(name);
      if (was === undefined || is === undefined || this.#print(was.type) === this.#print(is.type)) return [];
      return textOf(was.node) === textOf(is.node) ? this.#changedSchemas(was.node, is.node, seen) : [name];
    });
  }

  /** Adds a difference of a named schema itself. */
  #addSchema(schema: string, position: Position, containers: readonly string[], impact: TypeImpact): void {
    const printOthersByName = createPrinter(this.#checker, (type) => {
      const name = this.#names.get(type);
      return name === schema ? undefined : name;
    });
    const print = (types: TypesOfDocument) => {
      const type = types.schemas.get(schema)?.type ?? types.aliases.get(schema);
      return shorten(type === undefined ? "" : printOthersByName(type));
    };
    this.#add({
      ...this.#use(position),
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
  #addAt(
    position: Position,
    labels: readonly string[],
    impact: TypeImpact,
    was: ts.Symbol | undefined,
    is: ts.Symbol | undefined,
  ): void {
    const place = schemaPlacesOf((is ?? was) as ts.Symbol)[0];
    const print = (field: ts.Symbol) => shorten(printField(field, this.#printWithNames, this.#checker));
    this.#add({
      ...this.#use(position),
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

  #use({ location }: Position): Pick<TypeDifference, "operations" | "location"> {
    return { operations: this.#operation === undefined ? [] : [this.#operation], location };
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

  /** The names of a field: where it is declared, and in what it is found. */
  #labelsOf(field: ts.Symbol, { part, field: path, named }: Position): string[] {
    const places = [...schemaPlacesOf(field), ...(named === undefined ? [] : [named])];
    if (places.length === 0) return [part === undefined ? path : `${path} of the ${part.replace(/^The /, "")}`];
    return [...new Set(places.map(({ schema, field: inner }) => (inner === "" ? schema : `${schema}.${inner}`)))];
  }

  /** The properties at a path of properties of a type. */
  #fieldsAt(type: ts.Type, ...names: string[]): ts.Symbol[] {
    let types: readonly ts.Type[] = [type];
    for (const name of names) {
      types = types.flatMap((each) =>
        propertiesOf(each, this.#checker)
          .filter((field) => field.name === name)
          .flatMap((field) => membersOf(field, this.#checker)),
      );
    }
    return types.flatMap((each) => propertiesOf(each, this.#checker));
  }
}

/** The names of the schemas that have objects: a primitive type can have any number of names. */
function namesOf({ before, after }: ReadTypes): Map<ts.Type, string> {
  const named = [...before.schemas, ...after.schemas].map(([name, { type }]) => [type, name] as const);
  return new Map(named.filter(([type]) => unionMembersOf(type).every(isObject)));
}

/** The properties of both sides, by name. */
function pairByName(
  before: readonly ts.Symbol[],
  after: readonly ts.Symbol[],
): [name: string, was: ts.Symbol | undefined, is: ts.Symbol | undefined][] {
  const names = new Set([...before, ...after].map(({ name }) => name));
  const find = (fields: readonly ts.Symbol[], name: string) => fields.find((field) => field.name === name);
  return [...names].map((name) => [name, find(before, name), find(after, name)]);
}

function impactOfOptional(was: ts.Symbol, is: ts.Symbol, direction: Direction): TypeImpact | undefined {
  if (isOptional(was) === isOptional(is)) return undefined;
  return isOptional(is) === (direction === "answer") ? "breaking" : "minor";
}

/** Only programs that build a request assign to its fields. */
function impactOfReadonly(was: ts.Symbol, is: ts.Symbol, direction: Direction): TypeImpact | undefined {
  if (isReadonly(was) === isReadonly(is)) return undefined;
  return isReadonly(is) && direction === "request" ? "breaking" : "minor";
}

function isSuccess({ name }: ts.Symbol): boolean {
  return name.startsWith("2");
}

function isListedValue({ flags }: ts.Type): boolean {
  return (flags & ts.TypeFlags.Literal) !== 0;
}

function textOf(node: ts.TypeNode): string {
  return node
    .getText()
    .replaceAll(/\/\*.*?\*\//gs, "")
    .replaceAll(/\s+/g, " ");
}
