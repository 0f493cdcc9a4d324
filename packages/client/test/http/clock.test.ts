import { expect, test, vi } from "vitest";
import { dateOf, systemClock } from "../../src/http/clock.ts";
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

test("the wall time is the clock's, and the runtime's if the clock has none", () => {
  const { now, sleep } = systemClock;
  const clock = { now, sleep, time: 5, date: () => clock.time };
  expect(dateOf(clock)).toBe(5);
  vi.spyOn(Date, "now").mockReturnValue(7);
  expect(dateOf(systemClock)).toBe(7);
  expect(dateOf({ now, sleep })).toBe(7);
  vi.restoreAllMocks();
});
