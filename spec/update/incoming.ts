import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Files } from "../build/document.ts";
import type { Document } from "../build/overlay.ts";
import type { StatusTables } from "../build/status-tables.ts";
import type { OpenApiText } from "./openapi-text.ts";
import { isSameOperation, operationsOf } from "./operation.ts";
import type { Page } from "./page.ts";
import type { Source } from "./source.ts";

/** What spec/upstream becomes. */
export interface Incoming {
  files: Files;
  /** The operations that the pages describe, whether anything changed in them or not. */
  operations: string[];
  /** What a person should know and no program can decide. */
  notes: string[];
}

/** Where a file of spec/upstream comes from. With a hash, it is what was published; without, our own transcription. */
export interface Origin {
  source: string;
  comparedWith?: string;
  content: string;
  entered: string;
  /** The address of the page, when that is known: where a program can look whether it has changed. */
  page?: string;
  sha256?: string;
}

type Enums = Record<string, readonly string[]>;

const tablesSuffix = ".status-tables.json";
const tablesContent = "The page's status tables, each under the property that it explains, texts as published.";

/**
 * Puts what pages say in the place of what spec/upstream said about the same operations. What says the same, in
 * whatever form, is left as it is. Throws when it isn't clear which operation a document belongs to.
 *
 * @param upstream the files of spec/upstream under their names; they are left as they are.
 * @param today the day that new files are entered under, as 2026-11-24.
 */
export function takeIn(upstream: Files, pages: readonly (Page & { source: Source })[], today: string): Incoming {
  const files = { ...upstream };
  const origins = JSON.parse(files["sources.json"] ?? "{}") as Record<string, Origin>;
  const taken = new Map<string, Document>();
  const operations = new Set<string>();
  const notes: string[] = [];
  const enter = (name: string, text: string, { source, page }: Pick<Origin, "source" | "page">, content: string) => {
    files[name] = text;
    const sha256 = createHash("sha256").update(text).digest("hex");
    origins[name] = { source, content, entered: today, ...(page !== undefined && { page }), sha256 };
  };

  for (const { source, documents, tables, isBare } of pages) {
    const enums: Enums = {};
    for (const published of documents) {
      const { name, operation } = placeOf(upstream, published, source);
      const earlier = taken.get(name);
      if (earlier !== undefined && !isDeepStrictEqual(earlier, published.document)) {
        throw new Error(`${operation} is described twice, and not alike: it is not clear which description counts.`);
      }
      taken.set(name, published.document);
      operations.add(operation);
      Object.assign(enums, enumsOf(published.document));
      const origin = origins[name];
      const isKnown = isDeepStrictEqual(JSON.parse(files[name] ?? ""), published.document);
      if (isKnown && origin?.sha256 !== undefined) continue;
      enter(name, published.json, originOf(source, origin), contentOf(published, isBare));
    }
    const [firstDocument] = documents;
    if (firstDocument === undefined) continue;
    const { name: document } = placeOf(upstream, firstDocument, source);
    const home = document.replace(/\.json$/, tablesSuffix);
    const found = { tables, enums, isBare, place: source.place };
    for (const [name, next] of Object.entries(tablesOf(files, home, found, notes))) {
      const before = JSON.parse(files[name] ?? "{}") as StatusTables;
      if (isDeepStrictEqual(next, before)) continue;
      const origin = origins[name] ?? origins[document];
      enter(name, `${JSON.stringify(next, null, 2)}\n`, originOf(source, origin), tablesContent);
    }
  }
  files["sources.json"] = `${JSON.stringify(origins, null, 2)}\n`;
  return { files, operations: [...operations], notes };
}

/** The file of the one operation that a document describes. */
function placeOf(upstream: Files, { document }: OpenApiText, { place }: Source): { name: string; operation: string } {
  const described = operationsOf(document);
  const [operation = ""] = described;
  if (described.length > 1) {
    throw new Error(
      `${place} describes ${described.length} operations in one document (${described.join(", ")}): ` +
        "spec/upstream has one document for each, and it is not clear which this one belongs to.",
    );
  }
  const known = Object.entries(upstream).flatMap(([name, text]) =>
    name === "sources.json" || name.endsWith(tablesSuffix)
      ? []
      : operationsOf(JSON.parse(text)).map((each): [string, string] => [each, name]),
  );
  const found = known.find(([each]) => isSameOperation(each, operation));
  if (found === undefined) {
    throw new Error(
      `${place} describes ${operation}, and no document of spec/upstream does. Known are ` +
        `${known.map(([each]) => each).join(", ")}. An operation that is new, or has moved, is entered by hand: see spec/README.md.`,
    );
  }
  return { name: found[1], operation };
}

