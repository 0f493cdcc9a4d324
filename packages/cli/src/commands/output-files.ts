import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ReportMessages } from "../messages/report.js";
import { UsageError } from "./usage-error.js";

/** A file to write. */
export interface OutputFile {
  file: string;
  content: string | Uint8Array;
}

/**
 * Writes files that only their owner can read. Each appears as a whole or not at all. Files that exist are replaced only if
 * `isReplacing` is true: a report that was filed is not lost by a second run.
 *
 * @throws {UsageError} if a file exists or cannot be written. Then none has appeared, unless the disk failed between two.
 */
export function writeOutputFiles(
  files: readonly OutputFile[],
  isReplacing: boolean,
  text: ReportMessages["command"],
): void {
  if (!isReplacing) for (const { file } of files) if (existsSync(file)) throw new UsageError(text.exists(file));
  const unfinished = files.map(({ file }) =>
    join(dirname(file), `.${process.pid}-${Date.now()}-${nextNumber()}.unfinished`),
  );
  try {
    for (const [index, { file, content }] of files.entries())
      inFile(file, text, () => writeWhole(unfinished[index] as string, content));
    for (const [index, { file }] of files.entries()) {
      inFile(file, text, () => {
        // A link fails if the file exists: of two commands, one does not replace what the other has written.
        if (isReplacing) renameSync(unfinished[index] as string, file);
        else linkSync(unfinished[index] as string, file);
      });
    }
  } finally {
    for (const file of unfinished) rmSync(file, { force: true });
  }
}

let number = 0;

function nextNumber(): number {
  number += 1;
  return number;
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

function inFile(file: string, text: ReportMessages["command"], write: () => void): void {
  try {
    write();
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    throw new UsageError(code === "EEXIST" ? text.exists(file) : text.cannotWrite(file, code));
  }
}
