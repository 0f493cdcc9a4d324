import { readFileSync } from "node:fs";
import type { Locale } from "@iyzico-mass-payout/client";
import { usageMessages } from "../messages/catalogs.js";
import { printable } from "../terminal/printable.js";
import { UsageError } from "./usage-error.js";

/**
 * Reads a file that a call names, as text and without the byte order mark that editors of Windows write.
 *
 * @param name what messages call the file.
 * @throws {UsageError} if it cannot be read.
 */
export function readText(file: string, locale: Locale, name: string = file): string {
  return reading(name, locale, () => readFileSync(file, "utf8").replace(/^\uFEFF/, ""));
}

/** Calls `read`, whose error of the system becomes one of the call: which file, and the error's code. */
export function reading<Result>(name: string, locale: Locale, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(usageMessages.in(locale).unreadableFile(printable(name), codeOf(error)));
  }
}

/** The same for writing. */
export function writing<Result>(name: string, locale: Locale, write: () => Result): Result {
  try {
    return write();
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(usageMessages.in(locale).unwritableFile(printable(name), codeOf(error)));
  }
}

function codeOf(error: unknown): string {
  return String((error as NodeJS.ErrnoException).code);
}
