import { type ParseArgsConfig, parseArgs } from "node:util";
import { UsageError } from "./usage-error.js";

/** Reads the options of a command and, where it takes them, the words beside them. */
export function readOptions<Options extends NonNullable<ParseArgsConfig["options"]>>(
  args: readonly string[],
  options: Options,
  allowPositionals: boolean = false,
): ReturnType<typeof parseArgs<{ args: string[]; options: Options; allowPositionals: boolean }>> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals });
  } catch (error) {
    // The message of parseArgs is written for the person at the keyboard.
    throw new UsageError((error as Error).message);
  }
}

export function oneOf<const Choice extends string>(choices: readonly Choice[], name: string, text: string): Choice {
  const choice = choices.find((known) => known === text);
  if (choice !== undefined) return choice;
  throw new UsageError(`--${name} is ${choices.slice(0, -1).join(", ")} or ${choices.at(-1)}.`);
}

export function wholeNumber(name: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new UsageError(`--${name} is a whole number.`);
  return Number(text);
}

/** Seconds as people write them, in milliseconds. */
export function seconds(name: string, text: string): number {
  const milliseconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1_000 : 0;
  // A timer can't wait any longer: one millisecond more and it would fire at once.
  if (milliseconds === 0 || milliseconds >= 2 ** 31) {
    throw new UsageError(`--${name} is a number of seconds, above zero and less than 25 days.`);
  }
  return milliseconds;
}
