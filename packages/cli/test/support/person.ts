import { PassThrough } from "node:stream";
import type { Input, Output } from "../../src/terminal/output.ts";

/** Somewhere to answer from: a terminal, of which a command uses the standard input and error. */
export interface Person {
  stdin: Input;
  stderr: { output: Output; read(): string };
  leave(): void;
}

/** An answer of a person: the line to type once the question has been shown; a function may do something else. */
export type Answer = [question: string, line: string | ((shown: string) => string | undefined)];

/** A person at a terminal, who answers each question as it is shown. `null` in place of an answer ends the input. */
export function sitAtTerminal(answers: readonly (Answer | null)[] = [], columns: number = 80): Person {
  const stdin = Object.assign(new PassThrough(), { isTTY: true as const });
  const open = [...answers];
  let shown = "";
  let answeredTo = 0;
  const answer = () => {
    const [next] = open;
    if (next === undefined) return;
    if (next === null) {
      open.shift();
      stdin.end();
      return;
    }
    const [question, line] = next;
    const at = shown.indexOf(question, answeredTo);
    if (at < 0) return;
    answeredTo = at + question.length;
    open.shift();
    const typed = typeof line === "string" ? line : line(shown);
    if (typed !== undefined) stdin.write(`${typed}\n`);
  };
  const output: Output = {
    isTTY: true,
    columns,
    write(text: string | Uint8Array) {
      shown += String(text);
      // After the command has begun to read.
      setImmediate(answer);
      return true;
    },
  };
  return { stdin, stderr: { output, read: () => shown }, leave: () => void stdin.destroy() };
}
