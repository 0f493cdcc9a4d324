import { type ParseArgsConfig, parseArgs } from "node:util";
import type { Amount } from "@iyzico-mass-payout/client";
import { printable } from "../terminal/printable.js";

/** The call is wrong. The message is printed to the caller. */
export class UsageError extends Error {}

/**
 * Parses the options of a command and, if it takes them, its positionals.
 *
 * @throws {UsageError} if an argument is unknown or incomplete.
 */
export function parseOptions<Options extends NonNullable<ParseArgsConfig["options"]>>(
  args: readonly string[],
  options: Options,
  allowPositionals: boolean = false,
): ReturnType<typeof parseArgs<{ args: string[]; options: Options; allowPositionals: boolean }>> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals });
  } catch (error) {
    // parseArgs writes its messages for the caller of the command.
    throw new UsageError((error as Error).message);
  }
}

/** @throws {UsageError} if the text is none of the choices. `subject` names what has it, such as "--locale". */
export function parseChoice<const Choice extends string>(
  choices: readonly Choice[],
  subject: string,
  text: string,
): Choice {
  const choice = choices.find((known) => known === text);
  if (choice === undefined) throw new UsageError(`${subject} must be one of ${choices.join(", ")}.`);
  return choice;
}

/** @throws {UsageError} if the text is not a non-negative integer. */
export function parseInteger(option: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new UsageError(`${option} must be a non-negative integer.`);
  return Number(text);
}

/** @throws {UsageError} if the text is not a positive integer. */
export function parsePositiveInteger(option: string, text: string): number {
  const value = /^\d+$/.test(text) ? Number(text) : 0;
  if (value === 0 || !Number.isSafeInteger(value)) throw new UsageError(`${option} must be a positive integer.`);
  return value;
}

/** @throws {UsageError} if nothing of the text can be seen. */
export function parseText(option: string, text: string): string {
  if (printable(text).trim() === "") throw new UsageError(`${option} must not be empty.`);
  return text;
}

/** @throws {UsageError} if the text is not a decimal number greater than 0: "1250.50", and neither "1.250,50" nor "1e3". */
export function parseAmount(option: string, text: string): Amount {
  if (/^(?=.*[1-9])(0|[1-9]\d{0,17})(\.\d{1,20})?$/.test(text)) return text;
  throw new UsageError(`${option} must be a decimal number greater than 0, such as 5000 or 1250.50.`);
}

/**
 * Parses a positive number of days, such as "0.5", into milliseconds.
 *
 * @throws {UsageError} if it is not one.
 */
export function parseDays(option: string, text: string): number {
  const days = /^\d{1,5}(\.\d+)?$/.test(text) ? Number(text) : 0;
  if (days === 0) throw new UsageError(`${option} must be a number of days, greater than 0 and less than 100000.`);
  return days * 86_400_000;
}

/**
 * Parses a positive number of seconds, such as "0.5", into milliseconds.
 *
 * @throws {UsageError} if it is not one, or more than a timer can wait: from 2^31 ms on, timers fire at once.
 */
export function parseSeconds(option: string, text: string): number {
  const milliseconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1_000 : 0;
  if (milliseconds === 0 || milliseconds >= 2 ** 31) {
    throw new UsageError(`${option} must be a number of seconds, greater than 0 and less than 25 days.`);
  }
  return milliseconds;
}
