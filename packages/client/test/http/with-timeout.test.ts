import { expect, test } from "vitest";
import { emptyPage, retrieveRequest } from "../support/answers.ts";
import { clientFor } from "../support/client.ts";
import { collectGarbage } from "../support/garbage-collection.ts";
import { holdTimers } from "../support/held-timers.ts";
import { startServer } from "../support/server.ts";
import { virtualClock } from "../support/virtual-clock.ts";

/** Counts the listeners that are added to a signal and not removed. */
function watchListeners(signal: AbortSignal): { listeners(): number } {
  let listeners = 0;
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (...args: Parameters<typeof addEventListener>) => {
    listeners += 1;
    addEventListener.apply(signal, args);
  };
  signal.removeEventListener = (...args: Parameters<typeof removeEventListener>) => {
    listeners -= 1;
    removeEventListener.apply(signal, args);
  };
  return { listeners: () => listeners };
}

test("calls leave no listener on a signal that outlives them, whether they succeed or fail", async () => {
  await using server = await startServer((response) => {
    const turn = server.arrivals.length % 3;
    if (turn === 0) response.socket?.destroy();
    else response.writeHead(turn === 1 ? 200 : 500).end(turn === 1 ? emptyPage : "");
  });
  const { signal } = new AbortController();
  const watched = watchListeners(signal);
  const iyzico = clientFor(server.url, { retry: { maxAttempts: 2 }, rateLimit: false, clock: virtualClock() });
  for (let call = 0; call < 30; call += 1) await iyzico.retrieve(retrieveRequest, { signal }).catch(() => undefined);
  expect(watched.listeners()).toBe(0);
});

test.each([
  ["a fetch", { fetch: async () => new Response(emptyPage) }],
  ["Node's HTTP modules", {}],
])("thousands of calls with one signal, sent by %s, leave almost nothing in memory", async (_, options) => {
  await using server = await startServer((response) => {
    server.arrivals.length = 0;
    response.end(emptyPage);
  });
  const { signal } = new AbortController();
  const iyzico = clientFor(server.url, { rateLimit: false, ...options });
  const retrieve = async (calls: number) => {
    for (let call = 0; call < calls; call += 1) await iyzico.retrieve(retrieveRequest, { signal, deadlineMs: 600_000 });
  };
  const heapUsed = async (rounds: number) => {
    for (let round = 0; round < rounds; round += 1) await collectGarbage();
    return process.memoryUsage().heapUsed;
  };
  await retrieve(500);
  const before = await heapUsed(5);
  await retrieve(1_000);
  // A listener or a timer that stayed would hold its call, a few kilobytes each.
  const limit = before + 1_000 * 1_000;
  let after = await heapUsed(5);
  // What a finalizer releases is collected in a later round.
  for (let round = 0; after >= limit && round < 100; round += 1) after = await heapUsed(1);
  expect(after).toBeLessThan(limit);
});

test("a call clears its timers, whether it succeeds or fails", async () => {
  const timers = holdTimers();
  await using server = await startServer((response) => {
    const isFirst = server.arrivals.length === 1;
    response.writeHead(isFirst ? 200 : 500).end(isFirst ? emptyPage : "");
  });
  const iyzico = clientFor(server.url, { timeoutMs: 600_000, deadlineMs: 600_000 });
  await iyzico.retrieve(retrieveRequest);
  await iyzico.retrieve(retrieveRequest).catch(() => undefined);
  // Each call has one for the slot of the rate limit and one for its attempt.
  expect(timers.started()).toBe(4);
  expect(timers.running()).toBe(0);
});
