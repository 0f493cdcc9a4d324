/** What the command writes to, as far as it uses it; a terminal says that it is one. */
export type Output = Pick<NodeJS.WriteStream, "write"> & Partial<Pick<NodeJS.WriteStream, "isTTY" | "hasColors">>;

/**
 * Colour is for people who look at a terminal and did not ask for none (no-color.org), and for those who ask for it where
 * there is no terminal (force-color.org).
 */
export function hasColour(output: Output, { NO_COLOR, FORCE_COLOR }: NodeJS.ProcessEnv): boolean {
  if (NO_COLOR) return false;
  if (FORCE_COLOR) return FORCE_COLOR !== "0";
  return output.isTTY === true && output.hasColors?.() === true;
}
