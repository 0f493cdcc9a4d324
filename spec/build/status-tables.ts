import type { Document } from "./overlay.ts";

/** The vendor's tables: under "Schema.property" each value with its meaning in English. */
export type StatusTables = Record<string, Record<string, string>>;

interface EnumSchema {
  enum?: string[];
  "x-enum-descriptions"?: Record<string, Record<string, string>>;
}

/**
 * Writes the meanings of the vendor's tables beside the enum that each explains, as `x-enum-descriptions` in English.
 *
 * The vendor's two lists may say different things. A status that only the table has is documented too and joins the
 * enum; one that the table lacks, or has nothing to say about, stays without a meaning. Throws when there is no such enum.
 */
export function describeStatuses(document: Document, tables: StatusTables): Document {
  const described = structuredClone(document) as {
    components: { schemas: Record<string, { properties?: Record<string, EnumSchema> }> };
  };
  for (const [place, meanings] of Object.entries(tables)) {
    const [schema = "", property = ""] = place.split(".");
    const enumSchema = described.components.schemas[schema]?.properties?.[property];
    if (enumSchema?.enum === undefined) {
      throw new Error(`There is a status table of ${place}, and no enum there in the document.`);
    }
    enumSchema.enum = [...new Set([...enumSchema.enum, ...Object.keys(meanings)])];
    enumSchema["x-enum-descriptions"] = Object.fromEntries(
      Object.entries(meanings).flatMap(([value, en]) => (en === "" ? [] : [[value, { en }]])),
    );
  }
  return described as unknown as Document;
}
