import type { Document } from "./overlay.ts";

/** The vendor's tables: under "Schema.property" each value with its meaning in English. */
export type StatusTables = Record<string, Record<string, string>>;

interface EnumSchema {
  enum?: string[];
  "x-enum-descriptions"?: Record<string, Record<string, string>>;
}

/**
 * Writes the meanings of the vendor's tables beside the enum that each explains, as `x-enum-descriptions` in English.
 * Throws when table and enum don't have the same values: one of them was changed and the other was not.
 */
export function describeStatuses(document: Document, tables: StatusTables): Document {
  const described = structuredClone(document) as {
    components: { schemas: Record<string, { properties: Record<string, EnumSchema> }> };
  };
  for (const [place, meanings] of Object.entries(tables)) {
    const [schema = "", property = ""] = place.split(".");
    const enumSchema = described.components.schemas[schema]?.properties[property];
    const values = [...(enumSchema?.enum ?? [])].sort();
    const tableValues = Object.keys(meanings).sort();
    if (enumSchema === undefined || values.join() !== tableValues.join()) {
      throw new Error(`The status table of ${place} explains ${tableValues}, the document lists ${values}.`);
    }
    enumSchema["x-enum-descriptions"] = Object.fromEntries(
      Object.entries(meanings).map(([value, en]) => [value, { en }]),
    );
  }
  return described as unknown as Document;
}
