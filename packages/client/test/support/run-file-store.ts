import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll } from "vitest";

/** One run of file-store-process.ts. */
interface FileStoreRun {
  /** The revisions that were confirmed to it. */
  confirmed: number[];
  /** The code of the error that ended it. */
  code: string | undefined;
  signal: NodeJS.Signals | null;
}

export interface FileStoreScripts {
  /** The arguments of Node for a task of file-store-process.ts. */
  argumentsFor(task: object): string[];
  /** Runs a task to its end. `onFirst` is called once its first revision was confirmed. */
  run(task: object, onFirst?: (child: ChildProcess) => void): Promise<FileStoreRun>;
  /** The path of a second copy of createFileStore's module. */
  copy(): string;
}

/**
 * Writes file-store-process.ts and what it imports as JavaScript into a folder, for the tests of a file: a process that
 * strips the types itself takes longer to start.
 */
export function useFileStoreScripts(): FileStoreScripts {
  let scripts = "";
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const name = "test/support/file-store-process";
  beforeAll(() => {
    scripts = mkdtempSync(join(tmpdir(), "scripts-"));
    writeFileSync(join(scripts, "package.json"), '{"type":"module"}');
    strip(name);
  });
  afterAll(() => rmSync(scripts, { recursive: true }));

  function strip(module: string): void {
    const script = join(scripts, `${module}.js`);
    if (existsSync(script)) return;
    const code = stripTypeScriptTypes(readFileSync(join(root, `${module}.ts`), "utf8"));
    mkdirSync(dirname(script), { recursive: true });
    writeFileSync(script, code.replace(/(from "\.[^"]*)\.ts"/g, '$1.js"'));
    for (const [, other = ""] of code.matchAll(/from "(\.[^"]*)\.[jt]s"/g)) strip(join(dirname(module), other));
  }

  const argumentsFor = (task: object) => [join(scripts, `${name}.js`), JSON.stringify(task)];
  return {
    argumentsFor,
    async run(task, onFirst) {
      const child = spawn(process.execPath, argumentsFor(task), { stdio: ["ignore", "pipe", "inherit"] });
      let output = "";
      child.stdout.once("data", () => onFirst?.(child));
      child.stdout.on("data", (data) => {
        output += data;
      });
      const signal = await new Promise<NodeJS.Signals | null>((resolve) => child.on("close", (_, by) => resolve(by)));
      const lines = output.split("\n").slice(0, -1);
      return {
        confirmed: lines.map(Number).filter(Number.isInteger),
        code: lines.find((line) => /\D/.test(line)),
        signal,
      };
    },
    copy: () => join(scripts, "src/pay/file-store/file-store.js"),
  };
}
