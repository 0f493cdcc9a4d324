import { parse, stringify } from "yaml";
import { mergeDocuments } from "./merge.ts";
import { applyOverlay, type Document, type Overlay } from "./overlay.ts";
import { describeStatuses, type StatusTables } from "./status-tables.ts";

/** File contents under their names. */
export type Files = Record<string, string>;

const header = `# Generated from spec/upstream and spec/overlays. Don't edit by hand.
# Made again by: pnpm spec:build
`;

/**
 * Makes spec/openapi.yaml: the vendor's documents as one, its status tables written in, then every overlay in the order
 * of its name.
 */
export async function buildDocument(upstream: Files, overlays: Files): Promise<string> {
  let document = uncorrectedDocument(upstream);
  for (const [name, overlay] of Object.entries(filesOf<Overlay>(overlays, parse))) {
    document = await applyOverlay(document, overlay, name);
  }
  // compat: readers of YAML 1.1 would take a bare date for something else than text.
  return header + stringify(document, { lineWidth: 120, aliasDuplicateObjects: false, compat: "yaml-1.1" });
}

/** What the vendor's documents and status tables say together, before any correction. */
export function uncorrectedDocument(upstream: Files): Document {
  const isTables = (name: string) => name.endsWith(".status-tables.json");
  let document = mergeDocuments(
    filesOf<Document>(upstream, JSON.parse, (name) => name !== "sources.json" && !isTables(name)),
  );
  for (const tables of Object.values(filesOf<StatusTables>(upstream, JSON.parse, isTables))) {
    document = describeStatuses(document, tables);
  }
  return document;
}

/** What the files of a folder contain, in the order of their names. */
function filesOf<Content>(
  files: Files,
  read: (text: string) => unknown,
  isWanted: (name: string) => boolean = () => true,
): Record<string, Content> {
  const names = Object.keys(files).filter(isWanted).sort();
  return Object.fromEntries(names.map((name) => [name, read(files[name] ?? "") as Content]));
}
