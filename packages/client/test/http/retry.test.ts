import { describe, expect, onTestFinished, test, vi } from "vitest";
import { systemClock } from "../../src/http/clock.ts";
import { retryDelay, retryPolicyOf } from "../../src/http/retry.ts";
import { type Clock, type MassPayoutClientOptions, MassPayoutError } from "../../src/index.ts";
import { emptyPage, failureAnswer, retrieveRequest } from "../support/answers.ts";
import { clientFor } from "../support/client.ts";
import { startAnswering, startServer } from "../support/server.ts";
import { virtualClock } from "../support/virtual-clock.ts";

interface Reply {
  status?: number;
  headers?: Record<string, string>;
  text?: string;
  /** Breaks the connection instead of answering. */
  breaks?: boolean;
}

/** Retrieves from a server that gives these replies in turn, and the last one again and again. */
async function retrieveFrom(replies: Reply[], options: Partial<MassPayoutClientOptions> = {}) {
  const clock = virtualClock();
  await using server = await startServer((response) => {
    const reply = replies[Math.min(server.arrivals.length, replies.length) - 1] ?? {};
    const { status = 200, headers = {}, breaks, text = status === 200 ? emptyPage : "" } = reply;
    if (breaks) response.socket?.destroy();
    else response.writeHead(status, headers).end(text);
  });
  const iyzico = clientFor(server.url, { clock, retry: {}, ...options });
  const result = await iyzico.retrieve(retrieveRequest).catch((error: unknown) => error);
  return { result, pauses: clock.pauses, arrivals: server.arrivals };
}

describe("a read is retried", () => {
  test.each<[string, Reply]>([
    ["a broken connection", { breaks: true }],
    ["500", { status: 500, text: "" }],
    ["502 with HTML", { status: 502, text: "<html>" }],
    ["200 with HTML", { status: 200, text: "<!doctype html>" }],
    ["503 with a failure that has no code", { status: 503, text: '{"status":"failure"}' }],
    ["429", { status: 429, text: "" }],
    ["code 1", { text: failureAnswer("1") }],
    ["code 2", { text: failureAnswer("2") }],
    ["code 50000", { text: failureAnswer("50000") }],
    ["code 100001", { text: failureAnswer("100001") }],
  ])("after %s", async (_, reply) => {
    const { result, arrivals } = await retrieveFrom([reply, {}]);
    expect(result).toMatchObject({ total: 0 });
    expect(arrivals).toHaveLength(2);
  });

  test("with a new signature each time, and the same body", async () => {
    const { arrivals } = await retrieveFrom([{ status: 500 }, { breaks: true }, {}]);
    expect(new Set(arrivals.map(({ headers }) => headers.authorization)).size).toBe(3);
    expect(new Set(arrivals.map(({ headers }) => headers["x-iyzi-rnd"])).size).toBe(3);
    expect(new Set(arrivals.map(({ body }) => body)).size).toBe(1);
  });

  test("until it was sent 4 times, and the error says how often and how long", async () => {
    const { result, arrivals, pauses } = await retrieveFrom([{ status: 500, text: "" }]);
    expect(arrivals).toHaveLength(4);
    expect(result).toMatchObject({
      code: "service_error",
      attempts: 4,
      totalDelayMs: pauses.reduce((sum, pause) => sum + pause, 0),
    });
  });

  test("as often as the caller says, and never with retry: false", async () => {
    expect((await retrieveFrom([{ status: 500 }], { retry: { maxAttempts: 2 } })).arrivals).toHaveLength(2);
    expect((await retrieveFrom([{ status: 500 }], { retry: false })).arrivals).toHaveLength(1);
  });

  test("at most twice after 100001, which merchants without the product receive too", async () => {
    const { arrivals } = await retrieveFrom([{ text: failureAnswer("100001") }], { retry: { maxAttempts: 9 } });
    expect(arrivals).toHaveLength(3);
  });
});

describe("a read is not retried", () => {
  test.each<[string, Reply]>([
    ["a rejected field", { text: failureAnswer("11") }],
    ["a wrong signature", { text: failureAnswer("1000") }],
    ["unknown credentials", { text: failureAnswer("1001") }],
    ["the gateway's 401", { status: 401, text: '{"status":401,"errorCode":"5"}' }],
    ["a missing product", { text: failureAnswer("2000") }],
    ["an undocumented code", { text: failureAnswer("777777") }],
    ["a body of another shape", { text: '{"status":"success"}' }],
    ["a body that is not JSON", { text: "{" }],
    ["a redirect", { status: 307, headers: { location: "http://127.0.0.1:1/" } }],
  ])("after %s", async (_, reply) => {
    const { arrivals } = await retrieveFrom([reply]);
    expect(arrivals).toHaveLength(1);
  });
});

test("a write is never retried, whatever failed", () => {
  const policy = retryPolicyOf({});
  for (const code of ["network_error", "timeout", "service_error", "rate_limited"] as const) {
    const error = new MassPayoutError(code, "x", { outcome: "unknown", hint: "y" });
    expect(retryDelay({ isRead: false }, error, 1, policy)).toBeUndefined();
    expect(retryDelay({ isRead: true }, error, 1, policy)).toBeGreaterThanOrEqual(0);
  }
});

