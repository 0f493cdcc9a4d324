import { getEventListeners } from "node:events";
import { setImmediate } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { systemClock } from "../../src/http/clock.ts";
import { onAbort } from "../../src/http/on-abort.ts";
import type { MassPayoutClientOptions } from "../../src/index.ts";
import { emptyPage, retrieveRequest } from "../support/answers.ts";
import { clientFor } from "../support/client.ts";
import { listAll } from "../support/listing.ts";
import { startServer } from "../support/server.ts";

/** The warnings that Node emits in the rest of this test. */
function collectWarnings(): string[] {
  const warnings: string[] = [];
  const listener = ({ name }: Error) => warnings.push(name);
  process.on("warning", listener);
  onTestFinished(() => {
    process.off("warning", listener);
  });
  return warnings;
}

const listenersOf = (signal: AbortSignal) => getEventListeners(signal, "abort").length;

test("40 calls of every kind on one signal make one listener and no warning, and leave none", async () => {
  const warnings = collectWarnings();
  const controller = new AbortController();
  const { signal } = controller;
  const counts: number[] = [];
  await using server = await startServer((response) => {
    counts.push(listenersOf(signal));
    // The last 20 arrive while the first 40 are still unanswered.
    if (server.arrivals.length >= 40) response.end(emptyPage);
    else void server.arrived(40).then(() => response.end(emptyPage));
  });
  const iyzico = clientFor(server.url, { rateLimit: false });
  const reference = { requestId: "r-1" };
  await Promise.all(
    Array.from({ length: 10 }, () => [
      iyzico.retrieve(retrieveRequest, { signal }),
      iyzico.snapshot(reference, { signal }),
      listAll(iyzico.items(reference, { signal })),
      listAll(iyzico.pages(reference, { signal })),
    ]).flat(),
  );
  await setImmediate();
  expect(Math.max(...counts)).toBe(1);
  expect(listenersOf(signal)).toBe(0);
  expect(warnings).toEqual([]);
});

test("an abort ends 40 waits, retries and sleeps on one signal", async () => {
  const warnings = collectWarnings();
  const controller = new AbortController();
  const { signal } = controller;
  await using server = await startServer((response) => response.writeHead(503).end());
  let pausing = 0;
  const options: Partial<MassPayoutClientOptions> = {
    rateLimit: false,
    onEvent(event) {
      if (event.type === "waiting") pausing += 1;
      if (pausing === 40) controller.abort("enough");
    },
  };
  const retrying = clientFor(server.url, { ...options, retry: { baseDelayMs: 1e9, maxDelayMs: 1e9 } });
  const polling = clientFor(server.url, options);
  // The retry budget has 10 retries.
  const calls: Promise<unknown>[] = Array.from({ length: 10 }, () => retrying.retrieve(retrieveRequest, { signal }));
  for (let wait = 0; wait < 30; wait += 1) {
    calls.push(polling.waitUntilSettled({ requestId: "r-1" }, { maxWaitMs: 1e9, pollEveryMs: 1e9, signal }));
  }
  for (const { reason } of (await Promise.allSettled(calls)) as PromiseRejectedResult[]) {
    expect(reason).toMatchObject({ code: "aborted", cause: "enough" });
  }
  await setImmediate();
  expect(listenersOf(signal)).toBe(0);
  expect(warnings).toEqual([]);
});

test("sleeps that end leave no listener", async () => {
  const { signal } = new AbortController();
  await Promise.all(Array.from({ length: 20 }, () => systemClock.sleep(1, signal)));
  expect(listenersOf(signal)).toBe(0);
});

test("a callback is called once, and not after it was released", () => {
  const controller = new AbortController();
  const called: string[] = [];
  const record = () => called.push("same");
  onAbort(controller.signal, record);
  onAbort(controller.signal, record);
  const release = onAbort(controller.signal, () => called.push("released"));
  release();
  release();
  controller.abort();
  expect(called).toEqual(["same", "same"]);
});

test("a callback that was released by an earlier one is not called", () => {
  const controller = new AbortController();
  const called: string[] = [];
  let release = () => {};
  onAbort(controller.signal, () => release());
  release = onAbort(controller.signal, () => called.push("released"));
  controller.abort();
  expect(called).toEqual([]);
});

test("a signal can be listened to again after its last callback was released, and a late release changes nothing", () => {
  const controller = new AbortController();
  const called: string[] = [];
  const release = onAbort(controller.signal, () => called.push("first"));
  release();
  onAbort(controller.signal, () => called.push("second"));
  release();
  controller.abort();
  expect(called).toEqual(["second"]);
  expect(onAbort(undefined, () => called.push("none"))()).toBeUndefined();
});
