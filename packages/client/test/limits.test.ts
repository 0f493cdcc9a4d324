import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createMassPayoutClient, type MassPayoutClientOptions } from "../src/index.ts";
import { startAnswering, startServer } from "./server.ts";
import { virtualClock } from "./virtual-clock.ts";

const credentials = { apiKey: "sandbox-key", secretKey: "sandbox-secret" };
const ask = { requestId: "1", page: 0, size: 40 };
const good =
  '{"status":"success","massPayout":{"massPayoutStatus":"INIT"},"massPayoutItems":{"items":[]},"page":0,"size":40,"total":0}';

/** The timers of a minute and more that were started from now on in this test, and those of them that nobody has cleared. */
function longTimers(): { started: number; running: Set<unknown> } {
  const timers = { started: 0, running: new Set<unknown>() };
  const { setTimeout: start, clearTimeout: clear } = globalThis;
  vi.spyOn(globalThis, "setTimeout").mockImplementation(((run: () => void, milliseconds: number) => {
    const timer = start(run, milliseconds);
    if (milliseconds > 50_000) {
      timers.started += 1;
      timers.running.add(timer);
    }
    return timer;
  }) as typeof setTimeout);
  vi.spyOn(globalThis, "clearTimeout").mockImplementation((timer) => {
    timers.running.delete(timer);
    clear(timer);
  });
  onTestFinished(() => {
    vi.restoreAllMocks();
  });
  return timers;
}

const clientFor = (baseUrl: string, options: Partial<MassPayoutClientOptions> = {}) =>
  createMassPayoutClient({ credentials, baseUrl, retry: false, ...options } as MassPayoutClientOptions);

/** Servers that never come to an end, each in another place. */
const endless: Record<string, Parameters<typeof startServer>[0]> = {
  "before the headers": () => undefined,
  "in the headers": (response) => response.socket?.write("HTTP/1.1 200 OK\r\ncontent-"),
  "after the headers": (response) => response.writeHead(200, { "content-length": "500" }).flushHeaders(),
  "in the body": (response) => response.writeHead(200).write('{"status":'),
  "in a body that drips": (response) => {
    response.writeHead(200);
    const dripping = setInterval(() => response.write(" "), 5);
    response.on("close", () => clearInterval(dripping));
  },
};

describe.each(Object.entries(endless))("a server that stops %s", (_, answer) => {
  test("is given up after timeoutMs", async () => {
    await using server = await startServer(answer);
    await expect(clientFor(server.url, { timeoutMs: 60 }).retrieve(ask)).rejects.toMatchObject({
      code: "timeout",
      outcome: "unknown",
      attempts: 1,
      message: "retrieve: no complete answer within 60 ms.",
      hint: expect.stringMatching(/\w/),
    });
  });

  test("is given up at the deadline", async () => {
    await using server = await startServer(answer);
    const call = clientFor(server.url).retrieve(ask, { deadlineMs: 60 });
    await expect(call).rejects.toMatchObject({
      code: "deadline_exceeded",
      outcome: "unknown",
      attempts: 1,
      hint: expect.stringMatching(/\w/),
    });
  });

  test("is given up when the caller aborts", async () => {
    await using server = await startServer(answer);
    const controller = new AbortController();
    const call = clientFor(server.url).retrieve(ask, { signal: controller.signal });
    setTimeout(() => controller.abort(new Error("enough")), 60);
    await expect(call).rejects.toMatchObject({ code: "aborted", outcome: "unknown", cause: new Error("enough") });
  });
});

test("a fetch that listens to no signal is given up all the same", async () => {
  const deaf = { fetch: () => new Promise<Response>(() => undefined), environment: "sandbox", baseUrl: undefined };
  const call = clientFor("", { ...deaf, timeoutMs: 30 } as never).retrieve(ask);
  await expect(call).rejects.toMatchObject({ code: "timeout" });
});

test("timeouts are repeated, each attempt with a limit of its own", async () => {
  await using server = await startServer((response) => {
    if (server.arrivals.length >= 3) response.end(good);
  });
  const iyzico = clientFor(server.url, { timeoutMs: 200, retry: { maxAttempts: 9, baseDelayMs: 1 } });
  expect(await iyzico.retrieve(ask)).toMatchObject({ total: 0 });
  expect(server.arrivals.length).toBeGreaterThanOrEqual(3);
});

test("the limits of a call go before those of the client", async () => {
  await using server = await startServer(() => undefined);
  const iyzico = clientFor(server.url, { timeoutMs: 60_000 });
  await expect(iyzico.retrieve(ask, { timeoutMs: 40 })).rejects.toMatchObject({ code: "timeout" });
  await expect(iyzico.retrieve(ask, { timeoutMs: 0 })).rejects.toMatchObject({ code: "invalid_configuration" });
});

