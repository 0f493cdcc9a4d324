import stringWidth from "string-width";
import { wrapText } from "./wrap-text.js";

/** The lines of paragraphs, each after an empty line, wrapped by the width that a terminal gives to each character. */
export function formatParagraphs(paragraphs: readonly string[], columns: number): string[] {
  return paragraphs.flatMap((paragraph) => ["", ...wrapText(paragraph, columns, stringWidth)]);
}
