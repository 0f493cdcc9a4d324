import ts from "typescript-5.9";

/**
 * Prints a type by its structure, so that equal structures have equal texts: references are inlined, intersections of
 * objects are one object, members of unions and properties are sorted.
 */
export type PrintType = (type: ts.Type) => string;

/**
 * Creates a printer.
 *
 * @param nameOf names types that are not to be inlined, for messages.
 */
export function createPrinter(checker: ts.TypeChecker, nameOf: (type: ts.Type) => string | undefined): PrintType {
  const printed = new Map<ts.Type, string>();
  const stack: ts.Type[] = [];
  /** The printed unions of several members. */
  const unions = new Set<string>();

  /** Prints a type inside another. A type that contains itself is a reference up the stack of the types around it. */
  const printInner = (type: ts.Type): string => {
    const name = nameOf(type);
    if (name !== undefined) return name;
    const known = printed.get(type);
    if (known !== undefined) return known;
    const index = stack.indexOf(type);
    if (index !== -1) return `<${stack.length - index} levels up>`;
    stack.push(type);
    const text = printStructure(type);
    stack.pop();
    // Inside a recursive type, the text depends on where printing began.
    if (!text.includes("levels up>")) printed.set(type, text);
    return text;
  };

  const printStructure = (type: ts.Type): string => {
    const types = (each: ts.Type) => checker.getTypeArguments(each as ts.TypeReference).map(printInner);
    if (type.isUnion()) {
      const members = sortMembers(type.types.map(printInner));
      const text = members.join(" | ");
      if (members.length > 1) unions.add(text);
      return text;
    }
    if (checker.isArrayType(type)) {
      return types(type).map((element) => (unions.has(element) ? `(${element})[]` : `${element}[]`))[0] ?? "[]";
    }
    if (checker.isTupleType(type)) return `[${types(type).join(", ")}]`;
    if (!isObject(type)) return checker.typeToString(type);
    const fields = propertiesOf(type, checker).map((field) => printField(field, printInner, checker));
    const indexes = checker
      .getIndexInfosOfType(type)
      .map((info) => `[key: ${checker.typeToString(info.keyType)}]: ${printInner(info.type)}`);
    const content = [...fields, ...indexes].sort();
    return content.length === 0 ? "{}" : `{ ${content.join("; ")} }`;
  };

  return printInner;
}

/** Prints a property: `readonly name?: string`. */
export function printField(field: ts.Symbol, print: PrintType, checker: ts.TypeChecker): string {
  const type = sortMembers(membersOf(field, checker).map(print)).join(" | ") || "never";
  return `${isReadonly(field) ? "readonly " : ""}${field.name}${isOptional(field) ? "?" : ""}: ${type}`;
}

/** The members of the union that a property's type is. Of an optional one, without `undefined`. */
export function membersOf(field: ts.Symbol, checker: ts.TypeChecker): readonly ts.Type[] {
  const members = unionMembersOf(checker.getTypeOfSymbol(field));
  return isOptional(field) ? members.filter(({ flags }) => (flags & ts.TypeFlags.Undefined) === 0) : members;
}

export function unionMembersOf(type: ts.Type): readonly ts.Type[] {
  return type.isUnion() ? type.types : [type];
}

/** The properties of an object. One that can't be there (`name?: never`) is none. */
export function propertiesOf(type: ts.Type, checker: ts.TypeChecker): ts.Symbol[] {
  const properties = checker.getPropertiesOfType(type);
  return properties.filter((field) => !isOptional(field) || !membersOf(field, checker).every(isNever));
}

export function isOptional({ flags }: ts.Symbol): boolean {
  return (flags & ts.SymbolFlags.Optional) !== 0;
}

export function isReadonly({ declarations = [] }: ts.Symbol): boolean {
  const flags = declarations.map((declaration) => ts.getCombinedModifierFlags(declaration));
  return flags.length > 0 && flags.every((each) => (each & ts.ModifierFlags.Readonly) !== 0);
}

/** Whether a type is an object with properties or an index: no array, no primitive type. */
export function isObject(type: ts.Type): boolean {
  return (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0;
}

function isNever({ flags }: ts.Type): boolean {
  return (flags & ts.TypeFlags.Never) !== 0;
}

/** The printed members of a union, each once and in one order. */
function sortMembers(members: readonly string[]): string[] {
  const sorted = [...new Set(members)].sort();
  if (!sorted.includes("true") || !sorted.includes("false")) return sorted;
  return sortMembers(sorted.filter((member) => !/^(true|false)$/.test(member)).concat("boolean"));
}
