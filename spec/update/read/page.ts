import { marked } from "marked";
import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";
import { looksLikeOpenApi, type OpenApiText, readOpenApi } from "./openapi-text.ts";
import type { Source } from "./source.ts";

/** The content of a page of the vendor. */
export interface Page {
  documents: OpenApiText[];
  /** Every table with a status column and a description column: descriptions by status. */
  tables: Record<string, string>[];
  /** Whether the whole text is an OpenAPI document, without a page around it. */
  isBare: boolean;
}

type Node = DefaultTreeAdapterTypes.ChildNode;

/**
 * Reads a page of the vendor: Markdown that contains OpenAPI blocks and tables (Markdown or HTML), or a bare OpenAPI
 * document.
 *
 * @throws if the page has no OpenAPI document or an invalid one.
 */
export function readPage({ address, text }: Source): Page {
  if (text.trim() === "") throw new Error(`${address} is empty.`);
  if (looksLikeOpenApi(text)) return { documents: [readOpenApi(text, address)], tables: [], isBare: true };
  // Rendered to HTML first, so that Markdown tables and HTML tables have the same form.
  const nodes = parseFragment(marked.parse(text, { async: false })).childNodes;
  const blocks = findElements(nodes, "pre").map(textOfBlock).filter(looksLikeOpenApi);
  if (blocks.length === 0) {
    throw new Error(`${address} has no OpenAPI document: one is required, as a block of a page or as the whole text.`);
  }
  const documents = blocks.map((block) => readOpenApi(block, `The OpenAPI block of ${address}`));
  const tables = findElements(nodes, "table").flatMap((table) => readStatusTable(table, address));
  return { documents, tables, isBare: false };
}

/** The status table as a list of one; an empty list for a table about something else. */
function readStatusTable(table: Node, address: string): Record<string, string>[] {
  const [head = [], ...rows] = findElements([table], "tr").map((row) =>
    findElements([row], "th", "td").map((cell) => textOf(cell, " ").trim().replaceAll(/\s+/g, " ")),
  );
  const names = head.map((name) => name.toLowerCase());
  const status = names.findIndex((name) => /\bstatus$/.test(name));
  const meaning = names.findIndex((name) => /^(description|meaning|explanation)$/.test(name));
  const isStatus = (value: string) => /^[A-Z][A-Z0-9_]*$/.test(value);
  if (meaning === -1 || !rows.some((row) => isStatus(row[status] ?? ""))) return [];
  const meanings: Record<string, string> = {};
  for (const row of rows) {
    const value = row[status] ?? "";
    if (!isStatus(value)) {
      throw new Error(`A status table of ${address} has a row without a status: ${JSON.stringify(row.join(" | "))}.`);
    }
    if (Object.hasOwn(meanings, value)) throw new Error(`A status table of ${address} explains ${value} twice.`);
    meanings[value] = row[meaning] ?? "";
  }
  return [meanings];
}

function findElements(nodes: readonly Node[], ...names: string[]): Node[] {
  return nodes.flatMap((node) => {
    if (names.includes(node.nodeName)) return [node];
    return "childNodes" in node ? findElements(node.childNodes, ...names) : [];
  });
}

/** The text of a code block between its fences. */
function textOfBlock(node: Node): string {
  return textOf(node).replace(/\n$/, "");
}

/** @param lineBreak the replacement for the end of a line in HTML. */
function textOf(node: Node, lineBreak = ""): string {
  if ("value" in node) return node.value;
  const text = "childNodes" in node ? node.childNodes.map((child) => textOf(child, lineBreak)).join("") : "";
  return /^(br|p|div|li)$/.test(node.nodeName) ? text + lineBreak : text;
}
