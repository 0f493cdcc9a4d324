// Runs a function before every step that the process takes on the disk: to record it, to kill the process there, or to
// let other writers go first.
import fs, { type FileHandle } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";

/** Receives the call and its file. The call throws what it throws. */
export type Step = (call: string, file: string) => unknown;
type Call = (file: string, ...others: unknown[]) => Promise<unknown>;

const calls = [
  "link",
  "mkdir",
  "open",
  "readdir",
  "readFile",
  "readlink",
  "rename",
  "rm",
  "rmdir",
  "stat",
  "writeFile",
] as const;

/** Awaits `step` before every step of `node:fs/promises`. Returns a function that ends this. */
export function beforeEveryStep(step: Step): () => void {
  const table = fs as unknown as Record<string, Call>;
  const originals = calls.map((name): [string, Call] => [name, table[name] as Call]);
  for (const [name, original] of originals) {
    table[name] = async (file, ...others) => {
      await step(name, file);
      const result = await original(file, ...others);
      if (name === "open") stepInside(result as FileHandle, file, step);
      if (name !== "readdir") return result;
      // An entry that is added or removed while a folder is read may be missing.
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

/** The result of `run` while `step` is awaited before every step on the disk. */
export async function withSteps<Result>(step: Step, run: () => Promise<Result>): Promise<Result> {
  const stop = beforeEveryStep(step);
  try {
    return await run();
  } finally {
    stop();
  }
}

/** A step of a system on which a call fails with a code, for files of this name. */
export function failing(failed: string, code: string, name: RegExp = /./): Step {
  return (call, file) => {
    if (call === failed && name.test(file)) throw Object.assign(new Error(code), { code });
  };
}

function stepInside(handle: FileHandle, file: string, step: Step): void {
  const { write, sync, close } = handle;
  Object.assign(handle, {
    // A part of the content may be on the disk.
    async writeFile(content: string) {
      for (const part of [content.slice(0, 20), content.slice(20)]) {
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
