import { expect, test } from "vitest";
import { systemClock } from "../../src/http/clock.ts";
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
