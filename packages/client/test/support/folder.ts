import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";
import { createFileStore } from "../../src/file-store.ts";
import type { PaymentStore } from "../../src/pay/store.ts";

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

/** The marker file of a store. */
export const marker = "mass-payout-store.json";

/** Makes the folder of each test a store. All files in it and its subfolders are listed, without the marker. */
export function useStoreFolder(): Folder {
  const { path } = useFolder();
  beforeEach(async () => void (await createStoreIn(path())));
  return { path, files: () => filesIn(path()).filter((file) => file !== marker) };
}

/** The paths of all files in a folder and its subfolders, sorted, and of the empty subfolders, which end with "/". */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      if (!entry.isDirectory()) return [entry.name];
      const files = filesIn(join(folder, entry.name)).map((file) => `${entry.name}/${file}`);
      return files.length > 0 ? files : [`${entry.name}/`];
    })
    .sort();
}

/** Creates a store in a folder. */
export async function createStoreIn(folder: string): Promise<PaymentStore> {
  const store = createFileStore(folder, { create: true });
  await store.load("any");
  return store;
}
