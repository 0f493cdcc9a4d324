import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Writes a copy of the program with faults whose directives don't hold any more, so that nothing is refused for another
 * reason than the one that is meant, and returns the reasons.
 */
export function writeFaults(consumer: string, file: string): string[] {
  const text = readFileSync(join(consumer, "refused.ts"), "utf8");
  writeFileSync(join(consumer, file), text.replaceAll("@ts-expect-error", "error"));
  return [...text.matchAll(/@ts-expect-error (\d+)/g)].map(([, code = ""]) => code).sort();
}

/** The codes of what a compiler had to say about a file. */
export function codesOf(file: string, lines: readonly string[]): string[] {
  return lines.flatMap((line) => (line.startsWith(file) ? (/error TS(\d+)/.exec(line)?.[1] ?? []) : [])).sort();
}
