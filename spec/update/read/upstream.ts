import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Files } from "../../build/document.ts";
import { type Origin, originsFile } from "../../build/origins.ts";
import { type StatusTables, tablesSuffix } from "../../build/status-tables.ts";
import type { Document } from "../../document/object.ts";
import { isSameOperation, operationsOf } from "../../document/operation.ts";
import type { OpenApiText } from "./openapi-text.ts";
import type { Page } from "./page.ts";
import type { Source } from "./source.ts";

/** The next content of spec/upstream. */
export interface NextUpstream {
  files: Files;
  /** The operations that the pages describe, changed or not. */
  operations: string[];
  /** Remarks for the maintainer about what no program can decide. */
  notes: string[];
}

type Enums = Record<string, readonly string[]>;

const tablesContent = "The page's status tables, each under the property that it explains, texts as published.";

/**
 * Replaces the documents and status tables of spec/upstream with those of the pages. A file whose parsed content is
 * unchanged stays as it is.
 *
 * @param upstream the files of spec/upstream by name; not modified.
 * @param today the date that is recorded for new files, as 2026-11-24.
 * @throws if a document can't be assigned to exactly one operation.
 */
export function applyPages(
  upstream: Files,
  pages: readonly (Page & { source: Source })[],
  today: string,
): NextUpstream {
  const files = { ...upstream };
  const origins = JSON.parse(files[originsFile] ?? "{}") as Record<string, Origin>;
  const replaced = new Map<string, Document>();
  const operations = new Set<string>();
  const notes: string[] = [];
  const replaceFile = (
    name: string,
    text: string,
    { source, page }: Pick<Origin, "source" | "page">,
    content: string,
  ) => {
    files[name] = text;
    const sha256 = createHash("sha256").update(text).digest("hex");
    const { importNumber } = origins[name] ?? {};
    origins[name] = {
      ...{ source, content, entered: today },
      ...(importNumber !== undefined && { importNumber }),
      ...(page !== undefined && { page }),
      sha256,
    };
  };

  for (const { source, documents, tables, isBare } of pages) {
    const importNumber = 1 + Math.max(0, ...Object.values(origins).map((origin) => origin.importNumber ?? 0));
    const before = { ...origins };
    const filesOfPage = new Set<string>();
    const enums: Enums = {};
    for (const published of documents) {
      const { name, operation } = findFile(upstream, published, source);
      filesOfPage.add(name);
      const earlier = replaced.get(name);
      if (earlier !== undefined && !isDeepStrictEqual(earlier, published.document)) {
        throw new Error(`${operation} is described twice, with differences: one description is required.`);
      }
      replaced.set(name, published.document);
      operations.add(operation);
      Object.assign(enums, enumsOf(published.document));
      const origin = origins[name];
      const isUnchanged = isDeepStrictEqual(JSON.parse(files[name] ?? ""), published.document);
      if (isUnchanged && origin?.sha256 !== undefined) continue;
      replaceFile(name, published.json, originOf(source, origin), contentOf(published, isBare));
    }
    const [firstDocument] = documents;
    if (firstDocument === undefined) continue;
    const { name: document } = findFile(upstream, firstDocument, source);
    const tablesFile = document.replace(/\.json$/, tablesSuffix);
    const known = JSON.parse(files[tablesFile] ?? "{}") as StatusTables;
    const next = updateTables(known, { tables, enums, isBare, address: source.address }, notes);
    // Tables that the page no longer has stay as old as they are.
    if (tables.length > 0) filesOfPage.add(tablesFile);
    if (!isDeepStrictEqual(next, known)) {
      const origin = origins[tablesFile] ?? origins[document];
      replaceFile(tablesFile, `${JSON.stringify(next, null, 2)}\n`, originOf(source, origin), tablesContent);
    }
    if (isDeepStrictEqual(origins, before)) continue;
    // A page is one publication: what it did not change is as new as what it changed.
    for (const name of filesOfPage) {
      const origin = origins[name];
      if (origin !== undefined) origins[name] = { ...origin, importNumber };
    }
  }
  files[originsFile] = `${JSON.stringify(origins, null, 2)}\n`;
  return { files, operations: [...operations], notes };
}

