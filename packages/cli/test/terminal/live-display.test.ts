import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { startLiveDisplay } from "../../src/terminal/live-display.ts";
import type { Output } from "../../src/terminal/output.ts";
import { createScreen } from "../support/screen.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A terminal, the writes to it, and what it shows. */
function createTerminal(columns = 40) {
  const writes: string[] = [];
  const output: Output & { columns: number } = {
    isTTY: true,
    columns,
    write: (text: string | Uint8Array) => writes.push(String(text)) > 0,
  };
  return { output, writes, screen: () => createScreen(writes.join(""), columns) };
}

describe("a live display", () => {
  test("is drawn at once, when it is asked to, and every second, each time in one write", () => {
    const { output, writes, screen } = createTerminal();
    let count = 0;
    const display = startLiveDisplay(output, () => {
      count += 1;
      return [`count ${count}`, "second line"];
    });
    expect(screen()).toEqual(["count 1", "second line"]);
    display.draw();
    expect(screen()).toEqual(["count 2", "second line"]);
    vi.advanceTimersByTime(3_000);
    expect(screen()).toEqual(["count 5", "second line"]);
    expect(writes).toHaveLength(5);
    display.stop({ keep: true });
  });

  test("overwrites its lines in place: the screen is never empty, and shorter lines leave nothing behind", () => {
    const { output, writes, screen } = createTerminal();
    output.write("before\n");
    let lines = ["a long first line", "second", "third"];
    const display = startLiveDisplay(output, () => lines);
    lines = ["short"];
    display.draw();
    expect(screen()).toEqual(["before", "short"]);
    lines = ["one", "two", "three", "four"];
    display.draw();
    expect(screen()).toEqual(["before", "one", "two", "three", "four"]);
    // Nothing but the ends of lines and what is below them is erased, and the cursor stays visible.
    const codes = writes.slice(1).join("").split("\u001b[").slice(1);
    expect(new Set(codes.map((code) => /^\d*([A-Za-z])/.exec(code)?.[1]))).toEqual(new Set(["A", "K", "J"]));
    display.stop({ keep: true });
  });

  test("is gone once it is stopped, or stays if it is kept, and nothing is drawn any more", () => {
    for (const keep of [false, true]) {
      const { output, writes, screen } = createTerminal();
      const display = startLiveDisplay(output, () => ["one", "two"]);
      display.stop({ keep });
      output.write("after\n");
      const count = writes.length;
      vi.advanceTimersByTime(5_000);
      expect(writes).toHaveLength(count);
      expect(screen()).toEqual(keep ? ["one", "two", "after"] : ["after"]);
    }
    expect(vi.getTimerCount()).toBe(0);
  });

  test("never wraps a line, and finds its first one after the terminal was made narrower", () => {
    const { output, writes } = createTerminal(40);
    const display = startLiveDisplay(output, () => ["x".repeat(60), "y"]);
    expect(writes[0]).toContain(`${"x".repeat(38)}…`);
    output.columns = 20;
    display.draw();
    // The line of 39 characters takes two rows now.
    expect(writes[1]?.startsWith("\r\u001b[3A")).toBe(true);
    expect(writes[1]).toContain(`${"x".repeat(18)}…`);
    output.columns = 0;
    display.draw();
    expect(writes[2]).toContain("x".repeat(60));
    display.stop({ keep: false });
  });
});
