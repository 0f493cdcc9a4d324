import type { WorkerConfig } from "../support/worker-process.ts";
import { type Child, keepChild, startChild } from "./child-process.ts";
import { type PostgresProxy, startPostgresProxy } from "./postgres-proxy.ts";

/** A machine with one worker, and its own network to Postgres. A worker that ends is started again. */
export interface Machine {
  readonly name: string;
  readonly proxy: PostgresProxy;
  readonly worker: Child;
  /** The ends of the error outputs of the workers that have ended. */
  readonly errors: readonly string[];
  /** Ends the worker in order, as a deploy does. Resolves with how long that took, in milliseconds. */
  redeploy(): Promise<number>;
  stop(): Promise<void>;
}

/** A request that a worker began to send. */
export interface SentRequest {
  machine: string;
  /** The path's last word: init, auth, cancel, retrieve, balance. */
  operation: string;
  /** Of an auth. */
  requestId: string;
  /** In milliseconds since 1970, by the true clock. */
  at: number;
}

/** Starts a machine. `clockOffsetMs`: how wrong its clock is. Its requests are added to `requests`. */
export async function startMachine(
  name: string,
  config: Omit<WorkerConfig, "database">,
  {
    portOf,
    database,
    clockOffsetMs = 0,
    requests,
  }: { portOf: () => number; database: string; clockOffsetMs?: number; requests: SentRequest[] },
): Promise<Machine> {
  const proxy = await startPostgresProxy(portOf);
  const whole: WorkerConfig = { ...config, database: proxy.connectionString(database) };
  const onLine = ({ type, operation, requestId, at }: Record<string, unknown>) => {
    if (type !== "request") return;
    requests.push({ machine: name, operation: String(operation), requestId: String(requestId), at: Number(at) });
  };
  const kept = keepChild(() => startChild("worker-process.ts", whole, onLine, { clockOffsetMs }));
  return {
    name,
    proxy,
    get worker() {
      return kept.current;
    },
    errors: kept.errors,
    async redeploy() {
      const began = performance.now();
      const { exit } = kept.current;
      kept.current.kill("SIGTERM");
      await exit;
      return performance.now() - began;
    },
    async stop() {
      await kept.stop();
      proxy.close();
    },
  };
}
