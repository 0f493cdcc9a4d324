/** A width that nearly every terminal has, in columns. */
const usualColumns = 100;

/** Splits a paragraph into lines between words, because a terminal breaks lines inside words. */
export function wrapText(text: string, maxColumns: number = usualColumns): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const line = lines.at(-1);
    if (line === undefined || line.length + 1 + word.length > maxColumns) lines.push(word);
    else lines.splice(-1, 1, `${line} ${word}`);
  }
  return lines;
}
