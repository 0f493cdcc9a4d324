import { pascalCase } from "change-case";
import { isObject } from "../document/object.ts";

/** An enum of the document. */
export interface Enum {
  /** The schema's alias; for an inline enum of a property, the alias followed by the property's name. */
  name: string;
  /** The name that the generated types use in links. */
  reference: string;
  /** The alias of the schema that has it. */
  alias: string;
  /** The type of the values in code. It has no null. */
  type: string;
  /** The values without repetitions. `null` is none of them: it says that the value may be null. */
  values: readonly (string | number | boolean)[];
  descriptions: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined;
}

interface Schema {
  type?: string | string[];
  nullable?: boolean;
  enum?: unknown[];
  "x-enum-descriptions"?: unknown;
  properties?: Record<string, Schema>;
}

/**
 * All enums, in the order of the document.
 *
 * @throws if a name can't be an identifier in TypeScript, or if code can't have the values.
 */
export function enumsOf({ components }: { components: { schemas: Record<string, Schema> } }): Enum[] {
  return Object.entries(components.schemas).flatMap(([name, schema]) => {
    const alias = pascalCase(name);
    const own = { alias, name: alias, reference: name, type: mayBeNull(schema) ? `NonNullable<${alias}>` : alias };
    const ofProperties = Object.entries(schema.properties ?? {}).flatMap(([property, inline]) => {
      const type = `NonNullable<${alias}[${JSON.stringify(property)}]>`;
      return enumOf({ alias, name: alias + upperFirst(property), reference: `${name}.${property}`, type }, inline);
    });
    return [...enumOf(own, schema), ...ofProperties];
  });
}

/** Whether the types allow null in addition to the values of an enum. */
export function mayBeNull({ type, nullable, enum: values = [] }: Schema): boolean {
  return nullable === true || values.includes(null) || (Array.isArray(type) && type.includes("null"));
}

function enumOf(names: Pick<Enum, "alias" | "name" | "reference" | "type">, schema: Schema): Enum[] {
  const { enum: listed, "x-enum-descriptions": explanation } = schema;
  const descriptions = areMeanings(explanation) ? explanation : undefined;
  if (listed === undefined) return [];
  const { name, reference } = names;
  // The name is untrusted input and becomes source code.
  if (!/^[A-Za-z][A-Za-z0-9]*$/.test(name) || !/^[A-Za-z][\w.-]*$/.test(reference)) {
    throw new Error(`${JSON.stringify(reference)} can't be a name in TypeScript.`);
  }
  const values = [...new Set(listed)].filter((value) => value !== null);
  const unfit = values.find((value) => !isFit(value));
  if (unfit !== undefined) {
    throw new Error(
      `${reference} lists ${JSON.stringify(unfit)}: a value must be a string, a boolean, or a number that code can hold exactly.`,
    );
  }
  if (values.length === 0) throw new Error(`${reference} must list at least one value other than null.`);
  if (descriptions !== undefined && values.some((value) => typeof value === "boolean")) {
    throw new Error(`${reference} explains true and false: only strings and numbers can have descriptions.`);
  }
  return [{ ...names, values: values.filter(isFit), descriptions }];
}

/** Whether an explanation of values has the form that the build gives to status tables: texts by value and language. */
export function areMeanings(explanation: unknown): explanation is Record<string, Record<string, string>> {
  return isObject(explanation) && Object.values(explanation).every(isObject);
}

function isFit(value: unknown): value is string | number | boolean {
  if (typeof value === "number") return Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER;
  return typeof value === "string" || typeof value === "boolean";
}

/** The name of an enum's const array: `recipientTypes` of `RecipientType`. */
export function nameOfArray({ name }: Pick<Enum, "name">): string {
  return pluralize(lowerFirst(name));
}

/** The name of an enum's description table: `massPayoutStatusDescriptions` of `MassPayoutStatus`. */
export function nameOfTable({ name }: Pick<Enum, "name">): string {
  return `${lowerFirst(name)}Descriptions`;
}

/** Renders a const array for every enum: `export const recipientTypes = ["PHONE", …] as const`. */
export function renderConstArrays(enums: readonly Enum[]): string {
  return enums
    .map(
      (each) => `/** Every value of {@link ${each.reference}} that the document lists. */
export const ${nameOfArray(each)} = ${JSON.stringify(each.values, null, 2)} as const;
`,
    )
    .join("\n");
}

/**
 * Renders a table for every enum with explained values: `massPayoutStatusDescriptions.INIT.tr`. A table has every value,
 * including values that the vendor lists without a description and values without a Turkish translation.
 *
 * @param locales the values of the document's `Locale`.
 */
export function renderDescriptionTables(enums: readonly Enum[], locales: readonly string[]): string {
  return enums
    .filter(isExplained)
    .map(
      (each) => `/**
 * The meaning of each {@link ${each.reference}}: the vendor's English description and a Turkish translation. Without a
 * translation, \`tr\` has the English description.
 */
export const ${nameOfTable(each)}: Readonly<Record<${each.type}, Readonly<Record<Locale, string>>>> = ${JSON.stringify(describeValues(each, locales), null, 2)};
`,
    )
    .join("\n");
}

type Explained = Enum & { descriptions: NonNullable<Enum["descriptions"]> };

/** Whether an enum gets a description table. */
export function isExplained(each: Enum): each is Explained {
  return each.descriptions !== undefined;
}

const unexplained: Readonly<Record<string, string>> = {
  en: "Listed by iyzico without a description.",
  tr: "iyzico tarafından açıklamasız olarak listelenmiştir.",
};

function describeValues({ values, descriptions }: Explained, locales: readonly string[]): object {
  const meaningOf = (value: string) => {
    const known = descriptions[value]?.["en"] === undefined ? unexplained : descriptions[value];
    return Object.fromEntries(locales.toSorted().map((locale) => [locale, known[locale] ?? known["en"]]));
  };
  return Object.fromEntries(values.map((value) => [value, meaningOf(String(value))]));
}

function upperFirst(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function pluralize(name: string): string {
  if (name.endsWith("y")) return `${name.slice(0, -1)}ies`;
  return name.endsWith("s") ? `${name}es` : `${name}s`;
}
