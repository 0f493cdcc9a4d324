import { expect, test } from "vitest";
import { rateLimiterOf } from "../src/http/rate-limiter.ts";
import { virtualClock } from "./virtual-clock.ts";

test("who asks again in the moment in which the last one was let go is served too", async () => {
  const clock = virtualClock();
  const limiter = rateLimiterOf({ perMinute: 1 }, clock);
  const times: number[] = [];
  const ask = () => limiter.acquire({}).then(() => times.push(clock.now()));
  await Promise.all([ask(), ask().then(ask).then(ask)]);
  expect(times).toEqual([0, 60_000, 120_000, 180_000]);
});

test("who asks after everybody gave up is served when its turn comes", async () => {
  const clock = virtualClock();
  const limiter = rateLimiterOf({ perMinute: 1 }, clock);
  await limiter.acquire({});
  const controller = new AbortController();
  const given = limiter.acquire({ signal: controller.signal });
  controller.abort("enough");
  const next = limiter.acquire({});
  await expect(given).rejects.toBe("enough");
  await next;
  expect(clock.now()).toBe(60_000);
});
