/** The part of a named schema that says which values it allows and what they mean. */
export interface NamedEnum {
  name: string;
  values: readonly string[];
  descriptions: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined;
}

interface Schema {
  enum?: string[];
  "x-enum-descriptions"?: Record<string, Record<string, string>>;
}

/** Every named schema of the document that is a list of values. */
export function namedEnumsOf(document: { components: { schemas: Record<string, Schema> } }): NamedEnum[] {
  return Object.entries(document.components.schemas).flatMap(([name, schema]) =>
    schema.enum === undefined ? [] : [{ name, values: schema.enum, descriptions: schema["x-enum-descriptions"] }],
  );
}

/** A const array for every enum: `export const recipientTypes = ["PHONE", …] as const`. */
export function constArraysOf(enums: readonly NamedEnum[]): string {
  return enums
    .map(
      ({ name, values }) => `/** Every value of {@link ${name}} that the document lists. */
export const ${plural(lowerFirst(name))} = ${JSON.stringify(values, null, 2)} as const;
`,
    )
    .join("\n");
}

/** A table for every enum whose values are explained: `massPayoutStatusDescriptions.INIT.tr`. */
export function descriptionTablesOf(enums: readonly NamedEnum[]): string {
  const explained = enums.filter(({ descriptions }) => descriptions !== undefined);
  return explained
    .map(
      ({
        name,
        descriptions,
      }) => `/** What each {@link ${name}} means, in the words of the vendor's table and in Turkish. */
export const ${lowerFirst(name)}Descriptions: Readonly<Record<${name}, Readonly<Record<Locale, string>>>> = ${JSON.stringify(descriptions, null, 2)};
`,
    )
    .join("\n");
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function plural(name: string): string {
  return name.endsWith("s") ? `${name}es` : `${name}s`;
}