test("options of a call that can't be used are refused before anything is sent", async () => {
  await using server = await startAnswering(good);
  const iyzico = clientFor(server.url);
  for (const signal of [{}, null, "now"]) {
    const call = iyzico.retrieve(ask, { signal } as never);
    await expect(call).rejects.toMatchObject({ code: "invalid_configuration", outcome: "not-sent" });
  }
  expect(server.arrivals).toEqual([]);
  expect(await iyzico.retrieve(ask, null as never)).toMatchObject({ total: 0 });
});

describe("an abort", () => {
  test("reaches the pause between two attempts", async () => {
    await using server = await startAnswering("", 500);
    const controller = new AbortController();
    const iyzico = clientFor(server.url, {
      retry: { baseDelayMs: 60_000, maxDelayMs: 60_000 },
      onEvent: (event) => {
        if (event.type === "waiting" && event.reason === "retry") setTimeout(() => controller.abort("stop"), 10);
      },
    });
    await expect(iyzico.retrieve(ask, { signal: controller.signal })).rejects.toMatchObject({
      code: "aborted",
      outcome: "unknown",
      attempts: 1,
      cause: "stop",
    });
    expect(server.arrivals).toHaveLength(1);
  });

  test("reaches the wait for a slot of the rate limit, and the slot goes to the next", async () => {
    await using server = await startAnswering(good);
    const clock = virtualClock();
    const iyzico = clientFor(server.url, { rateLimit: { perMinute: 1 }, clock });
    await iyzico.retrieve(ask);
    const controller = new AbortController();
    const second = iyzico.retrieve(ask, { signal: controller.signal });
    controller.abort();
    await expect(second).rejects.toMatchObject({ code: "aborted", outcome: "not-sent", attempts: 0 });
    await iyzico.retrieve(ask);
    expect(server.arrivals).toHaveLength(2);
  });
});

describe("the rate limit", () => {
  test("lets fifty requests a minute through by default, whoever asks", async () => {
    await using server = await startAnswering(good);
    const clock = virtualClock();
    const times: number[] = [];
    const iyzico = clientFor(server.url, {
      clock,
      onEvent: ({ type }) => type === "attempt-started" && times.push(clock.now()),
    });
    await Promise.all(Array.from({ length: 120 }, () => iyzico.retrieve(ask)));
    expect(times).toHaveLength(120);
    // In no sixty seconds more than fifty: each request is a minute or more after the fiftieth before it.
    for (const [index, time] of times.entries()) {
      const earlier = times[index - 50];
      if (earlier !== undefined) expect(time - earlier).toBeGreaterThanOrEqual(60_000);
    }
  });

  test("counts repetitions and raw requests too", async () => {
    await using server = await startAnswering("", 500);
    const clock = virtualClock();
    const iyzico = clientFor(server.url, {
      clock,
      rateLimit: { perMinute: 3 },
      retry: { baseDelayMs: 1, maxDelayMs: 1 },
    });
    await iyzico.retrieve(ask).catch(() => undefined);
    expect(clock.now()).toBeGreaterThanOrEqual(60_000);
    const params = { query: { locale: "tr" } } as const;
    await iyzico.raw.POST("/v1/mass/payout/retrieve", { params, body: ask });
    await iyzico.raw.POST("/v1/mass/payout/retrieve", { params, body: ask });
    await iyzico.raw.POST("/v1/mass/payout/retrieve", { params, body: ask });
    expect(clock.now()).toBeGreaterThanOrEqual(120_000);
  });

  test("hears the abort of a raw request that waits", async () => {
    await using server = await startAnswering(good);
    const controller = new AbortController();
    const iyzico = clientFor(server.url, { rateLimit: { acquire: () => new Promise(() => undefined) } });
    const request = iyzico.raw.POST("/v1/mass/payout/retrieve", {
      params: { query: { locale: "tr" } },
      body: ask,
      signal: controller.signal,
    });
    setTimeout(() => controller.abort(new Error("enough")), 20);
    await expect(request).rejects.toThrow("enough");
    expect(server.arrivals).toEqual([]);
  });

  test("can be the caller's own, which is asked before every attempt", async () => {
    await using server = await startAnswering("", 500);
    let slots = 0;
    const rateLimit = {
      async acquire() {
        slots += 1;
      },
    };
    const iyzico = clientFor(server.url, { rateLimit, clock: virtualClock(), retry: {} });
    await iyzico.retrieve(ask).catch(() => undefined);
    expect(slots).toBe(server.arrivals.length);
  });

  test("that fails is an error of its own, and nothing is sent", async () => {
    await using server = await startAnswering(good);
    const cause = new Error("redis is away");
    const iyzico = clientFor(server.url, { rateLimit: { acquire: () => Promise.reject(cause) } });
    await expect(iyzico.retrieve(ask)).rejects.toMatchObject({
      code: "rate_limiter_failed",
      outcome: "not-sent",
      attempts: 0,
      cause,
    });
    expect(server.arrivals).toEqual([]);
  });

  test("that throws at once, or gives no promise, leaves no timer behind", async () => {
    const timers = longTimers();
    await using server = await startAnswering(good);
    const throwing = () => {
      throw new Error("at once");
    };
    const failing = clientFor(server.url, { rateLimit: { acquire: throwing }, deadlineMs: 600_000 });
    await expect(failing.retrieve(ask)).rejects.toMatchObject({ code: "rate_limiter_failed" });
    const silent = clientFor(server.url, { rateLimit: { acquire: () => undefined as never }, deadlineMs: 600_000 });
    expect(await silent.retrieve(ask)).toMatchObject({ total: 0 });
    expect(timers).toEqual({ started: 2, running: new Set() });
  });

  test("that never answers ends at the deadline, and nothing is sent", async () => {
    await using server = await startAnswering(good);
    const iyzico = clientFor(server.url, {
      rateLimit: { acquire: () => new Promise(() => undefined) },
      deadlineMs: 40,
    });
    await expect(iyzico.retrieve(ask)).rejects.toMatchObject({
      code: "deadline_exceeded",
      outcome: "not-sent",
      attempts: 0,
    });
    expect(server.arrivals).toEqual([]);
  });

  test("can be none", async () => {
    await using server = await startAnswering(good);
    const clock = virtualClock();
    const iyzico = clientFor(server.url, { clock, rateLimit: false });
    await Promise.all(Array.from({ length: 60 }, () => iyzico.retrieve(ask)));
    expect(clock.pauses).toEqual([]);
  });
});

