/** An enum of the document. */
export interface Enum {
  /** The schema's name; for an inline enum of a property, the schema's name followed by the property's. */
  name: string;
  /** The name that the generated types use in links. */
  reference: string;
  values: readonly string[];
  descriptions: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined;
}

interface Schema {
  enum?: string[];
  "x-enum-descriptions"?: Record<string, Record<string, string>>;
  properties?: Record<string, Schema>;
}

/**
 * All enums, in the order of the document.
 *
 * @throws if a name can't be an identifier in TypeScript.
 */
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
  // The name is untrusted input and becomes source code.
  if (!/^[A-Za-z][A-Za-z0-9]*$/.test(name))
    throw new Error(`${JSON.stringify(reference)} can't be a name in TypeScript.`);
  return [{ name, reference, values, descriptions }];
}

/** Renders a const array for every enum: `export const recipientTypes = ["PHONE", …] as const`. */
export function renderConstArrays(enums: readonly Enum[]): string {
  return enums
    .map(
      ({ name, reference, values }) => `/** Every value of {@link ${reference}} that the document lists. */
export const ${pluralize(lowerFirst(name))} = ${JSON.stringify(values, null, 2)} as const;
`,
    )
    .join("\n");
}

/**
 * Renders a table for every enum with explained values: `massPayoutStatusDescriptions.INIT.tr`. A table has every value,
 * including values that the vendor lists without a description and values without a Turkish translation.
 */
export function renderDescriptionTables(enums: readonly Enum[]): string {
  const explained = enums.filter(({ descriptions }) => descriptions !== undefined);
  return explained
    .map(
      ({ name, values, descriptions }) => `/**
 * The meaning of each {@link ${name}}: the vendor's English description and a Turkish translation. Without a
 * translation, \`tr\` has the English description.
 */
export const ${lowerFirst(name)}Descriptions: Readonly<Record<${name}, Readonly<Record<Locale, string>>>> = ${JSON.stringify(describeValues(values, descriptions), null, 2)};
`,
    )
    .join("\n");
}

const unexplained = {
  en: "Listed by iyzico without a description.",
  tr: "iyzico tarafından açıklamasız olarak listelenmiştir.",
};

function describeValues(values: Enum["values"], descriptions: Enum["descriptions"]): Enum["descriptions"] {
  const meaningOf = (value: string) => {
    const { en, tr } = descriptions?.[value] ?? {};
    return en === undefined ? unexplained : { en, tr: tr ?? en };
  };
  return Object.fromEntries(values.map((value) => [value, meaningOf(value)]));
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function pluralize(name: string): string {
  if (name.endsWith("y")) return `${name.slice(0, -1)}ies`;
  return name.endsWith("s") ? `${name}es` : `${name}s`;
}