/** A page from a file is still the vendor's: it is from where the earlier one was, as far as anybody knows. */
function originOf({ url }: Source, earlier: Origin | undefined): Pick<Origin, "source" | "page"> {
  if (url?.startsWith("https:")) return { source: url, page: url };
  const { source = "", page } = earlier ?? {};
  return { source, ...(page !== undefined && { page }) };
}

function contentOf({ isFromYaml }: OpenApiText, isBare: boolean): string {
  const what = isBare ? "The published document" : "The page's embedded OpenAPI block";
  return `${what}, ${isFromYaml ? "from YAML" : "byte for byte"}.`;
}

/**
 * The files of status tables that the tables of a page change. A table belongs to the list of values that it shares most
 * with, and stays in the file that has it already. One that a page lacks is kept, for the values that are left.
 */
function tablesOf(
  files: Files,
  home: string,
  { tables, enums, isBare, place }: Pick<Page, "tables" | "isBare"> & { enums: Enums; place: string },
  notes: string[],
): Record<string, StatusTables> {
  const next: Record<string, StatusTables> = {};
  const tablesIn = (name: string) => (next[name] ??= JSON.parse(files[name] ?? "{}") as StatusTables);
  const fileOf = (property: string) =>
    Object.keys(files).find((name) => name.endsWith(tablesSuffix) && Object.hasOwn(tablesIn(name), property)) ?? home;

  const explained = new Set<string>();
  for (const table of tables) {
    const property = explainedBy(table, enums, place);
    if (property === undefined) {
      notes.push(`A status table of ${place} explains no list of the document: ${Object.keys(table).join(", ")}.`);
      continue;
    }
    if (explained.has(property)) throw new Error(`${place} has two status tables of ${property}.`);
    explained.add(property);
    tablesIn(fileOf(property))[property] = table;
    for (const value of Object.keys(table).filter((each) => table[each] === "")) {
      notes.push(`${value} stands in the status table of ${property} without an explanation.`);
    }
    const values = new Set(enums[property]);
    for (const value of Object.keys(table).filter((each) => !values.has(each))) {
      notes.push(
        `${value} stands in the status table of ${property}, and not in the document. It is taken for documented.`,
      );
    }
    for (const value of [...values].filter((each) => !Object.hasOwn(table, each))) {
      notes.push(`${value} stands in the document, and the status table of ${property} does not explain it.`);
    }
  }
  for (const [property, values] of Object.entries(enums)) {
    const file = tablesIn(fileOf(property));
    const meanings = file[property];
    if (meanings === undefined || explained.has(property)) continue;
    if (!isBare) notes.push(`${place} has no status table of ${property} any more: what is known of it stays.`);
    file[property] = Object.fromEntries(Object.entries(meanings).filter(([value]) => values.includes(value)));
    for (const value of values.filter((each) => !Object.hasOwn(meanings, each))) {
      notes.push(`${value} of ${property} comes without an explanation.`);
    }
  }
  return next;
}

/** The list of values that a table explains, as "Schema.property". */
function explainedBy(table: Record<string, string>, enums: Enums, place: string): string | undefined {
  const values = Object.keys(table);
  const scores = Object.entries(enums)
    .map(([property, list]): [string, number] => [property, values.filter((value) => list.includes(value)).length])
    .filter(([, score]) => score * 2 >= values.length)
    .sort(([, one], [, other]) => other - one);
  const [first, second] = scores;
  if (first !== undefined && first[1] === second?.[1]) {
    throw new Error(`A status table of ${place} may explain ${first[0]} or ${second[0]}: ${values.join(", ")}.`);
  }
  return first?.[0];
}

function enumsOf({ components }: Document): Enums {
  const { schemas = {} } = (components ?? {}) as { schemas?: Record<string, { properties?: object }> };
  return Object.fromEntries(
    Object.entries(schemas).flatMap(([schema, { properties = {} }]) =>
      Object.entries(properties as Record<string, { enum?: string[] }>).flatMap(([property, { enum: values }]) =>
        values === undefined ? [] : [[`${schema}.${property}`, values] as const],
      ),
    ),
  );
}
