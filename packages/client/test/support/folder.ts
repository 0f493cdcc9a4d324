import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";

export interface Folder {
  /** The path of the folder of the current test, or of something in it. */
  path(name?: string): string;
  /** The names of its entries, sorted. */
  files(): string[];
}

/** Makes an empty folder for each test of a file, and removes it afterwards. */
export function useFolder(): Folder {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "payments-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  return { path: (name = "") => join(folder, name), files: () => readdirSync(folder).sort() };
}
