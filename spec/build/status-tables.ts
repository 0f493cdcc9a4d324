import type { Document } from "../document/object.ts";

/** The vendor's status tables: by "Schema.property", each value with its meaning in English. */
export type StatusTables = Record<string, Record<string, string>>;

/** The end of the name of a file of spec/upstream that has status tables. */
export const tablesSuffix = ".status-tables.json";

interface EnumSchema {
  enum?: string[];
  "x-enum-descriptions"?: Record<string, Record<string, string>>;
}

/**
 * Merges the tables of several pages. A status has the description of the newest page that describes it.
 *
 * @param tables the tables by file name.
 * @param oldestFirst the file names from the oldest file to the newest.
 */
export function mergeTables(
  tables: Readonly<Record<string, StatusTables>>,
  oldestFirst: readonly string[],
): StatusTables {
  const merged: StatusTables = {};
  for (const file of oldestFirst.toReversed()) {
    for (const [place, meanings] of Object.entries(tables[file] ?? {})) {
      merged[place] ??= {};
      const newer = merged[place];
      for (const [value, meaning] of Object.entries(meanings)) newer[value] ||= meaning;
    }
  }
  return merged;
}

/**
 * Adds the meanings of the vendor's tables to the enum that each explains, as `x-enum-descriptions` in English. Returns a
 * copy of the document.
 *
 * Table and enum may differ. A status that only the table has counts as documented and is added to the enum. A status
 * that the table lacks or leaves empty gets no meaning.
 *
 * @throws if the document has no enum at the place that a table explains.
 */
export function describeStatuses(document: Document, tables: StatusTables): Document {
  const described = structuredClone(document) as {
    components: { schemas: Record<string, { properties?: Record<string, EnumSchema> }> };
  };
  for (const [place, meanings] of Object.entries(tables)) {
    const [schema = "", property = ""] = place.split(".");
    const enumSchema = described.components.schemas[schema]?.properties?.[property];
    if (enumSchema?.enum === undefined) {
      throw new Error(`The status table of ${place} explains no enum: the document has none there.`);
    }
    enumSchema.enum = [...new Set([...enumSchema.enum, ...Object.keys(meanings)])];
    enumSchema["x-enum-descriptions"] = Object.fromEntries(
      Object.entries(meanings).flatMap(([value, en]) => (en === "" ? [] : [[value, { en }]])),
    );
  }
  return described as unknown as Document;
}
