import type { WorkerConfig } from "../support/worker-process.ts";
import { type Child, startChild } from "./child-process.ts";
import { type PostgresProxy, startPostgresProxy } from "./postgres-proxy.ts";

/** A machine with one worker, and its own network to Postgres. A worker that ends is started again. */
export interface Machine {
  readonly name: string;
  readonly proxy: PostgresProxy;
  readonly worker: Child;
  /** Ends the worker in order, as a deploy does. Resolves with how long that took, in milliseconds. */
  redeploy(): Promise<number>;
  stop(): Promise<void>;
}

/** A write that a worker began to send. */
export interface SentWrite {
  machine: string;
  operation: string;
  /** Of an auth. */
  requestId: string;
  /** In milliseconds since 1970, by the true clock. */
  at: number;
}

/** Starts a machine. `clockOffsetMs`: how wrong its clock is. */
export async function startMachine(
  name: string,
  config: Omit<WorkerConfig, "database">,
  portOf: () => number,
  { clockOffsetMs, sent }: { clockOffsetMs: number; sent: SentWrite[] },
): Promise<Machine> {
  const proxy = await startPostgresProxy(portOf);
  let isStopped = false;
  let worker: Child;
  const errors: string[] = [];
  const start = () => {
    const onLine = ({ type, operation, requestId, at }: Record<string, unknown>) => {
      if (type !== "request") return;
      sent.push({ machine: name, operation: String(operation), requestId: String(requestId), at: Number(at) });
    };
    const whole: WorkerConfig = { ...config, database: proxy.connectionString("books") };
    worker = startChild("worker-process.ts", whole, onLine, { clockOffsetMs });
    worker.exit.then(() => {
      errors.push(worker.errors);
      if (!isStopped) setTimeout(() => isStopped || start(), 500);
    });
  };
  start();
  return {
    name,
    proxy,
    get worker() {
      return worker;
    },
    async redeploy() {
      const began = performance.now();
      const { exit } = worker;
      worker.kill("SIGTERM");
      await exit;
      return performance.now() - began;
    },
    async stop() {
      isStopped = true;
      worker.kill("SIGKILL");
      worker.kill("SIGCONT");
      await worker.exit;
      proxy.close();
    },
  };
}
