import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Writes a copy of type-errors.ts without its `@ts-expect-error` directives, and returns the error codes that the
 * directives name. With directives alone, an error for another reason would go unnoticed.
 */
export function writeWithoutDirectives(consumer: string, file: string): string[] {
  const text = readFileSync(join(consumer, "type-errors.ts"), "utf8");
  writeFileSync(join(consumer, file), text.replaceAll("@ts-expect-error", "error"));
  return [...text.matchAll(/@ts-expect-error (\d+)/g)].map(([, code = ""]) => code).sort();
}

/** The codes of the errors that a compiler reported for a file. */
export function errorCodesOf(file: string, lines: readonly string[]): string[] {
  return lines.flatMap((line) => (line.startsWith(file) ? (/error TS(\d+)/.exec(line)?.[1] ?? []) : [])).sort();
}
