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

/** Makes the folder of each test a store. Its files are listed without the marker. */
export function useStoreFolder(): Folder {
  const { path, files } = useFolder();
  beforeEach(async () => void (await createStoreIn(path())));
  return { path, files: () => files().filter((file) => file !== marker) };
}

/** Creates a store in a folder. */
export async function createStoreIn(folder: string): Promise<PaymentStore> {
  const store = createFileStore(folder, { create: true });
  await store.load("any");
  return store;
}
