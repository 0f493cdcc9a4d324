/** What a command writes to: the part of a stream that it uses. A terminal has `isTTY` and `columns`. */
export type Output = Pick<NodeJS.WriteStream, "write"> &
  Partial<Pick<NodeJS.WriteStream, "isTTY" | "hasColors" | "columns">>;

/** What a command reads from: plans given as `-`, and the answers of a person at a terminal. */
export type Input = NodeJS.ReadableStream & Partial<Pick<NodeJS.ReadStream, "isTTY">>;

/**
 * Whether the output is coloured: on a terminal with colours unless NO_COLOR is set (no-color.org), and elsewhere if
 * FORCE_COLOR is set (force-color.org).
 */
export function hasColour(output: Output, { NO_COLOR, FORCE_COLOR }: NodeJS.ProcessEnv): boolean {
  if (NO_COLOR) return false;
  if (FORCE_COLOR) return FORCE_COLOR !== "0";
  return output.isTTY === true && output.hasColors?.() === true;
}

/** How wide the lines of an output may be, in columns. */
export interface Widths {
  /** Of texts, which are wrapped: at most 100, because longer lines are hard to read, and at least 40. */
  readonly text: number;
  /** Of the rows of tables, whose cells are truncated: the width of the terminal. What is no terminal gets whole cells. */
  readonly table: number;
}

/** The widths for an output: those of its terminal now. */
export function widthsOf({ isTTY, columns }: Output): Widths {
  // A terminal that does not know its size has 0 columns.
  if (isTTY !== true || !columns) return { text: 100, table: Number.POSITIVE_INFINITY };
  return { text: Math.min(100, Math.max(40, columns)), table: columns };
}
