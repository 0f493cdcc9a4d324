import { describe, expect, test } from "vitest";
import type { MassPayoutEvent } from "../../src/index.ts";
import { canaryPage, canaryRequest, retrieveWithRetry } from "../support/canary-retrieve.ts";
import { clientFor } from "../support/client.ts";
import { startAnswering } from "../support/server.ts";
import { virtualClock } from "../support/virtual-clock.ts";

describe("events", () => {
  test("report attempts, pauses and the end of a call, in order", async () => {
    const events: MassPayoutEvent[] = [];
    const serverPort = await retrieveWithRetry((event) => events.push(event));
    const call = events[0]?.call;
    const of = { operation: "retrieve", call };
    const started = {
      type: "attempt-started",
      ...of,
      method: "POST",
      urlTemplate: "/v1/mass/payout/retrieve",
      serverAddress: "127.0.0.1",
      serverPort,
    };
    const durationMs = expect.any(Number);
    expect(events).toEqual([
      { type: "call-started", ...of },
      { ...started, attempt: 1 },
      { type: "attempt-ended", ...of, attempt: 1, durationMs, httpStatus: 200, code: "service_error", errorCode: "1" },
      { type: "waiting", ...of, reason: "retry", attempt: 1, delayMs: expect.any(Number) },
      { ...started, attempt: 2 },
      { type: "attempt-ended", ...of, attempt: 2, durationMs, httpStatus: 200 },
      { type: "call-ended", ...of, attempts: 2, durationMs },
    ]);
  });

  test("report how long a call waited for a slot of the rate limit", async () => {
    await using server = await startAnswering(canaryPage);
    const events: MassPayoutEvent[] = [];
    const iyzico = clientFor(server.url, {
      clock: virtualClock(),
      rateLimit: { perMinute: 1 },
      onEvent: (event) => events.push(event),
    });
    await iyzico.retrieve(canaryRequest);
    await iyzico.retrieve(canaryRequest);
    const waits = events.filter(({ type }) => type === "waiting");
    expect(waits).toEqual([
      {
        type: "waiting",
        operation: "retrieve",
        call: expect.any(Number),
        reason: "rate-limit",
        delayMs: 60_000,
        attempt: 0,
      },
    ]);
  });

  test("report durations as differences of the clock", async () => {
    const events: MassPayoutEvent[] = [];
    const iyzico = clientFor("http://localhost", {
      clock: { now: () => 5_000, sleep: async () => undefined },
      retry: { maxAttempts: 2 },
      fetch: async () => new Response(events.length < 3 ? "<html>" : canaryPage),
      onEvent: (event) => events.push(event),
    });
    await iyzico.retrieve(canaryRequest);
    const durations = events.flatMap((event) => ("durationMs" in event ? [event.durationMs] : []));
    expect(durations).toEqual([0, 0, 0]);
  });

  test("contain no value of a request, a response or the credentials", async () => {
    const events: MassPayoutEvent[] = [];
    await retrieveWithRetry(
      (event) => events.push(event),
      ['{"status":"failure","errorCode":"1000","errorMessage":"CANARY"}'],
    );
    await retrieveWithRetry((event) => events.push(event));
    expect(events.length).toBeGreaterThan(5);
    expect(JSON.stringify(events)).not.toContain("CANARY");
  });

  test("do not end a call when the listener throws", async () => {
    let events = 0;
    await retrieveWithRetry(() => {
      events += 1;
      throw new Error("the listener's");
    });
    expect(events).toBe(7);
  });

  test("do not end the process when an async listener rejects", async () => {
    let events = 0;
    await retrieveWithRetry(async () => {
      events += 1;
      await Promise.resolve();
      throw new Error("the listener's");
    });
    expect(events).toBe(7);
  });

  test.each([
    ["https://sandbox-api.iyzipay.com", "sandbox-api.iyzipay.com", 443],
    ["http://localhost", "localhost", 80],
  ])("name the standard port of %s", async (baseUrl, serverAddress, serverPort) => {
    const events: MassPayoutEvent[] = [];
    const iyzico = clientFor(baseUrl, {
      fetch: async () => new Response(canaryPage),
      onEvent: (event) => events.push(event),
    });
    await iyzico.retrieve(canaryRequest);
    expect(events[1]).toMatchObject({ serverAddress, serverPort });
  });
});
