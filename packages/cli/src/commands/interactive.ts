import type { CommandContext } from "./command.js";

/** Whether there is a person to ask: questions go to stderr, because stdout has the result. */
export function isInteractive({ stdin, stderr }: Pick<CommandContext, "stdin" | "stderr">): boolean {
  return stdin.isTTY === true && stderr.isTTY === true;
}
