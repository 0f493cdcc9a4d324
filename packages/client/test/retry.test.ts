import { describe, expect, test } from "vitest";
import { retryDelay, retryPolicyOf } from "../src/http/retry.ts";
import {
  createMassPayoutClient,
  type MassPayoutClientOptions,
  MassPayoutError,
  type MassPayoutEvent,
} from "../src/index.ts";
import { startServer } from "./server.ts";
import { virtualClock } from "./virtual-clock.ts";

const credentials = { apiKey: "sandbox-key", secretKey: "sandbox-secret" };
const ask = { requestId: "1", page: 0, size: 40 };
const good =
  '{"status":"success","massPayout":{"massPayoutStatus":"INIT"},"massPayoutItems":{"items":[]},"page":0,"size":40,"total":0}';
const failure = (code: string) => `{"status":"failure","errorCode":"${code}"}`;

interface Reply {
  status?: number;
  headers?: Record<string, string>;
  text?: string;
  /** Breaks the connection instead of answering. */
  breaks?: boolean;
}

/** Answers with each reply in turn, then with the last one for ever. Time passes on a virtual clock. */
async function asking(replies: Reply[], options: Partial<MassPayoutClientOptions> = {}) {
  const clock = virtualClock();
  await using server = await startServer((response) => {
    const reply = replies[Math.min(server.arrivals.length, replies.length) - 1] ?? {};
    const { status = 200, headers = {}, breaks, text = status === 200 ? good : "" } = reply;
    if (breaks) response.socket?.destroy();
    else response.writeHead(status, headers).end(text);
  });
  const events: MassPayoutEvent[] = [];
  const iyzico = createMassPayoutClient({
    credentials,
    baseUrl: server.url,
    clock,
    onEvent: (event) => events.push(event),
    ...options,
  } as MassPayoutClientOptions);
  const result = await iyzico.retrieve(ask).catch((error: unknown) => error);
  return { result, pauses: clock.pauses, arrivals: server.arrivals, events };
}

describe("a read is repeated", () => {
  test.each<[string, Reply]>([
    ["a broken connection", { breaks: true }],
    ["500", { status: 500, text: "" }],
    ["502 with HTML", { status: 502, text: "<html>" }],
    ["200 with HTML", { status: 200, text: "<!doctype html>" }],
    ["503 with a failure that has no code", { status: 503, text: '{"status":"failure"}' }],
    ["429", { status: 429, text: "" }],
    ["code 1", { text: failure("1") }],
    ["code 2", { text: failure("2") }],
    ["code 50000", { text: failure("50000") }],
    ["code 100001", { text: failure("100001") }],
  ])("after %s", async (_, reply) => {
    const { result, arrivals } = await asking([reply, {}]);
    expect(result).toMatchObject({ total: 0 });
    expect(arrivals).toHaveLength(2);
  });

  test("signed anew each time, with the same body", async () => {
    const { arrivals } = await asking([{ status: 500 }, { breaks: true }, {}]);
    expect(new Set(arrivals.map(({ headers }) => headers.authorization)).size).toBe(3);
    expect(new Set(arrivals.map(({ headers }) => headers["x-iyzi-rnd"])).size).toBe(3);
    expect(new Set(arrivals.map(({ body }) => body)).size).toBe(1);
  });

  test("four times at the most, and the error says how often and how long", async () => {
    const { result, arrivals, pauses } = await asking([{ status: 500, text: "" }]);
    expect(arrivals).toHaveLength(4);
    expect(result).toMatchObject({
      code: "service_error",
      attempts: 4,
      totalDelayMs: pauses.reduce((sum, pause) => sum + pause, 0),
    });
  });

  test("as often as the caller says, once with retry: false", async () => {
    expect((await asking([{ status: 500 }], { retry: { maxAttempts: 2 } })).arrivals).toHaveLength(2);
    expect((await asking([{ status: 500 }], { retry: false })).arrivals).toHaveLength(1);
  });

  test("at most twice after 100001, which is also what a merchant without the product hears", async () => {
    const { arrivals } = await asking([{ text: failure("100001") }], { retry: { maxAttempts: 9 } });
    expect(arrivals).toHaveLength(3);
  });
});

