import { createInterface } from "node:readline";
import type { Input, Output } from "./output.js";

/**
 * Asks a question and waits for a line. Resolves with it, without the spaces around it, and with `undefined` if the input
 * ends first. Rejects with the signal's reason once it is aborted.
 *
 * The terminal stays in its own mode: it shows and edits what is typed, and Ctrl-C is a SIGINT, which aborts the signal.
 */
export function ask(question: string, input: Input, output: Output, signal: AbortSignal): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    output.write(question);
    const lines = createInterface({ input, terminal: false });
    const onAbort = () => {
      output.write("\n");
      reject(signal.reason);
      lines.close();
    };
    signal.addEventListener("abort", onAbort, { once: true });
    lines.once("line", (line) => {
      resolve(line.trim());
      lines.close();
    });
    lines.once("close", () => {
      signal.removeEventListener("abort", onAbort);
      // After a line or an abort, this changes nothing.
      resolve(undefined);
    });
  });
}
