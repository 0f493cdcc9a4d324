import stringWidth from "string-width";
import { widthsOf } from "../terminal/output.js";
import { wrapText } from "../terminal/wrap-text.js";
import type { CommandContext } from "./command.js";

/** Prints what a command has recorded: as JSON, or as sentences. */
export function printRecorded(
  result: object,
  sentences: readonly string[],
  { json }: { json: boolean },
  { stdout }: Pick<CommandContext, "stdout">,
): void {
  if (json) {
    stdout.write(`${JSON.stringify(result, null, 2)}\n`);
    return;
  }
  const lines = sentences.flatMap((sentence) => wrapText(sentence, widthsOf(stdout).text, stringWidth));
  stdout.write(lines.map((line) => `${line}\n`).join(""));
}
