import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { inject, onTestFinished } from "vitest";
import type {} from "./setup.ts";

/** An example that runs as a process. */
export interface Program {
  /** Everything that it has printed. */
  output(): string;
  /** Resolves with the first match of a pattern in what it prints. Rejects with the output if it ends without one. */
  printed(pattern: RegExp): Promise<RegExpExecArray>;
  /** Sends SIGTERM, and resolves with the exit code, or with the signal that ended it. */
  terminate(): Promise<number | NodeJS.Signals>;
  /** Ends it with SIGKILL, as a crash would. */
  kill(): Promise<void>;
  /** Resolves with the exit code. */
  ended: Promise<number | NodeJS.Signals>;
}

/** Starts Node in the folder of an example. It is killed at the end of the test. */
export function startProgram(example: string, args: readonly string[], env: NodeJS.ProcessEnv): Program {
  const options = {
    cwd: join(inject("project"), example),
    // Nothing of the caller's environment: no proxy, no NODE_OPTIONS.
    env: { PATH: process.env["PATH"], HOME: join(inject("project"), "home"), NO_COLOR: "1", ...env },
  };
  const child = spawn(process.execPath, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      child.emit("printed");
    });
  }
  const ended = once(child, "close").then(([code, signal]): number | NodeJS.Signals => code ?? signal);
  const kill = async () => {
    child.kill("SIGKILL");
    await ended;
  };
  onTestFinished(kill);
  return {
    ended,
    kill,
    output: () => output,
    async printed(pattern) {
      for (;;) {
        const match = pattern.exec(output);
        if (match !== null) return match;
        if (child.exitCode !== null || child.signalCode !== null) throw new Error(`It ended without it:\n${output}`);
        await Promise.race([once(child, "printed"), ended]);
      }
    },
    async terminate() {
      child.kill("SIGTERM");
      return ended;
    },
  };
}

/** Runs Node in the folder of an example until it ends. */
export async function runProgram(
  example: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ exitCode: number | NodeJS.Signals; output: string }> {
  const program = startProgram(example, args, env);
  return { exitCode: await program.ended, output: program.output() };
}
