import type { Clock } from "@iyzico-mass-payout/client";
import { expect, test } from "vitest";
import { watchQueue } from "../../src/commands/queue-watch.ts";

const lost = { type: "queue-failed", error: Object.assign(new Error("lost"), { code: "ECONNREFUSED" }) } as const;
const shutDown = { type: "queue-failed", error: Object.assign(new Error("shut down"), { code: "57P01" }) } as const;

/** A watch whose pauses the test ends. */
function watchByHand() {
  const told: string[] = [];
  const stop = new AbortController();
  let time = 1_000;
  let endPause = () => {};
  let answer: () => Promise<unknown> = async () => undefined;
  const clock: Clock = {
    now: () => time,
    sleep(milliseconds, signal) {
      const end = time + milliseconds;
      return new Promise((resolve, reject) => {
        signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
        endPause = () => {
          time = end;
          resolve();
        };
      });
    },
  };
  const fail = watchQueue({
    clock,
    signal: stop.signal,
    probe: () => answer(),
    onFailed: (event) => void told.push((event.error as { code: string }).code),
    onRecovered: () => void told.push("recovered"),
  });
  /** Lets what follows on a promise run. */
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    told,
    fail,
    advance: (milliseconds: number) => {
      time += milliseconds;
    },
    async pass() {
      endPause();
      await settle();
    },
    setAnswer: (next: typeof answer) => {
      answer = next;
    },
    async stop() {
      stop.abort();
      await settle();
    },
  };
}

test("equal failures are told once in 10 seconds, and others at once", () => {
  const { told, fail, advance } = watchByHand();
  for (let count = 0; count < 40; count += 1) {
    fail(lost);
    advance(200);
  }
  fail(shutDown);
  expect(told).toEqual(["ECONNREFUSED", "57P01"]);
  advance(2_000);
  fail(lost);
  fail(lost);
  fail(shutDown);
  expect(told).toEqual(["ECONNREFUSED", "57P01", "ECONNREFUSED"]);
});

test("that the queue works again is told once, after 10 seconds without a failure and an answer of the database", async () => {
  const { told, fail, advance, pass, setAnswer } = watchByHand();
  fail(lost);
  // Failures go on.
  advance(5_000);
  fail(lost);
  await pass();
  expect(told).toEqual(["ECONNREFUSED"]);
  setAnswer(() => Promise.reject(new Error("away")));
  await pass();
  expect(told).toEqual(["ECONNREFUSED"]);
  setAnswer(async () => undefined);
  await pass();
  await pass();
  expect(told).toEqual(["ECONNREFUSED", "recovered"]);
  // The next failure is told at once, and its end too.
  fail(lost);
  await pass();
  expect(told).toEqual(["ECONNREFUSED", "recovered", "ECONNREFUSED", "recovered"]);
});

test("a worker that stops tells nothing more", async () => {
  const { told, fail, pass, stop } = watchByHand();
  fail(lost);
  await stop();
  await pass();
  expect(told).toEqual(["ECONNREFUSED"]);
});

test("a watch of the machine's own clock ends with the worker, and does not say that the queue works again", async () => {
  const told: string[] = [];
  const stop = new AbortController();
  const fail = watchQueue({
    clock: undefined,
    signal: stop.signal,
    probe: async () => undefined,
    onFailed: () => void told.push("failed"),
    onRecovered: () => void told.push("recovered"),
  });
  fail(lost);
  fail(lost);
  stop.abort();
  await new Promise((resolve) => setImmediate(resolve));
  expect(told).toEqual(["failed"]);
});