describe("nothing is repeated", () => {
  test.each<[string, Reply]>([
    ["a field that is refused", { text: failure("11") }],
    ["a wrong signature", { text: failure("1000") }],
    ["unknown credentials", { text: failure("1001") }],
    ["the gateway's 401", { status: 401, text: '{"status":401,"errorCode":"5"}' }],
    ["a missing product", { text: failure("2000") }],
    ["a code that nobody knows", { text: failure("777777") }],
    ["a body of another shape", { text: '{"status":"success"}' }],
    ["JSON that is none", { text: "{" }],
    ["a redirect", { status: 307, headers: { location: "http://127.0.0.1:1/" } }],
  ])("after %s", async (_, reply) => {
    const { arrivals } = await asking([reply]);
    expect(arrivals).toHaveLength(1);
  });
});

test("what is no read is never repeated, whatever went wrong", () => {
  const policy = retryPolicyOf({});
  for (const code of ["network_error", "timeout", "service_error", "rate_limited"] as const) {
    const error = new MassPayoutError(code, "x", { outcome: "unknown", hint: "y" });
    expect(retryDelay({ isRead: false }, error, 1, policy)).toBeUndefined();
    expect(retryDelay({ isRead: true }, error, 1, policy)).toBeGreaterThanOrEqual(0);
  }
});

describe("pauses", () => {
  test("grow, are drawn by chance below their limit, and stay below the longest", async () => {
    const retry = { maxAttempts: 8, baseDelayMs: 100, maxDelayMs: 1_000 };
    const { pauses } = await asking([{ status: 500 }], { retry });
    expect(pauses).toHaveLength(7);
    for (const [index, pause] of pauses.entries()) {
      expect(pause).toBeGreaterThanOrEqual(0);
      expect(pause).toBeLessThanOrEqual(Math.min(1_000, 100 * 2 ** index));
    }
    expect(new Set(pauses).size).toBe(7);
  });

  test("are at least the minute of the limit after 50000 and after a bare 429", async () => {
    for (const reply of [{ text: failure("50000") }, { status: 429, text: "" }]) {
      const { pauses } = await asking([reply, {}]);
      expect(pauses).toHaveLength(1);
      expect(pauses[0]).toBeGreaterThanOrEqual(60_000);
    }
  });

  const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toUTCString();

  const rfc850 = (seconds: number) => {
    const [, day = "", month = "", year = "", clock = ""] =
      /, (\d+) (\w+) \d\d(\d\d) (\S+)/.exec(inSeconds(seconds)) ?? [];
    return `Monday, ${day}-${month}-${year} ${clock} GMT`;
  };
  const asctime = (seconds: number) => {
    const [, day = "", month = "", year = "", clock = ""] = /, (\d+) (\w+) (\d+) (\S+)/.exec(inSeconds(seconds)) ?? [];
    return `Mon ${month} ${day.replace(/^0/, " ")} ${clock} ${year}`;
  };

  test.each<[string, string, number, number]>([
    ["seconds", "7", 7_000, 7_500],
    ["no seconds", "0", 0, 500],
    ["seconds with blanks around them", " 3 ", 3_000, 3_500],
    ["a date", inSeconds(20), 18_000, 20_500],
    ["a date of RFC 850", rfc850(20), 18_000, 20_500],
    ["a date of asctime", asctime(20), 18_000, 20_500],
    ["a date that has passed", "Wed, 21 Oct 2015 07:28:00 GMT", 0, 500],
  ])("follow a Retry-After in %s: %s", async (_, value, least, most) => {
    const { pauses } = await asking([{ status: 503, text: "", headers: { "retry-after": value } }, {}]);
    expect(pauses).toHaveLength(1);
    expect(pauses[0]).toBeGreaterThanOrEqual(least);
    expect(pauses[0]).toBeLessThanOrEqual(most);
  });

  test.each(["-5", "1.5", "1e3", "soon", "", "10, 20", "2099-01-01", "Wed, 99 Oct 2099 07:28:00 GMT", "0x10"])(
    "take no notice of a Retry-After that is none: %j",
    async (value) => {
      const { pauses, arrivals } = await asking([{ status: 503, text: "", headers: { "retry-after": value } }, {}]);
      expect(arrivals).toHaveLength(2);
      expect(pauses[0]).toBeLessThanOrEqual(500);
    },
  );

  test.each(["121", "99999999999999999999", inSeconds(3_600)])(
    "never get longer than two minutes because of a Retry-After: %s ends the call",
    async (value) => {
      const { result, arrivals, pauses } = await asking([{ status: 503, text: "", headers: { "retry-after": value } }]);
      expect(result).toMatchObject({ code: "service_error", attempts: 1 });
      expect(arrivals).toHaveLength(1);
      expect(pauses).toEqual([]);
    },
  );

  test("that would outlast the deadline are not made: the error is the one of the attempt", async () => {
    const { result, arrivals, pauses } = await asking([{ text: failure("50000") }], { deadlineMs: 30_000 });
    expect(result).toMatchObject({ code: "rate_limited", errorCode: "50000", attempts: 1 });
    expect(arrivals).toHaveLength(1);
    expect(pauses).toEqual([]);
  });
});

