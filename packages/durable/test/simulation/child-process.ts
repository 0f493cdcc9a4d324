import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** A process of Node that runs a script of `test/support`, and says what it does in lines of JSON. */
export interface Child {
  /** Whether it has not ended. */
  readonly isAlive: boolean;
  readonly exit: Promise<void>;
  /** The end of its error output. */
  readonly errors: string;
  kill(signal: NodeJS.Signals): void;
  /** Writes a line of JSON to its input. */
  tell(message: object): void;
}

const hooks = new URL("../support/from-sources.ts", import.meta.url).href;
const shiftedClock = new URL("shifted-clock.ts", import.meta.url).href;
const running = new Set<ChildProcess>();

process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** Starts a script with a configuration. `clockOffsetMs`: how wrong the clock of its machine is. */
export function startChild(
  script: "worker-process.ts" | "people-process.ts",
  config: object,
  onLine: (line: Record<string, unknown>) => void,
  { clockOffsetMs = 0 }: { clockOffsetMs?: number } = {},
): Child {
  const path = fileURLToPath(new URL(`../support/${script}`, import.meta.url));
  const preloads = ["--import", hooks, ...(clockOffsetMs === 0 ? [] : ["--import", shiftedClock])];
  const args = [...preloads, path, JSON.stringify(config)];
  const child = spawn(process.execPath, args, {
    stdio: ["pipe", "pipe", "pipe"],
    env: { ...process.env, NODE_NO_WARNINGS: "1", CLOCK_OFFSET_MS: String(clockOffsetMs) },
  });
  running.add(child);
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors = (errors + text).slice(-4_000);
  });
  child.stdin.on("error", () => undefined);
  createInterface({ input: child.stdout }).on("line", (line) => onLine(JSON.parse(line)));
  let isAlive = true;
  const exit = once(child, "exit").then(() => {
    isAlive = false;
    running.delete(child);
  });
  return {
    get isAlive() {
      return isAlive;
    },
    get errors() {
      return errors;
    },
    exit,
    kill: (signal) => void child.kill(signal),
    tell: (message) => void child.stdin.write(`${JSON.stringify(message)}\n`),
  };
}

/** A process that is started again whenever it ends, as a supervisor of services does. */
export interface KeptChild {
  /** The one that runs now, or has just ended. */
  readonly current: Child;
  /** The ends of the error outputs of those before. */
  readonly errors: readonly string[];
  stop(): Promise<void>;
}

/** Keeps a process running. `onStart` is told each one. */
export function keepChild(start: () => Child, onStart: (child: Child) => void = () => undefined): KeptChild {
  const errors: string[] = [];
  let isStopped = false;
  let current: Child;
  const run = () => {
    current = start();
    const { exit } = current;
    const ended = current;
    onStart(current);
    exit.then(() => {
      if (isStopped) return;
      if (ended.errors !== "") errors.push(ended.errors);
      setTimeout(() => isStopped || run(), 500);
    });
  };
  run();
  return {
    get current() {
      return current;
    },
    errors,
    async stop() {
      isStopped = true;
      current.kill("SIGKILL");
      await current.exit;
    },
  };
}
