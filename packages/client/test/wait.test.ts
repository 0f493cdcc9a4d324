import { describe, expect, test } from "vitest";
import {
  createMassPayoutClient,
  type MassPayoutClientOptions,
  type MassPayoutEvent,
  type PayoutSnapshot,
} from "../src/index.ts";
import { startServer } from "./server.ts";
import { virtualClock } from "./virtual-clock.ts";

const credentials = { apiKey: "sandbox-key", secretKey: "sandbox-secret" };
const reference = { requestId: "r-1" };

type Shown = { payout?: string; items: string[] } | "broken" | string;

const answerOf = (shown: Shown, reference = "ref"): string => {
  if (typeof shown === "string") return shown;
  const items = shown.items.map((itemStatus, index) => ({
    referenceCode: `${reference}-${index}`,
    itemStatus,
    totalAmount: 1.5,
    currencyCode: "TRY",
  }));
  const massPayout = { massPayoutStatus: shown.payout ?? "PUBLISHED_TO_QUEUE" };
  return JSON.stringify({
    status: "success",
    massPayout,
    massPayoutItems: { items },
    page: 0,
    size: 40,
    total: items.length,
  });
};

/** A payout that shows one thing after another, and the last one for ever. Refused items are a list of their own. */
async function showing(shown: Shown[], options: Partial<MassPayoutClientOptions> = {}, refused: string[] = []) {
  const polls: number[] = [];
  const clock = virtualClock();
  const server = await startServer((response, { body }) => {
    const isRejected = JSON.parse(body).itemType === "INVALID";
    if (!isRejected) polls.push(clock.now());
    const current = shown[Math.min(polls.length, shown.length) - 1] ?? "broken";
    if (isRejected && typeof current === "object") {
      return void response.end(answerOf({ ...current, items: refused }, "refused"));
    }
    if (current === "broken") response.socket?.destroy();
    else response.end(answerOf(current));
  });
  const events: MassPayoutEvent[] = [];
  const iyzico = createMassPayoutClient({
    credentials,
    baseUrl: server.url,
    clock,
    retry: false,
    onEvent: (event) => events.push(event),
    ...options,
  } as MassPayoutClientOptions);
  return { iyzico, clock, events, polls, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

const hour = 3_600_000;

describe("a wait ends", () => {
  test("settled, and says who is paid", async () => {
    for (const [items, paid] of [
      [["SUCCESS", "SUCCESS"], "all"],
      [["SUCCESS", "DEPOSIT_SUCCESS"], "some"],
      [["DEPOSIT_SUCCESS", "INVALID"], "none"],
    ] as const) {
      await using payout = await showing([
        { items: ["INIT", "INIT"] },
        { items: ["PROCESSING", "FAILED"] },
        { items: [...items] },
      ]);
      const waited = await payout.iyzico.waitUntilSettled(reference, { maxWaitMs: hour });
      expect(waited).toMatchObject({ outcome: "settled", paid, look: { items: [{}, {}] } });
      expect(payout.polls).toHaveLength(3);
    }
  });

  test("settled, and counts those who were refused when the payout was made", async () => {
    await using payout = await showing([{ payout: "COMPLETED", items: ["SUCCESS"] }], {}, ["INVALID"]);
    const waited = await payout.iyzico.waitUntilSettled(reference, { maxWaitMs: hour });
    expect(waited).toMatchObject({
      outcome: "settled",
      paid: "some",
      look: { settlement: { totals: { refused: { count: 1 } } } },
    });
  });

  test("with the items that need a person, when nothing else is to come", async () => {
    await using payout = await showing([
      { items: ["SUCCESS", "DEPOSIT_FAIL", "PROCESSING"] },
      { items: ["SUCCESS", "DEPOSIT_FAIL", "REVERSED"] },
    ]);
    const waited = await payout.iyzico.waitUntilSettled(reference, { maxWaitMs: hour });
    expect(waited).toMatchObject({
      outcome: "action-required",
      items: [{ itemStatus: "DEPOSIT_FAIL" }, { itemStatus: "REVERSED" }],
    });
  });

  test("at once when the payout lacks balance", async () => {
    await using payout = await showing([{ payout: "INSUFFICIENT_BALANCE", items: ["INIT"] }]);
    const waited = await payout.iyzico.waitUntilSettled(reference, { maxWaitMs: hour });
    expect(waited).toMatchObject({ outcome: "action-required", items: [], look: { settlement: { paid: "none" } } });
    expect(payout.polls).toHaveLength(1);
  });

  test("still open when the time is over, with the last look", async () => {
    await using payout = await showing([{ items: ["PROCESSING"] }]);
    const waited = await payout.iyzico.waitUntilSettled(reference, { maxWaitMs: 600_000 });
    expect(waited).toMatchObject({ outcome: "in-progress", error: undefined, look: { settlement: { state: "open" } } });
    expect(payout.clock.now()).toBeLessThanOrEqual(600_000);
    // The last look came within the last second, and the payout that settles just before the end is seen.
    expect(payout.clock.now()).toBeGreaterThanOrEqual(599_000);
  });

  test("with the failure itself when waiting does not help", async () => {
    await using payout = await showing([{ items: ["INIT"] }, '{"status":"failure","errorCode":"1001"}']);
    const wait = payout.iyzico.waitUntilSettled(reference, { maxWaitMs: hour });
    await expect(wait).rejects.toMatchObject({ code: "authentication_failed", errorCode: "1001" });
  });

  test("when the caller aborts between two polls, and no look comes after", async () => {
    await using payout = await showing([{ items: ["INIT"] }]);
    const controller = new AbortController();
    const wait = payout.iyzico.waitUntilSettled(reference, {
      maxWaitMs: hour,
      signal: controller.signal,
      onProgress: () => controller.abort("enough"),
    });
    await expect(wait).rejects.toMatchObject({ code: "aborted", cause: "enough" });
    expect(payout.polls).toHaveLength(1);
  });

  test("with whatever onProgress throws", async () => {
    await using payout = await showing([{ items: ["INIT"] }]);
    const onProgress = () => {
      throw new Error("the caller's");
    };
    const wait = payout.iyzico.waitUntilSettled(reference, { maxWaitMs: hour, onProgress });
    await expect(wait).rejects.toThrow("the caller's");
  });
});

describe("a wait gets over", () => {
  test.each<[string, Shown]>([
    ["a broken connection", "broken"],
    ["a page of a proxy", "<html>"],
    ["a system error", '{"status":"failure","errorCode":"1"}'],
    ["the request limit", '{"status":"failure","errorCode":50000}'],
    [
      "a listing that does not add up",
      '{"status":"success","massPayout":{"massPayoutStatus":"INIT"},"massPayoutItems":{"items":[]},"page":0,"size":40,"total":1}',
    ],
  ])("%s", async (_, trouble) => {
    await using payout = await showing([{ items: ["INIT"] }, trouble, trouble, trouble, { items: ["SUCCESS"] }]);
    const waited = await payout.iyzico.waitUntilSettled(reference, { maxWaitMs: hour });
    expect(waited).toMatchObject({ outcome: "settled", paid: "all" });
  });

  test("trouble until the time is over, and then says which, beside the last look that worked", async () => {
    await using payout = await showing([{ items: ["INIT"] }, "broken"]);
    const waited = await payout.iyzico.waitUntilSettled(reference, { maxWaitMs: 60_000 });
    expect(waited).toMatchObject({
      outcome: "in-progress",
      look: { items: [{ itemStatus: "INIT" }] },
      error: { code: "network_error" },
    });
  });

  test("trouble from the first look on, and then has no look to show", async () => {
    await using payout = await showing(["broken"]);
    const waited = await payout.iyzico.waitUntilSettled(reference, { maxWaitMs: 60_000 });
    expect(waited).toMatchObject({ outcome: "in-progress", look: undefined, error: { code: "network_error" } });
  });
});

describe("a wait leaves iyzico alone", () => {
  test.each<[string, number, Record<string, string>, number]>([
    ["for a minute after 429", 429, {}, 60_000],
    ["as long as Retry-After says", 503, { "retry-after": "600" }, 600_000],
  ])("%s", async (_, status, headers, least) => {
    const clock = virtualClock();
    const times: number[] = [];
    await using server = await startServer((response) => {
      times.push(clock.now());
      response.writeHead(status, headers).end();
    });
    const iyzico = createMassPayoutClient({ credentials, baseUrl: server.url, clock, retry: false });
    await iyzico.waitUntilSettled(reference, { maxWaitMs: 2 * hour, pollEveryMs: 100 });
    expect(times.length).toBeGreaterThan(2);
    for (const [index, time] of times.entries()) {
      if (index > 0) expect(time - (times[index - 1] ?? 0)).toBeGreaterThanOrEqual(least);
    }
  });

  test("and ends rather than come back too soon", async () => {
    await using server = await startServer((response) => {
      response.writeHead(503, { "retry-after": "3600" }).end();
    });
    const iyzico = createMassPayoutClient({ credentials, baseUrl: server.url, clock: virtualClock() });
    const waited = await iyzico.waitUntilSettled(reference, { maxWaitMs: 600_000 });
    expect(waited).toMatchObject({ outcome: "in-progress", look: undefined, error: { code: "service_error" } });
    expect(server.arrivals).toHaveLength(1);
  });
});

describe("polls", () => {
  test("go on to the end although one of them took long", async () => {
    const clock = virtualClock();
    let polls = 0;
    await using server = await startServer((response, { body }) => {
      if (JSON.parse(body).itemType === "INVALID") return void response.end(answerOf({ items: [] }));
      polls += 1;
      // The first look takes more than half of the wait.
      if (polls === 1) void clock.sleep(360_000);
      setTimeout(() => response.end(answerOf({ items: [clock.now() > 500_000 ? "SUCCESS" : "INIT"] })), 5);
    });
    const iyzico = createMassPayoutClient({ credentials, baseUrl: server.url, clock, retry: false });
    const waited = await iyzico.waitUntilSettled(reference, { maxWaitMs: 600_000 });
    expect(waited).toMatchObject({ outcome: "settled", paid: "all" });
  });

  test("come less and less often, by chance, and at most a minute apart", async () => {
    await using payout = await showing([{ items: ["INIT"] }]);
    await payout.iyzico.waitUntilSettled(reference, { maxWaitMs: hour, pollEveryMs: 1_000 });
    const waits = payout.events.filter((event) => event.type === "waiting" && event.reason === "poll");
    const pauses = waits.map((event) => (event.type === "waiting" ? event.delayMs : 0));
    expect(pauses).toHaveLength(payout.polls.length - 1);
    for (const [index, pause] of pauses.slice(0, -1).entries()) {
      const limit = Math.min(60_000, 1_000 * 1.5 ** index);
      expect(pause).toBeLessThanOrEqual(limit);
      expect(pause).toBeGreaterThanOrEqual(limit / 2);
    }
    expect(payout.polls.length).toBeLessThan(150);
  });

  test("stay inside the rate limit", async () => {
    await using payout = await showing([{ items: ["INIT"] }], { rateLimit: { perMinute: 2 } });
    await payout.iyzico.waitUntilSettled(reference, { maxWaitMs: 600_000, pollEveryMs: 100 });
    expect(payout.polls.length).toBeLessThanOrEqual(2 * 10 + 2);
  });

  test("are told with counts and exact sums by state", async () => {
    await using payout = await showing([{ items: ["SUCCESS", "PROCESSING", "PROCESSING"] }, { items: ["SUCCESS"] }]);
    const polls: PayoutSnapshot[] = [];
    await payout.iyzico.waitUntilSettled(reference, { maxWaitMs: hour, onProgress: (look) => polls.push(look) });
    expect(polls[0]?.settlement.totals).toEqual({
      paid: { count: 1, amounts: { TRY: "1.5" }, withoutAmount: 0 },
      "in-flight": { count: 2, amounts: { TRY: "3.0" }, withoutAmount: 0 },
    });
    expect(polls).toHaveLength(2);
  });

  test("hold their limits: a server that hangs ends with the time", async () => {
    await using server = await startServer(() => undefined);
    const iyzico = createMassPayoutClient({ credentials, baseUrl: server.url });
    const waited = await iyzico.waitUntilSettled(reference, { maxWaitMs: 80 });
    expect(waited).toEqual({ outcome: "in-progress", look: undefined, error: undefined });
  });
});

test.each([[undefined], [0], [-1], [Number.NaN], [Number.POSITIVE_INFINITY], ["1000"]])(
  "a wait of %s milliseconds is refused before anything is sent",
  async (maxWaitMs) => {
    await using payout = await showing([{ items: ["INIT"] }]);
    for (const options of [{ maxWaitMs }, undefined]) {
      const wait = payout.iyzico.waitUntilSettled(reference, options as never);
      await expect(wait).rejects.toMatchObject({ outcome: "not-sent" });
    }
    expect(payout.polls).toEqual([]);
  },
);
