import { script } from "@bomb.sh/tab";
import type { CommandContext } from "./command.js";
import { exitCodes } from "./exit-codes.js";

/** `mass-payout completion`: prints the script that completes command lines in a shell. */
export async function runCompletion(shell: string, { stdout }: CommandContext): Promise<number> {
  const lines: string[] = [];
  const { log } = console;
  // The library prints its script by console.log, and has no other way.
  console.log = (text: string) => void lines.push(text);
  try {
    script(shell, "mass-payout", "mass-payout");
  } finally {
    console.log = log;
  }
  stdout.write(`${lines.join("\n")}\n`);
  return exitCodes.success;
}
