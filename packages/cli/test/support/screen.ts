// Written by its name: the linter takes control characters in a pattern for a mistake.
const esc = "\u001b";
const parts = new RegExp(`${esc}\\[[0-9;?]*[A-Za-z]|[\\r\\n]|[^\\r\\n${esc}]+`, "g");

/**
 * The lines that a terminal shows after this output: it knows what the display writes, which is text, line breaks, moves
 * upwards, and the two ways to erase. Throws if a line would wrap.
 */
export function createScreen(output: string, columns: number = Number.POSITIVE_INFINITY): string[] {
  const lines = [""];
  let [row, column] = [0, 0];
  for (const [part] of output.matchAll(parts)) {
    const [count, letter] = part.startsWith(esc) ? [part.slice(2, -1), part.at(-1)] : [];
    if (part === "\r") column = 0;
    else if (part === "\n") [row, column] = [row + 1, 0];
    else if (letter === "A") row = Math.max(0, row - Number(count || 1));
    else if (letter === "K") lines[row] = (lines[row] ?? "").slice(0, column);
    else if (letter === "J") lines.splice(row, lines.length, (lines[row] ?? "").slice(0, column));
    else if (letter === undefined) {
      const line = (lines[row] ?? "").padEnd(column);
      lines[row] = line.slice(0, column) + part + line.slice(column + part.length);
      column += part.length;
      if (column > columns) throw new Error(`The line wraps: ${lines[row]}`);
    }
    while (lines.length <= row) lines.push("");
  }
  while (lines.at(-1) === "") lines.pop();
  return lines;
}
