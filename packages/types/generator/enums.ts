/** An enum of the document: what it allows and what the values mean. */
export interface Enum {
  /** The schema's name; for an enum that a property holds itself, with the property's name behind it. */
  name: string;
  /** How the types refer to it. */
  reference: string;
  values: readonly string[];
  descriptions: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined;
}

interface Schema {
  enum?: string[];
  "x-enum-descriptions"?: Record<string, Record<string, string>>;
  properties?: Record<string, Schema>;
}

/** Every enum of the document, in its order. */
export function enumsOf(document: { components: { schemas: Record<string, Schema> } }): Enum[] {
  return Object.entries(document.components.schemas).flatMap(([name, schema]) => [
    ...enumOf(name, name, schema),
    ...Object.entries(schema.properties ?? {}).flatMap(([property, own]) =>
      enumOf(name + property.charAt(0).toUpperCase() + property.slice(1), `${name}.${property}`, own),
    ),
  ]);
}

function enumOf(name: string, reference: string, schema: Schema): Enum[] {
  const { enum: values, "x-enum-descriptions": descriptions } = schema;
  if (values === undefined) return [];
  // The name becomes source code, and is somebody else's text.
  if (!/^[A-Za-z][A-Za-z0-9]*$/.test(name))
    throw new Error(`${JSON.stringify(reference)} can't be a name in TypeScript.`);
  return [{ name, reference, values, descriptions }];
}

/** A const array for every enum: `export const recipientTypes = ["PHONE", …] as const`. */
export function constArraysOf(enums: readonly Enum[]): string {
  return enums
    .map(
      ({ name, reference, values }) => `/** Every value of {@link ${reference}} that the document lists. */
export const ${plural(lowerFirst(name))} = ${JSON.stringify(values, null, 2)} as const;
`,
    )
    .join("\n");
}

/**
 * A table for every enum whose values are explained: `massPayoutStatusDescriptions.INIT.tr`. Every value is in it, also
 * one that the vendor added without a word, or that nobody has translated yet.
 */
export function descriptionTablesOf(enums: readonly Enum[]): string {
  const explained = enums.filter(({ descriptions }) => descriptions !== undefined);
  return explained
    .map(
      ({ name, values, descriptions }) => `/**
 * What each {@link ${name}} means, in the words of the vendor's table and in Turkish. Where there is no translation yet,
 * the English text stands in both places.
 */
export const ${lowerFirst(name)}Descriptions: Readonly<Record<${name}, Readonly<Record<Locale, string>>>> = ${JSON.stringify(inBothLanguages(values, descriptions), null, 2)};
`,
    )
    .join("\n");
}

const unexplained = {
  en: "Listed by iyzico without a description.",
  tr: "iyzico tarafından açıklamasız olarak listelenmiştir.",
};

function inBothLanguages(values: Enum["values"], descriptions: Enum["descriptions"]): Enum["descriptions"] {
  const meaningOf = (value: string) => {
    const { en, tr } = descriptions?.[value] ?? {};
    return en === undefined ? unexplained : { en, tr: tr ?? en };
  };
  return Object.fromEntries(values.map((value) => [value, meaningOf(value)]));
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function plural(name: string): string {
  if (name.endsWith("y")) return `${name.slice(0, -1)}ies`;
  return name.endsWith("s") ? `${name}es` : `${name}s`;
}
