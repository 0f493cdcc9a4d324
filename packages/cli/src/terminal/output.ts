/** What a command writes to: the part of a stream that it uses. A terminal has `isTTY`. */
export type Output = Pick<NodeJS.WriteStream, "write"> &
  Partial<Pick<NodeJS.WriteStream, "isTTY" | "hasColors" | "columns">>;

/** What a command reads from: plans given as `-`, and the answers of a person at a terminal. */
export type Input = Pick<NodeJS.ReadStream, typeof Symbol.asyncIterator> & Partial<Pick<NodeJS.ReadStream, "isTTY">>;

/**
 * Whether the output is coloured: on a terminal with colours unless NO_COLOR is set (no-color.org), and elsewhere if
 * FORCE_COLOR is set (force-color.org).
 */
export function hasColour(output: Output, { NO_COLOR, FORCE_COLOR }: NodeJS.ProcessEnv): boolean {
  if (NO_COLOR) return false;
  if (FORCE_COLOR) return FORCE_COLOR !== "0";
  return output.isTTY === true && output.hasColors?.() === true;
}
