import { stripVTControlCharacters } from "node:util";

/**
 * Makes a text from outside safe for a terminal: removes escape sequences, line breaks, other control characters and
 * marks that reverse the direction of writing.
 */
export function printable(text: string): string {
  return stripVTControlCharacters(text).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "");
}
