import stringWidth from "string-width";

type Side = "left" | "right";

/** A column of a table: its heading, and the side at which its cells are flush. */
export interface Column {
  heading: string;
  align: Side;
}

/** Lines of columns as wide as their widest cell, two spaces apart, below their headings. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  return aligned(
    columns.map(({ align }) => align),
    [columns.map(({ heading }) => heading), ...rows],
  );
}

/** The same without headings. Knows how wide letters are on a terminal. */
export function aligned(sides: readonly Side[], rows: readonly (readonly string[])[]): string[] {
  const columns = sides.map((side, at) => {
    const cells = rows.map((row) => row[at] as string);
    const width = Math.max(...cells.map((cell) => stringWidth(cell)));
    return cells.map((cell) => {
      const padding = " ".repeat(width - stringWidth(cell));
      return side === "right" ? padding + cell : cell + padding;
    });
  });
  return rows.map((_, line) =>
    columns
      .map((cells) => cells[line])
      .join("  ")
      .trimEnd(),
  );
}