/** Finds the file of spec/upstream that describes the same operation as a document. */
function findFile(
  upstream: Files,
  { document }: OpenApiText,
  { address }: Source,
): { name: string; operation: string } {
  const described = operationsOf(document);
  const [operation = ""] = described;
  if (described.length > 1) {
    throw new Error(
      `${address} describes ${described.length} operations in one document (${described.join(", ")}): ` +
        "a document must describe one operation, as each file of spec/upstream does.",
    );
  }
  const known = Object.entries(upstream).flatMap(([name, text]) =>
    name === originsFile || name.endsWith(tablesSuffix)
      ? []
      : operationsOf(JSON.parse(text)).map((each): [string, string] => [each, name]),
  );
  const found = known.find(([each]) => isSameOperation(each, operation));
  if (found === undefined) {
    throw new Error(
      `${address} describes ${operation}, which must be one of the operations of spec/upstream: ` +
        `${known.map(([each]) => each).join(", ")}. Enter a new or moved operation by hand: see spec/README.md.`,
    );
  }
  return { name: found[1], operation };
}

/** The origin to record. A page from a file keeps the origin of the file that it replaces: it is the vendor's page too. */
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
 * Returns the next status tables of a page, and adds notes about them.
 *
 * 1. A table explains the enum that it shares the most values with.
 * 2. Every page has a file of tables of its own: of two pages that explain one enum, the build takes the newest words.
 * 3. A table that the page no longer has is kept, without the values that the enum no longer has.
 */
function updateTables(
  before: StatusTables,
  { tables, enums, isBare, address }: Pick<Page, "tables" | "isBare"> & { enums: Enums; address: string },
  notes: string[],
): StatusTables {
  const next = { ...before };
  const explained = new Set<string>();
  for (const table of tables) {
    const property = explainedBy(table, enums, address);
    if (property === undefined) {
      notes.push(`A status table of ${address} explains no enum of the document: ${Object.keys(table).join(", ")}.`);
      continue;
    }
    if (explained.has(property)) throw new Error(`${address} has two status tables of ${property}.`);
    explained.add(property);
    next[property] = table;
    for (const value of Object.keys(table).filter((each) => table[each] === "")) {
      notes.push(`${value} has no description in the status table of ${property}.`);
    }
    const values = new Set(enums[property]);
    for (const value of Object.keys(table).filter((each) => !values.has(each))) {
      notes.push(
        `${value} is in the status table of ${property} and not in the document: it is treated as documented.`,
      );
    }
    for (const value of [...values].filter((each) => !Object.hasOwn(table, each))) {
      notes.push(`${value} is in the document and not in the status table of ${property}.`);
    }
  }
  for (const [property, values] of Object.entries(enums)) {
    const meanings = before[property];
    if (meanings === undefined || explained.has(property)) continue;
    if (!isBare) notes.push(`${address} no longer has a status table of ${property}: the known descriptions are kept.`);
    next[property] = Object.fromEntries(Object.entries(meanings).filter(([value]) => values.includes(value)));
    for (const value of values.filter((each) => !Object.hasOwn(meanings, each))) {
      notes.push(`${value} of ${property} has no description.`);
    }
  }
  return next;
}

/** The enum that a table explains, as "Schema.property". */
function explainedBy(table: Record<string, string>, enums: Enums, address: string): string | undefined {
  const values = Object.keys(table);
  const scores = Object.entries(enums)
    .map(([property, list]): [string, number] => [property, values.filter((value) => list.includes(value)).length])
    .filter(([, score]) => score * 2 >= values.length)
    .sort(([, one], [, other]) => other - one);
  const [first, second] = scores;
  if (first !== undefined && first[1] === second?.[1]) {
    throw new Error(`A status table of ${address} may explain ${first[0]} or ${second[0]}: ${values.join(", ")}.`);
  }
  return first?.[0];
}

function enumsOf({ components }: Document): Enums {
  const { schemas = {} } = (components ?? {}) as { schemas?: Record<string, { properties?: object }> };
  return Object.fromEntries(
    Object.entries(schemas).flatMap(([schema, { properties = {} }]) =>
      Object.entries(properties as Record<string, { enum?: unknown[] }>).flatMap(([property, { enum: values }]) =>
        // A status is a string; null says that the field may be null.
        values === undefined
          ? []
          : [[`${schema}.${property}`, values.filter((each) => typeof each === "string")] as const],
      ),
    ),
  );
}