test("ten repetitions are what a client has when nothing succeeds, and successes earn it new ones", async () => {
  let isUp = false;
  await using server = await startServer((response) => {
    response.writeHead(isUp ? 200 : 500).end(isUp ? good : "");
  });
  const iyzico = createMassPayoutClient({ credentials, baseUrl: server.url, clock: virtualClock(), rateLimit: false });
  for (let call = 0; call < 20; call += 1) await iyzico.retrieve(ask).catch(() => undefined);
  expect(server.arrivals).toHaveLength(20 + 10);

  isUp = true;
  for (let call = 0; call < 10; call += 1) await iyzico.retrieve(ask);
  isUp = false;
  server.arrivals.length = 0;
  for (let call = 0; call < 5; call += 1) await iyzico.retrieve(ask).catch(() => undefined);
  expect(server.arrivals).toHaveLength(5 + 1);
});

describe("options that can't work are refused when the client is made", () => {
  test.each<[string, object]>([
    ["retry.maxAttempts", { retry: { maxAttempts: 0 } }],
    ["retry.maxAttempts", { retry: { maxAttempts: 1.5 } }],
    ["retry.baseDelayMs", { retry: { baseDelayMs: -1 } }],
    ["retry.maxDelayMs", { retry: { maxDelayMs: Number.POSITIVE_INFINITY } }],
    ["retry", { retry: null }],
    ["retry", { retry: 3 }],
    ["rateLimit", { rateLimit: null }],
    ["rateLimit", { rateLimit: 50 }],
    ["clock", { clock: {} }],
    ["clock", { clock: null }],
    ["timeoutMs", { timeoutMs: 0 }],
    ["timeoutMs", { timeoutMs: 2 ** 31 }],
    ["timeoutMs", { timeoutMs: "1000" }],
    ["deadlineMs", { deadlineMs: Number.NaN }],
    ["rateLimit.perMinute", { rateLimit: { perMinute: 0 } }],
    ["rateLimit.perMinute", { rateLimit: { perMinute: 0.5 } }],
  ])("%s: %j", (name, options) => {
    const make = () => createMassPayoutClient({ credentials, environment: "sandbox", ...options } as never);
    expect(make).toThrow(expect.objectContaining({ code: "invalid_configuration" }));
    expect(make).toThrow(name);
  });
});
