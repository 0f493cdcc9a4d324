import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import type { Locale } from "@iyzico-mass-payout/client";
import { reportMessages } from "../messages/catalogs.js";
import { writing } from "./files.js";
import { UsageError } from "./usage-error.js";

/** A file to write. */
export interface OutputFile {
  file: string;
  content: string | Uint8Array;
}

/**
 * Writes files that only their owner can read. Each appears as a whole. Files that exist are replaced only if `isReplacing`
 * is true: a report that was filed is not lost by a second run.
 *
 * @throws {UsageError} if a file exists or cannot be written. Then none has appeared, unless the disk failed between two.
 */
export function writeOutputFiles(files: readonly OutputFile[], isReplacing: boolean, locale: Locale): void {
  const text = reportMessages.in(locale).command;
  const existing = files.find(({ file }) => !isReplacing && existsSync(file));
  if (existing !== undefined) throw new UsageError(text.exists(existing.file));
  try {
    for (const { file, content } of files) inFile(file, locale, () => writeWhole(unfinishedOf(file), content));
    for (const { file } of files) {
      inFile(file, locale, () => {
        // Takes the name, or fails if the file exists: of two commands, one does not replace what the other has written.
        if (!isReplacing) closeSync(openSync(file, "wx", 0o600));
        renameSync(unfinishedOf(file), file);
      });
    }
  } finally {
    for (const { file } of files) rmSync(unfinishedOf(file), { force: true });
  }
}

/** Beside the file, because a file is renamed within one disk only. */
function unfinishedOf(file: string): string {
  return `${file}.${process.pid}.unfinished`;
}

function writeWhole(file: string, content: string | Uint8Array): void {
  const descriptor = openSync(file, "wx", 0o600);
  try {
    writeFileSync(descriptor, content);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function inFile(file: string, locale: Locale, write: () => void): void {
  writing(file, locale, () => {
    try {
      write();
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw code === "EEXIST" ? new UsageError(reportMessages.in(locale).command.exists(file)) : error;
    }
  });
}
