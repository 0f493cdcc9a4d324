import stringWidth from "string-width";

type Side = "left" | "right";

/** A column of a table. */
export interface Column {
  heading: string;
  align: Side;
}

/** The lines of a table: the headings, then the rows. Columns are two spaces apart. */
export function formatTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  return alignColumns(
    columns.map(({ align }) => align),
    [columns.map(({ heading }) => heading), ...rows],
  );
}

/** The lines of a table without headings. Pads by the width that a terminal gives to each character. */
export function alignColumns(sides: readonly Side[], rows: readonly (readonly string[])[]): string[] {
  const columns = sides.map((side, column) => {
    const cells = rows.map((row) => row[column] as string);
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