test("who gave up waiting for a slot leaves nothing behind, and nobody else waits longer", async () => {
  await using server = await startAnswering(good);
  const timers = longTimers();
  const iyzico = clientFor(server.url, { rateLimit: { perMinute: 1 }, timeoutMs: 1_000 });
  await iyzico.retrieve(ask);
  const controllers = Array.from({ length: 50 }, () => new AbortController());
  const calls = controllers.map(({ signal }) => iyzico.retrieve(ask, { signal }).catch((error: unknown) => error));
  for (const controller of controllers) controller.abort();
  for (const error of await Promise.all(calls)) expect(error).toMatchObject({ code: "aborted", outcome: "not-sent" });
  expect(timers.running.size).toBe(0);
});

test("the system's clock pauses for real, and an abort ends the pause", async () => {
  const { systemClock } = await import("../src/http/clock.ts");
  const begin = systemClock.now();
  await systemClock.sleep(20);
  expect(systemClock.now()).toBeGreaterThan(begin);
  await expect(systemClock.sleep(60_000, AbortSignal.abort("stop"))).rejects.toBe("stop");
  const controller = new AbortController();
  const pause = systemClock.sleep(60_000, controller.signal);
  const timers = longTimers();
  const long = systemClock.sleep(600_000, controller.signal);
  controller.abort("later");
  await expect(pause).rejects.toBe("later");
  await expect(long).rejects.toBe("later");
  expect(timers).toEqual({ started: 1, running: new Set() });
});

describe("nothing stays behind", () => {
  /** Counts what is added to a signal and not taken away again. */
  function watched(signal: AbortSignal) {
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
    return { signal, listeners: () => listeners };
  }

  test("on a signal that lives longer than its calls, whether they succeed or fail", async () => {
    await using server = await startServer((response) => {
      const turn = server.arrivals.length % 3;
      if (turn === 0) response.socket?.destroy();
      else response.writeHead(turn === 1 ? 200 : 500).end(turn === 1 ? good : "");
    });
    const { signal, listeners } = watched(new AbortController().signal);
    const iyzico = clientFor(server.url, { retry: { maxAttempts: 2, baseDelayMs: 1 }, rateLimit: false });
    for (let call = 0; call < 30; call += 1) await iyzico.retrieve(ask, { signal }).catch(() => undefined);
    expect(listeners()).toBe(0);
  });

  test("in memory: thousands of calls with one signal leave no more than a few", async () => {
    setFlagsFromString("--expose-gc");
    const collectGarbage: () => void = runInNewContext("gc");
    const { signal } = new AbortController();
    const iyzico = clientFor("http://127.0.0.1:1", { rateLimit: false, fetch: async () => new Response(good) });
    const retained = async (calls: number) => {
      for (let call = 0; call < calls; call += 1) await iyzico.retrieve(ask, { signal, deadlineMs: 600_000 });
      // What a finalizer lets go is collected in the next round.
      for (let round = 0; round < 5; round += 1) {
        collectGarbage();
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      return process.memoryUsage().heapUsed;
    };
    const before = await retained(500);
    // A listener or a timer that stayed would hold its call, a few kilobytes each.
    expect((await retained(1_000)) - before).toBeLessThan(1_000 * 1_000);
  });

  test("of a timer, whether a call succeeds or fails", async () => {
    const timers = longTimers();
    await using server = await startServer((response) => {
      response.writeHead(server.arrivals.length === 1 ? 200 : 500).end(server.arrivals.length === 1 ? good : "");
    });
    const iyzico = clientFor(server.url, { timeoutMs: 600_000, deadlineMs: 600_000 });
    await iyzico.retrieve(ask);
    await iyzico.retrieve(ask).catch(() => undefined);
    expect(timers).toEqual({ started: 4, running: new Set() });
  });
});
