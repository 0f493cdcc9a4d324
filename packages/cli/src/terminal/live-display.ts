import stringWidth from "string-width";
import type { Output } from "./output.js";
import { truncate } from "./truncate.js";

/** Lines at the end of a terminal's output that are written over again and again. */
export interface LiveDisplay {
  /** Draws the lines as they are now. */
  draw(): void;
  /** Ends the display, and removes its lines unless they are to stay. */
  stop(options: { keep: boolean }): void;
}

const eraseToEndOfLine = "\u001b[K";
const eraseBelow = "\u001b[J";

/**
 * Shows lines and draws them again every second. Each time is one write that overwrites the lines in place, so that nothing
 * flickers. The cursor stays visible and the terminal in its mode: a process that is killed leaves nothing to restore.
 * log-update would bring 12 packages for this, and one of them, signal-exit, ends the process at a SIGINT that the command
 * has taken to stop in an orderly way.
 *
 * @param render the lines, without escape codes: they are truncated at the width that the terminal has now.
 */
export function startLiveDisplay(output: Output, render: () => readonly string[]): LiveDisplay {
  let drawn: readonly string[] = [];
  /** Where the lines begin, also if a terminal that was made narrower has wrapped them. */
  const toFirstLine = () => {
    const columns = output.columns || 80;
    const rows = drawn.reduce((sum, line) => sum + Math.max(1, Math.ceil(stringWidth(line) / columns)), 0);
    return rows === 0 ? "\r" : `\r\u001b[${rows}A`;
  };
  const draw = () => {
    // Some terminals wrap a line that is as wide as they are.
    const columns = (output.columns || 80) - 1;
    const lines = render().map((line) => truncate(line, columns));
    output.write(`${toFirstLine()}${lines.map((line) => `${line}${eraseToEndOfLine}\n`).join("")}${eraseBelow}`);
    drawn = lines;
  };
  draw();
  const timer = setInterval(draw, 1_000);
  return {
    draw,
    stop({ keep }) {
      clearInterval(timer);
      if (!keep) output.write(`${toFirstLine()}${eraseBelow}`);
      drawn = [];
    },
  };
}
