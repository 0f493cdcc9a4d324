import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createSimulator } from "../../src/index.ts";

test("the simulator's own clock moves only by advance and sleep", async () => {
  const { clock, advance } = createSimulator();
  const start = clock.now();
  await clock.sleep(250);
  advance(750);
  expect(clock.now()).toBe(start + 1_000);
  await expect(clock.sleep(1, AbortSignal.abort(new Error("enough")))).rejects.toThrow("enough");
  for (const invalid of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(() => advance(invalid)).toThrow(new RangeError("milliseconds must be a non-negative number."));
  }
  expect(clock.now()).toBe(start + 1_000);
});

test("the date is the simulator's time, on its own clock and on the caller's", async () => {
  const { clock, advance } = createSimulator();
  advance(750);
  await clock.sleep(250);
  expect(clock.date()).toBe(clock.now());
  const time = { now: () => 7 };
  expect(createSimulator({ clock: time }).clock.date()).toBe(7);
});

describe("the caller's clock", () => {
  test("can't be advanced, and its sleeps take real time", async () => {
    expect(createSimulator({ clock: performance }).clock.now()).toBeGreaterThan(0);
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const { clock, advance } = createSimulator({ clock: { now: Date.now } });
    expect(() => advance(1)).toThrow(TypeError);
    const ended: string[] = [];
    void clock.sleep(500).then(() => ended.push("one"));
    void clock.sleep(600, new AbortController().signal).then(() => ended.push("two"));
    await vi.advanceTimersByTimeAsync(499);
    expect(ended).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(ended).toEqual(["one"]);
    await vi.advanceTimersByTimeAsync(100);
    expect(ended).toEqual(["one", "two"]);
  });

  test("ends a sleep when its signal aborts, or is already aborted", async () => {
    const { clock } = createSimulator({ clock: { now: Date.now } });
    const controller = new AbortController();
    const sleep = clock.sleep(3_600_000, controller.signal);
    controller.abort(new Error("enough"));
    await expect(sleep).rejects.toThrow("enough");
    await expect(clock.sleep(3_600_000, controller.signal)).rejects.toThrow("enough");
  });
});
