import { pascalCase } from "change-case";
import { type Enum, isExplained, nameOfArray, nameOfTable } from "./enums.ts";

type Components = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The kinds of components that get an alias, with its prefix, as openapi-typescript gives them. */
const prefixes: Readonly<Record<string, string>> = {
  schemas: "",
  responses: "Response",
  parameters: "Parameter",
  requestBodies: "RequestBody",
  headers: "Header",
  pathItems: "PathItem",
};

/** The types that generated code refers to by a global or a local name. */
const usedTypes = new Set(["FlattenedDeepRequired", "NonNullable", "Omit", "Readonly", "Record", "WithRequired"]);

/** The exports of api.ts that are no aliases. */
const roots = ["paths", "webhooks", "components", "operations"];

/**
 * Checks that every component and every list of values gets an exported name of its own. Of two components with one
 * alias, openapi-typescript silently keeps the last or numbers the second.
 *
 * @throws if a name is taken, is used by the generated code itself, or can't be a name in TypeScript.
 */
export function checkNames({ components }: { components: Components }, enums: readonly Enum[]): void {
  const taken = new Map<string, string>();
  const take = (name: string, owner: string, what: string) => {
    const other = taken.get(name);
    if (other !== undefined)
      throw new Error(`${other} and ${owner} would both become the ${what} ${name}. Rename one of them ${remedy}`);
    taken.set(name, owner);
  };
  for (const [kind, prefix] of Object.entries(prefixes)) {
    for (const name of Object.keys(components[kind] ?? {})) {
      // As openapi-typescript makes it from a name in any casing.
      const alias = `${prefix}${pascalCase(name)}`;
      const owner = `components ${kind} ${name}`;
      if (alias === prefix || !/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(alias)) {
        throw new Error(
          `${owner} would become the type ${alias}, which can't be a name in TypeScript. Rename it ${remedy}`,
        );
      }
      if (usedTypes.has(alias)) {
        throw new Error(
          `${owner} would become the type ${alias}, a name that the generated code uses. Rename it ${remedy}`,
        );
      }
      take(alias, owner, "type");
    }
  }
  for (const name of roots) take(name, `openapi-typescript's ${name}`, "export");
  for (const each of enums) {
    take(nameOfArray(each), `the values of ${each.reference}`, "export");
    if (isExplained(each)) take(nameOfTable(each), `the descriptions of ${each.reference}`, "export");
  }
}

const remedy = "with a correction of spec/overlays.";
