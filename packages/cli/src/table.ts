import stringWidth from "string-width";

/** A column of a table: its heading, and the side at which its cells are flush. */
export interface Column {
  heading: string;
  align: "left" | "right";
}

/** Lines of columns as wide as their widest cell, two spaces apart. Knows how wide letters are on a terminal. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const lines = [columns.map(({ heading }) => heading), ...rows];
  const widths = columns.map((_, at) => Math.max(...lines.map((cells) => stringWidth(cells[at] ?? ""))));
  return lines.map((cells) =>
    cells
      .map((cell, at) => {
        const padding = " ".repeat((widths[at] ?? 0) - stringWidth(cell));
        return columns[at]?.align === "right" ? padding + cell : cell + padding;
      })
      .join("  ")
      .trimEnd(),
  );
}
