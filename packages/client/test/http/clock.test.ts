import { describe, expect, test, vi } from "vitest";
import { dateOf, pause, systemClock } from "../../src/http/clock.ts";
import { holdTimers } from "../support/held-timers.ts";

test("the runtime's clock advances while it sleeps", async () => {
  const begin = systemClock.now();
  await systemClock.sleep(5);
  expect(systemClock.now()).toBeGreaterThan(begin);
});

test("an abort ends every sleep of the runtime's clock and clears its timer", async () => {
  const timers = holdTimers();
  await expect(systemClock.sleep(60_000, AbortSignal.abort("stop"))).rejects.toBe("stop");
  const controller = new AbortController();
  const sleeps = [60_000, 600_000].map((milliseconds) => systemClock.sleep(milliseconds, controller.signal));
  controller.abort("later");
  for (const sleep of sleeps) await expect(sleep).rejects.toBe("later");
  expect(timers.started()).toBe(2);
  expect(timers.running()).toBe(0);
});

describe("a pause", () => {
  const toError = (reason: unknown) => new Error("aborted", { cause: reason });

  test("that the signal ends has the caller's error, whatever the clock rejects with", async () => {
    const controller = new AbortController();
    const paused = pause(systemClock, 60_000, controller.signal, toError);
    controller.abort("stop");
    await expect(paused).rejects.toMatchObject({ message: "aborted", cause: "stop" });
    const other = { ...systemClock, sleep: () => Promise.reject(new Error("other")) };
    await expect(pause(other, 1, controller.signal, toError)).rejects.toMatchObject({ cause: "stop" });
  });

  test("that the clock ends with an error of its own has that error", async () => {
    const failure = new Error("the clock failed");
    const failing = { ...systemClock, sleep: () => Promise.reject(failure) };
    await expect(pause(failing, 1, new AbortController().signal, toError)).rejects.toBe(failure);
    await expect(pause(failing, 1, undefined, toError)).rejects.toBe(failure);
  });
});

test("the wall time is the clock's, and the runtime's if the clock has none", () => {
  const { now, sleep } = systemClock;
  const clock = { now, sleep, time: 5, date: () => clock.time };
  expect(dateOf(clock)).toBe(5);
  vi.spyOn(Date, "now").mockReturnValue(7);
  expect(dateOf(systemClock)).toBe(7);
  expect(dateOf({ now, sleep })).toBe(7);
  vi.restoreAllMocks();
});
