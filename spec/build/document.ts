import { parse, stringify } from "yaml";
import type { Document } from "../document/object.ts";
import { describeWinners, mergeDocuments } from "./merge.ts";
import { type Origins, originsFile, sortByAge } from "./origins.ts";
import { applyOverlay, type Overlay } from "./overlay.ts";
import { describeStatuses, mergeTables, type StatusTables, tablesSuffix } from "./status-tables.ts";

/** File contents by file name. */
export type Files = Record<string, string>;

const header = `# Generated from spec/upstream and spec/overlays. Don't edit by hand.
# Regenerate with: pnpm generate
`;

/**
 * Builds spec/openapi.yaml: merges the vendor's documents, adds the status tables, then applies every overlay in the
 * order of the file names.
 */
export async function buildDocument(upstream: Files, overlays: Files): Promise<string> {
  let document = buildUncorrectedDocument(upstream);
  for (const [name, overlay] of Object.entries(parseOverlays(overlays))) {
    document = await applyOverlay(document, overlay, name);
  }
  // compat: YAML 1.1 parsers read a bare date as a timestamp, not as a string.
  return header + stringify(document, { lineWidth: 120, aliasDuplicateObjects: false, compat: "yaml-1.1" });
}

/** The vendor's documents and status tables as one document, before any correction. */
export function buildUncorrectedDocument(upstream: Files): Document {
  const { documents, tables, oldestFirst } = parseUpstream(upstream);
  return describeStatuses(mergeDocuments(documents, oldestFirst), mergeTables(tables, oldestFirst));
}

/** Tells for all words that differ between the vendor's pages which page's words count: the newest page's. */
export function notesOnWords(upstream: Files): string[] {
  const { documents, tables, oldestFirst } = parseUpstream(upstream);
  return [documents, tables].flatMap((files) => describeWinners(files, oldestFirst));
}

function parseUpstream(upstream: Files): {
  documents: Record<string, Document>;
  tables: Record<string, StatusTables>;
  oldestFirst: string[];
} {
  const isTables = (name: string) => name.endsWith(tablesSuffix);
  const isOrigins = (name: string) => name === originsFile;
  const origins = parseFiles<Origins>(upstream, JSON.parse, isOrigins)[originsFile] ?? {};
  return {
    documents: parseFiles<Document>(upstream, JSON.parse, (name) => !isOrigins(name) && !isTables(name)),
    tables: parseFiles<StatusTables>(upstream, JSON.parse, isTables),
    oldestFirst: sortByAge(Object.keys(upstream), origins),
  };
}

/** The overlays by file name, in the order in which they are applied. */
export function parseOverlays(overlays: Files): Record<string, Overlay> {
  return parseFiles<Overlay>(overlays, parse);
}

/** The parsed contents of the files, in the order of their names. */
function parseFiles<Content>(
  files: Files,
  parseText: (text: string) => unknown,
  isIncluded: (name: string) => boolean = () => true,
): Record<string, Content> {
  const names = Object.keys(files).filter(isIncluded).sort();
  return Object.fromEntries(names.map((name) => [name, parseText(files[name] ?? "") as Content]));
}
