import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

/** One build of the document: its inputs, its output, the tools' versions and the date. Hashes are SHA-256 in hexadecimal. */
export interface Generation {
  date: string;
  document: string;
  upstream: Record<string, string>;
  overlays: Record<string, string>;
  tools: Record<string, string>;
}

const tools = ["openapi-format", "@redocly/openapi-core", "yaml"];

/** Describes a build for the log. `upstream` and `overlays` are file contents by file name. */
export function describeGeneration(
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
    tools: Object.fromEntries(tools.map((name) => [name, readVersion(name)])),
  };
}

/** Appends a generation to the log. Returns the same log if only the date differs from the last entry. */
export function logGeneration(log: readonly Generation[], generation: Generation): readonly Generation[] {
  const last = log.at(-1);
  const isSame =
    last !== undefined && JSON.stringify({ ...last, date: "" }) === JSON.stringify({ ...generation, date: "" });
  return isSame ? log : [...log, generation];
}

function readVersion(tool: string): string {
  const manifest = new URL(`../node_modules/${tool}/package.json`, import.meta.url);
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
}

function hashEach(files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [name, hash(text)]));
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
