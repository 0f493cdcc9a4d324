/** What the command writes to, as far as it uses it; a terminal says that it is one. */
export type Output = Pick<NodeJS.WriteStream, "write"> & Partial<Pick<NodeJS.WriteStream, "isTTY" | "hasColors">>;

/** Colour is for people who look at a terminal and did not ask for none (no-color.org). */
export function hasColour(output: Output, { NO_COLOR }: NodeJS.ProcessEnv): boolean {
  return !NO_COLOR && output.isTTY === true && output.hasColors?.() === true;
}
