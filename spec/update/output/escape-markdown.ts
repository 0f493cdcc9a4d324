import { printable } from "./printable.ts";

/**
 * Escapes untrusted text for a changelog: outside of code, no character of it is markup, a mention or a number of an issue.
 * Code is what stands between two single backticks.
 */
export function escapeMarkdown(text: string): string {
  return printable(text)
    .split(/(`[^`]+`)/)
    .map((part, index) => (index % 2 === 1 ? part : escapeText(part)))
    .join("");
}

function escapeText(text: string): string {
  return text
    .replaceAll(/[\\`*_[\]!|~]/g, "\\$&")
    .replaceAll(/[&<>@#]/g, (character) => `&#${character.codePointAt(0)};`);
}
