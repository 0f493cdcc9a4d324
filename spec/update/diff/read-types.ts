import ts from "typescript-5.9";
import { methods } from "../../document/operation.ts";
import { createPrinter, isObject, type PrintType, unionMembersOf } from "./print-type.ts";

/** The generated types before and after an update, read by the TypeScript compiler. */
export interface ReadTypes {
  before: TypesOfDocument;
  after: TypesOfDocument;
  checker: ts.TypeChecker;
  /** The names of the schemas that have objects: a primitive type can have any number of names. */
  names: ReadonlyMap<ts.Type, string>;
  /** Prints a type by its structure, without names: of two documents, equal texts are equal types. */
  print: PrintType;
}

/** The types of one generated file. */
export interface TypesOfDocument {
  /** The type of each operation, by `POST /path`. */
  operations: ReadonlyMap<string, ts.Type>;
  /** The types of operations by their declared names: the keys of the interface `operations`. */
  operationNames: ReadonlyMap<string, ts.Type>;
  /** The exported aliases. */
  aliases: ReadonlyMap<string, ts.Type>;
  /** The named schemas, with the nodes that declare them. */
  schemas: ReadonlyMap<string, { type: ts.Type; node: ts.TypeNode }>;
}

/** What the generated types need of the standard library. */
const library = `
interface Array<T> { length: number; [index: number]: T }
interface Boolean {} interface Function {} interface CallableFunction {} interface NewableFunction {}
interface IArguments {} interface Number {} interface Object {} interface RegExp {} interface String {}
type Record<K extends keyof any, T> = { [P in K]: T };
type Partial<T> = { [P in keyof T]?: T[P] };
type Required<T> = { [P in keyof T]-?: T[P] };
type Pick<T, K extends keyof T> = { [P in K]: T[P] };
type Exclude<T, U> = T extends U ? never : T;
type Extract<T, U> = T extends U ? T : never;
type Omit<T, K extends keyof any> = Pick<T, Exclude<keyof T, K>>;
`;

/** Reads two texts of packages/types/src/generated/api.ts. */
export function readTypes(before: string, after: string): ReadTypes {
  const texts: Record<string, string> = { "/library.d.ts": library, "/before.ts": before, "/after.ts": after };
  const options: ts.CompilerOptions = { noLib: true, noEmit: true, strict: true, exactOptionalPropertyTypes: true };
  const host: ts.CompilerHost = {
    getSourceFile: (name) => ts.createSourceFile(name, texts[name] ?? "", ts.ScriptTarget.ES2022, true),
    getDefaultLibFileName: () => "/library.d.ts",
    getCurrentDirectory: () => "/",
    getCanonicalFileName: (name) => name,
    getNewLine: () => "\n",
    useCaseSensitiveFileNames: () => true,
    fileExists: (name) => name in texts,
    readFile: (name) => texts[name],
    writeFile: () => {},
  };
  const program = ts.createProgram({ rootNames: Object.keys(texts), options, host });
  const checker = program.getTypeChecker();
  const read = (name: string) => readFile(program.getSourceFile(name) as ts.SourceFile, checker);
  const [typesBefore, typesAfter] = [read("/before.ts"), read("/after.ts")];
  const named = [...typesBefore.schemas, ...typesAfter.schemas].map(([name, { type }]) => [type, name] as const);
  return {
    before: typesBefore,
    after: typesAfter,
    checker,
    names: new Map(named.filter(([type]) => unionMembersOf(type).every(isObject))),
    print: createPrinter(checker, () => undefined),
  };
}

function readFile(file: ts.SourceFile, checker: ts.TypeChecker): TypesOfDocument {
  const module = checker.getSymbolAtLocation(file);
  const exported = module === undefined ? [] : checker.getExportsOfModule(module);
  const propertiesOf = (name: string): ts.Symbol[] => {
    const symbol = exported.find((each) => each.name === name);
    return symbol === undefined ? [] : checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol));
  };
  const operations = propertiesOf("paths").flatMap((path) => {
    const item = checker.getTypeOfSymbol(path);
    return checker
      .getPropertiesOfType(item)
      .filter(({ name, flags }) => methods.has(name) && (flags & ts.SymbolFlags.Optional) === 0)
      .map((method) => [`${method.name.toUpperCase()} ${path.name}`, checker.getTypeOfSymbol(method)] as const);
  });
  const schemas = propertiesOf("components").find(({ name }) => name === "schemas");
  const members = schemas === undefined ? [] : checker.getPropertiesOfType(checker.getTypeOfSymbol(schemas));
  return {
    operations: new Map(operations),
    operationNames: new Map(propertiesOf("operations").map((symbol) => [symbol.name, checker.getTypeOfSymbol(symbol)])),
    aliases: new Map(
      exported
        .filter(({ flags, name }) => (flags & ts.SymbolFlags.TypeAlias) !== 0 && !/^(webhooks|\$defs)$/.test(name))
        .map((symbol) => [symbol.name, checker.getDeclaredTypeOfSymbol(symbol)]),
    ),
    schemas: new Map(
      members.flatMap((symbol) => {
        const node = typeNodeOf(symbol);
        return node === undefined ? [] : [[symbol.name, { type: checker.getTypeOfSymbol(symbol), node }]];
      }),
    ),
  };
}

/** The node that declares the type of a property. */
export function typeNodeOf(symbol: ts.Symbol): ts.TypeNode | undefined {
  const declaration = symbol.declarations?.at(-1);
  return declaration !== undefined && ts.isPropertySignature(declaration) ? declaration.type : undefined;
}
