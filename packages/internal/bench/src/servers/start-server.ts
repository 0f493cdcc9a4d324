import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** A server in a process of its own. */
export interface ServerProcess<Counts> {
  url: string;
  /** What the server has counted so far. */
  takeCounts(): Promise<Counts>;
  stop(): Promise<void>;
}

/** Starts a server of this folder. It also ends when this process ends, however that ends. */
export async function startServer<Counts>(
  file: "page-server" | "simulator-server",
  args: readonly string[] = [],
): Promise<ServerProcess<Counts>> {
  const child = fork(fileURLToPath(new URL(`${file}.ts`, import.meta.url)), args, { execArgv: [] });
  const ended = once(child, "exit");
  const receive = async () => {
    const [message] = await Promise.race([
      once(child, "message"),
      ended.then(([code]) => {
        throw new Error(`${file} ended with exit code ${code}.`);
      }),
    ]);
    return message;
  };
  const { url } = await receive();
  return {
    url,
    takeCounts() {
      child.send("counts");
      return receive();
    },
    async stop() {
      child.disconnect();
      await ended;
    },
  };
}
