// Processes that pay from one store of files, for tests that kill them or run several at once.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import type { Simulator } from "@iyzico-mass-payout/simulator";
import type { MassPayoutError, PayoutPlan, PayResult } from "../../src/index.ts";
import { startServer } from "./server.ts";

/** Where a process is killed: at its first request of an operation, before or after the request takes effect. */
export interface Kill {
  operation: "retrieve" | "init" | "balance" | "auth";
  when: "before" | "after";
}

/** Starts processes, one after another or several at once. */
export interface PayingProcesses extends AsyncDisposable {
  /** Where their requests go. */
  url: string;
  /** The result of a process. One that is killed has none, and one that fails has its error in the place of it. */
  run(plan: PayoutPlan, options: object, kill?: Kill): Promise<(PayResult & { error?: MassPayoutError }) | undefined>;
}

const script = fileURLToPath(new URL("paying-process.ts", import.meta.url));

/** Starts a server in front of a simulator, for processes that pay. A process that is killed has no result. */
export async function startPayingProcesses(simulator: Simulator, folder: string): Promise<PayingProcesses> {
  let isKilled: (target: string, when: Kill["when"]) => boolean = () => false;
  const server = await startServer(async (response, { method = "", target = "", headers, body }) => {
    if (isKilled(target, "before")) return;
    const init = { method, headers: headers as Record<string, string>, ...(body && { body }) };
    const answer = await simulator.fetch(new Request(new URL(target, "http://127.0.0.1"), init));
    if (isKilled(target, "after")) return;
    response.writeHead(answer.status, { "content-type": "application/json" }).end(await answer.text());
  });
  return {
    url: server.url,
    async run(plan, options, kill) {
      const args = [script, server.url, folder, JSON.stringify(plan), JSON.stringify(options)];
      // Compiling the client takes a third of what a process takes.
      const env = { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), "node-compile-cache") };
      const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"], env });
      isKilled = (target, when) =>
        when === kill?.when && target.includes(`/payout/${kill.operation}?`) && child.kill("SIGKILL");
      const printed = text(child.stdout);
      const [, signal] = await once(child, "exit");
      return signal === "SIGKILL" ? undefined : JSON.parse(await printed);
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
