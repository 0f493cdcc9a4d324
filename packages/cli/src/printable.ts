import { stripVTControlCharacters } from "node:util";

/**
 * A text that others chose, made safe for a terminal: no escape sequences, no line breaks, nothing that reverses the
 * direction of writing.
 */
export function printable(text: string): string {
  return stripVTControlCharacters(text).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "");
}
