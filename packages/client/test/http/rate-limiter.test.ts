import { describe, expect, test } from "vitest";
import { rateLimiterOf } from "../../src/http/rate-limiter.ts";
import { emptyPage, retrieveRequest } from "../support/answers.ts";
import { clientFor, rejectionOf } from "../support/client.ts";
import { heldMs, holdTimers } from "../support/held-timers.ts";
import { startAnswering } from "../support/server.ts";
import { virtualClock } from "../support/virtual-clock.ts";

const query = { params: { query: { locale: "tr" } }, body: retrieveRequest } as const;

describe("the rate limit", () => {
  test("lets 50 requests a minute through by default, over all calls of a client", async () => {
    await using server = await startAnswering(emptyPage);
    const clock = virtualClock();
    const times: number[] = [];
    const iyzico = clientFor(server.url, {
      clock,
      onEvent: ({ type }) => type === "attempt-started" && times.push(clock.now()),
    });
    await Promise.all(Array.from({ length: 120 }, () => iyzico.retrieve(retrieveRequest)));
    expect(times).toHaveLength(120);
    // Each request is a minute or more after the 50th before it, so no minute has more than 50.
    for (const [index, time] of times.entries()) {
      const earlier = times[index - 50];
      if (earlier !== undefined) expect(time - earlier).toBeGreaterThanOrEqual(60_000);
    }
  });

  test("counts retries and raw requests too", async () => {
    await using server = await startAnswering("", 500);
    const clock = virtualClock();
    const iyzico = clientFor(server.url, {
      clock,
      rateLimit: { perMinute: 3 },
      retry: { baseDelayMs: 1, maxDelayMs: 1 },
    });
    await rejectionOf(iyzico.retrieve(retrieveRequest));
    expect(clock.now()).toBeGreaterThanOrEqual(60_000);
    for (let request = 0; request < 3; request += 1) await iyzico.raw.POST("/v1/mass/payout/retrieve", query);
    expect(clock.now()).toBeGreaterThanOrEqual(120_000);
  });

  test("can be switched off", async () => {
    await using server = await startAnswering(emptyPage);
    const clock = virtualClock();
    const iyzico = clientFor(server.url, { clock, rateLimit: false });
    await Promise.all(Array.from({ length: 60 }, () => iyzico.retrieve(retrieveRequest)));
    expect(clock.pauses).toEqual([]);
  });

  test("gives the slot of an aborted call to the next", async () => {
    await using server = await startAnswering(emptyPage);
    const iyzico = clientFor(server.url, { rateLimit: { perMinute: 1 }, clock: virtualClock() });
    await iyzico.retrieve(retrieveRequest);
    const controller = new AbortController();
    const second = iyzico.retrieve(retrieveRequest, { signal: controller.signal });
    controller.abort();
    expect(await rejectionOf(second)).toMatchObject({ code: "aborted", outcome: "not-sent", attempts: 0 });
    await iyzico.retrieve(retrieveRequest);
    expect(server.arrivals).toHaveLength(2);
  });

  test("keeps no timer for calls that were aborted while they waited", async () => {
    await using server = await startAnswering(emptyPage);
    const timers = holdTimers();
    const iyzico = clientFor(server.url, { rateLimit: { perMinute: 1 } });
    await iyzico.retrieve(retrieveRequest);
    const controllers = Array.from({ length: 50 }, () => new AbortController());
    const calls = controllers.map(({ signal }) => rejectionOf(iyzico.retrieve(retrieveRequest, { signal })));
    for (const controller of controllers) controller.abort();
    for (const error of await Promise.all(calls)) expect(error).toMatchObject({ code: "aborted", outcome: "not-sent" });
    expect(timers.running()).toBe(0);
  });
});

describe("a limiter", () => {
  test("serves a request that is made in the moment in which the queue becomes empty", async () => {
    const clock = virtualClock();
    const limiter = rateLimiterOf({ perMinute: 1 }, clock);
    const times: number[] = [];
    const acquire = () => limiter.acquire({}).then(() => times.push(clock.now()));
    await Promise.all([acquire(), acquire().then(acquire).then(acquire)]);
    expect(times).toEqual([0, 60_000, 120_000, 180_000]);
  });

  test("serves a request that is made after all others were aborted", async () => {
    const clock = virtualClock();
    const limiter = rateLimiterOf({ perMinute: 1 }, clock);
    await limiter.acquire({});
    const controller = new AbortController();
    const aborted = limiter.acquire({ signal: controller.signal });
    controller.abort("enough");
    const next = limiter.acquire({});
    await expect(aborted).rejects.toBe("enough");
    await next;
    expect(clock.now()).toBe(60_000);
  });
});

describe("a limiter of the caller's", () => {
  test("is asked before every attempt", async () => {
    await using server = await startAnswering("", 500);
    let slots = 0;
    const rateLimit = {
      async acquire() {
        slots += 1;
      },
    };
    await rejectionOf(clientFor(server.url, { rateLimit, clock: virtualClock(), retry: {} }).retrieve(retrieveRequest));
    expect(slots).toBe(4);
    expect(server.arrivals).toHaveLength(4);
  });

  test("that fails is an error of its own, and nothing is sent", async () => {
    await using server = await startAnswering(emptyPage);
    const cause = new Error("redis is away");
    const iyzico = clientFor(server.url, { rateLimit: { acquire: () => Promise.reject(cause) } });
    await expect(iyzico.retrieve(retrieveRequest)).rejects.toMatchObject({
      code: "rate_limiter_failed",
      outcome: "not-sent",
      attempts: 0,
      cause,
    });
    expect(server.arrivals).toEqual([]);
  });

  test("that throws, or returns no promise, leaves no timer behind", async () => {
    const timers = holdTimers();
    await using server = await startAnswering(emptyPage);
    const throwing = () => {
      throw new Error("thrown");
    };
    const failing = clientFor(server.url, { rateLimit: { acquire: throwing }, deadlineMs: 600_000 });
    await expect(failing.retrieve(retrieveRequest)).rejects.toMatchObject({ code: "rate_limiter_failed" });
    const silent = clientFor(server.url, { rateLimit: { acquire: () => undefined as never }, deadlineMs: 600_000 });
    expect(await silent.retrieve(retrieveRequest)).toMatchObject({ total: 0 });
    expect(timers.started()).toBe(3);
    expect(timers.running()).toBe(0);
  });

  test("that never answers ends at the deadline, and nothing is sent", async () => {
    const timers = holdTimers();
    await using server = await startAnswering(emptyPage);
    const acquire = () => {
      setImmediate(timers.fire);
      return new Promise<void>(() => undefined);
    };
    const iyzico = clientFor(server.url, { rateLimit: { acquire }, deadlineMs: heldMs, clock: virtualClock() });
    expect(await rejectionOf(iyzico.retrieve(retrieveRequest))).toMatchObject({
      code: "deadline_exceeded",
      outcome: "not-sent",
      attempts: 0,
    });
    expect(server.arrivals).toEqual([]);
  });

  test("does not keep a raw request from being aborted", async () => {
    await using server = await startAnswering(emptyPage);
    const controller = new AbortController();
    const acquire = () => {
      setImmediate(() => controller.abort(new Error("enough")));
      return new Promise<void>(() => undefined);
    };
    const iyzico = clientFor(server.url, { rateLimit: { acquire } });
    const request = iyzico.raw.POST("/v1/mass/payout/retrieve", { ...query, signal: controller.signal });
    await expect(request).rejects.toThrow("enough");
    expect(server.arrivals).toEqual([]);
  });
});
