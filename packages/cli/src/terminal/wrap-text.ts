/** A width that nearly every terminal has, in columns. */
const usualColumns = 100;

/**
 * Splits a paragraph into lines between its words, because a terminal breaks lines inside words. A word that is longer
 * than a line, such as a digest, stays whole. By hand, because the texts have no escape codes: wrap-ansi would bring two
 * packages for it.
 *
 * @param widthOf the width of a text in columns. The help has one column for each character, and need not load string-width.
 */
export function wrapText(
  text: string,
  maxColumns: number = usualColumns,
  widthOf: (text: string) => number = ({ length }) => length,
): string[] {
  const lines: string[] = [];
  let width = 0;
  for (const word of text.split(" ")) {
    const wordWidth = widthOf(word);
    if (lines.length > 0 && width + 1 + wordWidth <= maxColumns) {
      lines.push(`${lines.pop()} ${word}`);
      width += 1 + wordWidth;
    } else {
      lines.push(word);
      width = wordWidth;
    }
  }
  return lines;
}