describe("pauses", () => {
  test("are random, below a limit that grows up to maxDelayMs", async () => {
    const retry = { maxAttempts: 8, baseDelayMs: 100, maxDelayMs: 1_000 };
    const { pauses } = await retrieveFrom([{ status: 500 }], { retry });
    expect(pauses).toHaveLength(7);
    for (const [index, pause] of pauses.entries()) {
      expect(pause).toBeGreaterThanOrEqual(0);
      expect(pause).toBeLessThanOrEqual(Math.min(1_000, 100 * 2 ** index));
    }
    expect(new Set(pauses).size).toBe(7);
  });

  test("are at least a minute after 50000 and after a 429 without Retry-After", async () => {
    for (const reply of [{ text: failureAnswer("50000") }, { status: 429, text: "" }]) {
      const { pauses } = await retrieveFrom([reply, {}]);
      expect(pauses).toHaveLength(1);
      expect(pauses[0]).toBeGreaterThanOrEqual(60_000);
    }
  });

  const now = Date.UTC(2026, 10, 24, 10, 0, 0);

  /** Stops the runtime's date: a date in a header does not age while the test runs. */
  function stopDate(): void {
    vi.useFakeTimers({ toFake: ["Date"], now });
    onTestFinished(() => {
      vi.useRealTimers();
    });
  }

  test.each<[string, string, number]>([
    ["seconds", "7", 7_000],
    ["no seconds", "0", 0],
    ["seconds with spaces around them", " 3 ", 3_000],
    ["a date", "Tue, 24 Nov 2026 10:00:20 GMT", 20_000],
    ["a date of RFC 850", "Tuesday, 24-Nov-26 10:00:20 GMT", 20_000],
    ["a date of asctime", "Tue Nov 24 10:00:20 2026", 20_000],
    ["a date of asctime with one digit for the day", "Tue Nov  3 10:00:20 2026", 0],
    ["a date that has passed", "Wed, 21 Oct 2015 07:28:00 GMT", 0],
  ])("follow a Retry-After in %s: %s", async (_, value, minMs) => {
    stopDate();
    const { pauses } = await retrieveFrom([{ status: 503, text: "", headers: { "retry-after": value } }, {}]);
    expect(pauses).toHaveLength(1);
    expect(pauses[0]).toBeGreaterThanOrEqual(minMs);
    expect(pauses[0]).toBeLessThanOrEqual(minMs + 500);
  });

  test.each(["-5", "1.5", "1e3", "soon", "", "10, 20", "2099-01-01", "Wed, 99 Oct 2099 07:28:00 GMT", "0x10"])(
    "ignore a Retry-After in another form: %j",
    async (value) => {
      const { pauses, arrivals } = await retrieveFrom([
        { status: 503, text: "", headers: { "retry-after": value } },
        {},
      ]);
      expect(arrivals).toHaveLength(2);
      expect(pauses[0]).toBeLessThanOrEqual(500);
    },
  );

  test.each(["121", "99999999999999999999", "Tue, 24 Nov 2026 11:00:00 GMT"])(
    "are never longer than 2 minutes: Retry-After %s ends the call",
    async (value) => {
      stopDate();
      const headers = { "retry-after": value };
      const { result, arrivals, pauses } = await retrieveFrom([{ status: 503, text: "", headers }]);
      expect(result).toMatchObject({ code: "service_error", attempts: 1 });
      expect(arrivals).toHaveLength(1);
      expect(pauses).toEqual([]);
    },
  );

  test("do not outlast the deadline: the call ends with the error of the attempt", async () => {
    const { result, arrivals, pauses } = await retrieveFrom([{ text: failureAnswer("50000") }], { deadlineMs: 30_000 });
    expect(result).toMatchObject({ code: "rate_limited", errorCode: "50000", attempts: 1 });
    expect(arrivals).toHaveLength(1);
    expect(pauses).toEqual([]);
  });
});

test("an abort ends the pause between two attempts", async () => {
  await using server = await startAnswering("", 500);
  const controller = new AbortController();
  const clock: Clock = {
    now: systemClock.now,
    sleep(milliseconds, signal) {
      const sleep = systemClock.sleep(milliseconds, signal);
      controller.abort("stop");
      return sleep;
    },
  };
  const iyzico = clientFor(server.url, { clock, retry: { baseDelayMs: 60_000, maxDelayMs: 60_000 } });
  await expect(iyzico.retrieve(retrieveRequest, { signal: controller.signal })).rejects.toMatchObject({
    code: "aborted",
    outcome: "unknown",
    attempts: 1,
    cause: "stop",
  });
  expect(server.arrivals).toHaveLength(1);
});

test.each([new Error("the clock failed"), undefined])(
  "a clock that fails with %s ends the call with that",
  async (failure) => {
    await using server = await startAnswering("", 500);
    const clock: Clock = { now: systemClock.now, sleep: () => Promise.reject(failure) };
    const call = clientFor(server.url, { clock, retry: {} }).retrieve(retrieveRequest);
    await expect(call.catch((error: unknown) => ({ error }))).resolves.toEqual({ error: failure });
  },
);

test("a client has 10 retries while nothing succeeds, and 10 successes earn another one", async () => {
  let isUp = false;
  await using server = await startServer((response) => {
    response.writeHead(isUp ? 200 : 500).end(isUp ? emptyPage : "");
  });
  const iyzico = clientFor(server.url, { clock: virtualClock(), rateLimit: false, retry: {} });
  for (let call = 0; call < 20; call += 1) await iyzico.retrieve(retrieveRequest).catch(() => undefined);
  expect(server.arrivals).toHaveLength(20 + 10);

  isUp = true;
  for (let call = 0; call < 10; call += 1) await iyzico.retrieve(retrieveRequest);
  isUp = false;
  server.arrivals.length = 0;
  for (let call = 0; call < 5; call += 1) await iyzico.retrieve(retrieveRequest).catch(() => undefined);
  expect(server.arrivals).toHaveLength(5 + 1);
});
