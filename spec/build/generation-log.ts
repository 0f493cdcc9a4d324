import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

/** One making of the document: what it was made from, with what, and when. Hashes are SHA-256 in hexadecimal. */
export interface Generation {
  date: string;
  document: string;
  upstream: Record<string, string>;
  overlays: Record<string, string>;
  tools: Record<string, string>;
}

const tools = ["openapi-format", "@redocly/openapi-core", "yaml"];

/** What a generation of today would be logged as. `files` are file contents under their names. */
export function generationOf(
  document: string,
  upstream: Record<string, string>,
  overlays: Record<string, string>,
  date: string,
): Generation {
  return {
    date,
    document: hash(document),
    upstream: hashEach(upstream),
    overlays: hashEach(overlays),
    tools: Object.fromEntries(tools.map((name) => [name, versionOf(name)])),
  };
}

/** The log with the generation at its end, or the same log when nothing but the date differs from its last entry. */
export function logGeneration(log: readonly Generation[], generation: Generation): readonly Generation[] {
  const last = log.at(-1);
  const same =
    last !== undefined && JSON.stringify({ ...last, date: "" }) === JSON.stringify({ ...generation, date: "" });
  return same ? log : [...log, generation];
}

function versionOf(tool: string): string {
  const manifest = new URL(`../node_modules/${tool}/package.json`, import.meta.url);
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
}

function hashEach(files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [name, hash(text)]));
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
