// Stops before every step that a process takes on the disk: to see it, to kill it there, or to let others go first.
import fs, { type FileHandle } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";

/** Is told which call comes, and of which file. What it throws, the call throws. */
export type Step = (call: string, file: string) => unknown;
type Call = (file: string, ...others: unknown[]) => Promise<unknown>;

const calls = ["link", "mkdir", "open", "readdir", "readFile", "rm", "writeFile"] as const;

/** Has `step` called, and waits for it, before every step of `node:fs/promises`. Returns a function that ends this. */
export function beforeEveryStep(step: Step): () => void {
  const table = fs as unknown as Record<string, Call>;
  const originals = calls.map((name): [string, Call] => [name, table[name] as Call]);
  for (const [name, original] of originals) {
    table[name] = async (file, ...others) => {
      await step(name, file);
      const result = await original(file, ...others);
      if (name === "open") stopIn(result as FileHandle, file, step);
      if (name !== "readdir") return result;
      // What comes or goes while a folder is read may be missing.
      await step(name, file);
      const later = await original(file, ...others);
      return (result as string[]).filter((entry) => (later as string[]).includes(entry));
    };
  }
  syncBuiltinESMExports();
  return () => {
    for (const [name, original] of originals) table[name] = original;
    syncBuiltinESMExports();
  };
}

function stopIn(handle: FileHandle, file: string, step: Step): void {
  const { write, sync, close } = handle;
  Object.assign(handle, {
    // A text may be on the disk in part.
    async writeFile(text: string) {
      for (const part of [text.slice(0, 20), text.slice(20)]) {
        await step("write", file);
        await write.call(handle, part);
      }
    },
    async sync() {
      await step("sync", file);
      await sync.call(handle);
    },
    async close() {
      await step("close", file);
      await close.call(handle);
    },
  });
}
