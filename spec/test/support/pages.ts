import { readdirSync, readFileSync } from "node:fs";
import { buildUncorrectedDocument, type Files } from "../../build/document.ts";
import type { StatusTables } from "../../build/status-tables.ts";
import type { Tree } from "../../update/update.ts";

const spec = new URL("../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, spec), "utf8");
const folder = (path: string): Files =>
  Object.fromEntries(readdirSync(new URL(path, spec)).map((name) => [name, read(path + name)]));

/** The files of the repository. */
export const tree: Tree = {
  upstream: folder("upstream/"),
  overlays: folder("overlays/"),
  document: read("openapi.yaml"),
  log: JSON.parse(read("generation-log.json")),
};

// biome-ignore lint/suspicious/noExplicitAny: tests change arbitrary parts of a document.
export type Json = any;

/** A copy of the vendor's document of retrieve and of its status tables. */
export function published(): { document: Json; tables: StatusTables } {
  return {
    document: JSON.parse(tree.upstream["retrieve-mass-payout.json"] ?? ""),
    tables: JSON.parse(tree.upstream["retrieve-mass-payout.status-tables.json"] ?? ""),
  };
}

/** A page in the vendor's form: the document as a block, the tables in HTML. */
export function pageOf(document: Json, tables: StatusTables = {}): string {
  const block = typeof document === "string" ? document : JSON.stringify(document);
  const rows = (table: Record<string, string>) =>
    Object.entries(table).map(([status, meaning]) => `<tr><td>${status} </td><td>${meaning}</td></tr>`);
  const html = Object.values(tables).map(
    (table) =>
      `### Statuses <a href="#statuses" id="statuses"></a>\n\n<table data-full-width="true"><thead><tr><th>Status\t</th>` +
      `<th>Description</th></tr></thead><tbody>${rows(table).join("")}</tbody></table>`,
  );
  return [
    `# Retrieve Mass Payout`,
    `> Retrieves \\*\\*it\\*\\*.<br>`,
    `\`\`\`json\n${block}\n\`\`\``,
    ...html,
    "",
  ].join("\n\n");
}

/** All pages of the vendor, as sources, with a change of the document that they make together. */
export function pagesWith(change: (schemas: Json, document: Json) => void): { address: string; text: string }[] {
  const { openapi, info, servers, tags } = published().document;
  const merged = { ...(buildUncorrectedDocument(tree.upstream) as Json), openapi, info, servers, tags };
  change(merged.components.schemas, merged);
  const { paths, components, ...rest } = merged;
  const isAtRoot = (name: string) => name === "retrieve-mass-payout.json";
  return Object.entries(tree.upstream)
    .filter(([name]) => name !== "sources.json" && !name.endsWith(".status-tables.json"))
    .map(([name, text]) => {
      const own = JSON.parse(text);
      const isOwn = (kind: string) => (key: string) => isAtRoot(name) || own.components?.[kind]?.[key] !== undefined;
      const ownComponents = Object.entries(components as Record<string, Json>).map(([kind, parts]) => [
        kind,
        Object.fromEntries(Object.entries(parts).filter(([key]) => isOwn(kind)(key))),
      ]);
      const ownPaths = Object.keys(own.paths).map((path) => [path, paths[path]]);
      const document = { ...rest, paths: Object.fromEntries(ownPaths), components: Object.fromEntries(ownComponents) };
      return { address: name, text: JSON.stringify(document) };
    });
}
