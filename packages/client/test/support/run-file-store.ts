import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
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

interface Contender {
  /** Whether it got the lock of a key by a take-over; `undefined` if it did not get it. */
  lock(key: string): Promise<boolean | undefined>;
  /** Ends the process. It does not release its locks. */
  end(): Promise<void>;
}

export interface FileStoreScripts {
  /** The arguments of Node for a task of file-store-process.ts. */
  argumentsFor(task: object): string[];
  /**
   * Runs a task to its end.
   *
   * @param onFirst is called once its first revision was confirmed.
   * @param command runs the program that follows it.
   */
  run(task: object, onFirst?: (child: ChildProcess) => void, command?: readonly string[]): Promise<FileStoreRun>;
  /** Starts a process that contends for locks under a host name. */
  contend(folder: string, host: string): Contender;
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
    async run(task, onFirst, command = []) {
      const [program, ...others] = [...command, process.execPath, ...argumentsFor(task)];
      const child = spawn(program as string, others, { stdio: ["ignore", "pipe", "inherit"] });
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
    contend(folder, host) {
      const task = { folder, host, adds: 0, isContender: true };
      const child = spawn(process.execPath, argumentsFor(task), { stdio: ["pipe", "pipe", "inherit"] });
      const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
      return {
        async lock(key) {
          child.stdin.write(`${key}\n`);
          const { value } = await lines.next();
          return value === "locked" ? undefined : value === "true";
        },
        async end() {
          child.stdin.end();
          await once(child, "exit");
        },
      };
    },
    copy: () => join(scripts, "src/pay/file-store/file-store.js"),
  };
}
