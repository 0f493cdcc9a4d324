import { marked } from "marked";
import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";
import { looksLikeOpenApi, type OpenApiText, readOpenApi } from "./openapi-text.ts";
import type { Source } from "./source.ts";

/** What a page of the vendor says. */
export interface Page {
  documents: OpenApiText[];
  /** Every table with a column for a status and one for its meaning: the meanings under the statuses. */
  tables: Record<string, string>[];
  /** Whether the whole text is a document, without a page around it. */
  isBare: boolean;
}

type Node = DefaultTreeAdapterTypes.ChildNode;

/**
 * Reads a page of the vendor: Markdown with OpenAPI blocks and tables in it, in Markdown or in HTML, or an OpenAPI
 * document by itself. Throws when there is no document in it, or a broken one.
 */
export function readPage({ place, text }: Source): Page {
  if (text.trim() === "") throw new Error(`${place} is empty.`);
  if (looksLikeOpenApi(text)) return { documents: [readOpenApi(text, place)], tables: [], isBare: true };
  // As one tree, a table in Markdown and one in HTML are the same.
  const nodes = parseFragment(marked.parse(text, { async: false })).childNodes;
  const blocks = elements(nodes, "pre").map(textOfBlock).filter(looksLikeOpenApi);
  if (blocks.length === 0) {
    throw new Error(`${place} has no OpenAPI document in it, neither as a block of a page nor as the whole text.`);
  }
  const documents = blocks.map((block) => readOpenApi(block, `The OpenAPI block of ${place}`));
  return { documents, tables: elements(nodes, "table").flatMap((table) => statusTableOf(table, place)), isBare: false };
}

/** A table of statuses, or nothing for a table about something else. */
function statusTableOf(table: Node, place: string): Record<string, string>[] {
  const [head = [], ...rows] = elements([table], "tr").map((row) =>
    elements([row], "th", "td").map((cell) => textOf(cell, " ").trim().replaceAll(/\s+/g, " ")),
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
      throw new Error(`A status table of ${place} has a row without a status: ${JSON.stringify(row.join(" | "))}.`);
    }
    if (Object.hasOwn(meanings, value)) throw new Error(`A status table of ${place} explains ${value} twice.`);
    meanings[value] = row[meaning] ?? "";
  }
  return [meanings];
}

function elements(nodes: readonly Node[], ...names: string[]): Node[] {
  return nodes.flatMap((node) => {
    if (names.includes(node.nodeName)) return [node];
    return "childNodes" in node ? elements(node.childNodes, ...names) : [];
  });
}

/** The text of a code block as it stands between its fences. */
function textOfBlock(node: Node): string {
  return textOf(node).replace(/\n$/, "");
}

/** @param lineBreak what a line's end in HTML becomes. */
function textOf(node: Node, lineBreak = ""): string {
  if ("value" in node) return node.value;
  const text = "childNodes" in node ? node.childNodes.map((child) => textOf(child, lineBreak)).join("") : "";
  return /^(br|p|div|li)$/.test(node.nodeName) ? text + lineBreak : text;
}
