import { describe, expect, test } from "vitest";
import type { MassPayoutClientOptions, MassPayoutEvent, PayoutSnapshot } from "../../src/index.ts";
import { failureAnswer } from "../support/answers.ts";
import { clientFor } from "../support/client.ts";
import { heldMs, holdTimers } from "../support/held-timers.ts";
import { pageAnswer, reference } from "../support/listing.ts";
import { startServer } from "../support/server.ts";
import { virtualClock } from "../support/virtual-clock.ts";

/** What a poll shows: a payout, another answer, or a broken connection. */
type Shown = { payout?: string; items: string[] } | "broken" | string;

const answerOf = (shown: Shown, prefix = "ref"): string => {
  if (typeof shown === "string") return shown;
  const items = shown.items.map((itemStatus, index) => ({
    referenceCode: `${prefix}-${index}`,
    itemStatus,
    totalAmount: 1.5,
    currencyCode: "TRY",
  }));
  return pageAnswer({ items, page: 0, size: 40, total: items.length }, shown.payout);
};

/**
 * Starts a server whose polls show these in turn, and the last one again and again, and a client for it. Time is the
 * virtual clock's: the real limits of requests are held, so that a slow machine changes no poll.
 */
async function startPayout(shown: Shown[], options: Partial<MassPayoutClientOptions> = {}, rejected: string[] = []) {
  holdTimers(0);
  const polls: number[] = [];
  const clock = virtualClock();
  const server = await startServer((response, { body }) => {
    const isOfRejected = JSON.parse(body).itemType === "INVALID";
    if (!isOfRejected) polls.push(clock.now());
    const current = shown[Math.min(polls.length, shown.length) - 1] ?? "broken";
    if (isOfRejected && typeof current === "object") {
      response.end(answerOf({ ...current, items: rejected }, "rejected"));
    } else if (current === "broken") response.socket?.destroy();
    else response.end(answerOf(current));
  });
  const events: MassPayoutEvent[] = [];
  const iyzico = clientFor(server.url, { clock, onEvent: (event) => events.push(event), ...options });
  return { iyzico, clock, events, polls, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

const hour = 3_600_000;

describe("a wait ends", () => {
  test("settled, and says whether all, some or none are paid", async () => {
    for (const [items, paid] of [
      [["SUCCESS", "SUCCESS"], "all"],
      [["SUCCESS", "DEPOSIT_SUCCESS"], "some"],
      [["DEPOSIT_SUCCESS", "INVALID"], "none"],
    ] as const) {
      await using payout = await startPayout([
        { items: ["INIT", "INIT"] },
        { items: ["PROCESSING", "FAILED"] },
        { items: [...items] },
      ]);
      const waited = await payout.iyzico.waitUntilSettled(reference, { maxWaitMs: hour });
      expect(waited).toMatchObject({ outcome: "settled", paid, snapshot: { items: [{}, {}] } });
      expect(payout.polls).toHaveLength(3);
    }
  });

  test("settled, and counts the items that init rejected", async () => {
    await using payout = await startPayout([{ payout: "COMPLETED", items: ["SUCCESS"] }], {}, ["INVALID"]);
    const waited = await payout.iyzico.waitUntilSettled(reference, { maxWaitMs: hour });
    expect(waited).toMatchObject({
      outcome: "settled",
      paid: "some",
      snapshot: { settlement: { totals: { rejected: { count: 1 } } } },
    });
  });

  test("with the items that require action, once no other item is in progress", async () => {
    await using payout = await startPayout([
      { items: ["SUCCESS", "DEPOSIT_FAIL", "PROCESSING"] },
      { items: ["SUCCESS", "DEPOSIT_FAIL", "REVERSED"] },
    ]);
    const waited = await payout.iyzico.waitUntilSettled(reference, { maxWaitMs: hour });
    expect(waited).toMatchObject({
      outcome: "action-required",
      items: [{ itemStatus: "DEPOSIT_FAIL" }, { itemStatus: "REVERSED" }],
    });
  });

  test("at once when the balance does not cover the payout", async () => {
    await using payout = await startPayout([{ payout: "INSUFFICIENT_BALANCE", items: ["INIT"] }]);
    const waited = await payout.iyzico.waitUntilSettled(reference, { maxWaitMs: hour });
    expect(waited).toMatchObject({ outcome: "action-required", items: [], snapshot: { settlement: { paid: "none" } } });
    expect(payout.polls).toHaveLength(1);
  });

  test("in progress when maxWaitMs is over, with the last snapshot", async () => {
    await using payout = await startPayout([{ items: ["PROCESSING"] }]);
    const waited = await payout.iyzico.waitUntilSettled(reference, { maxWaitMs: 600_000 });
    expect(waited).toMatchObject({
      outcome: "in-progress",
      error: undefined,
      snapshot: { settlement: { state: "open" } },
    });
    expect(payout.clock.now()).toBeLessThanOrEqual(600_000);
    // The last poll was within the last second: it shows a payout that settles just before the end.
    expect(payout.clock.now()).toBeGreaterThanOrEqual(599_000);
  });

  test("with the failure itself if no later poll can succeed", async () => {
    await using payout = await startPayout([{ items: ["INIT"] }, failureAnswer("1001")]);
    const wait = payout.iyzico.waitUntilSettled(reference, { maxWaitMs: hour });
    await expect(wait).rejects.toMatchObject({ code: "authentication_failed", errorCode: "1001" });
  });

  test("when the caller aborts between two polls, without another poll", async () => {
    await using payout = await startPayout([{ items: ["INIT"] }]);
    const controller = new AbortController();
    const wait = payout.iyzico.waitUntilSettled(reference, {
      maxWaitMs: hour,
      signal: controller.signal,
      onProgress: () => controller.abort("enough"),
    });
    // No request failed.
    await expect(wait).rejects.toMatchObject({ code: "aborted", cause: "enough", attempts: 0 });
    expect(payout.polls).toHaveLength(1);
  });

  test("with the error of a clock that fails between two polls", async () => {
    const failure = new Error("the clock failed");
    const clock = { now: () => 0, sleep: () => Promise.reject(failure) };
    await using payout = await startPayout([{ items: ["INIT"] }], { clock });
    await expect(payout.iyzico.waitUntilSettled(reference, { maxWaitMs: hour })).rejects.toBe(failure);
  });

  test("with the error that onProgress throws", async () => {
    await using payout = await startPayout([{ items: ["INIT"] }]);
    const onProgress = () => {
      throw new Error("the caller's");
    };
    const wait = payout.iyzico.waitUntilSettled(reference, { maxWaitMs: hour, onProgress });
    await expect(wait).rejects.toThrow("the caller's");
  });
});

describe("a wait continues after", () => {
  test.each<[string, Shown]>([
    ["a broken connection", "broken"],
    ["HTML of a proxy", "<html>"],
    ["a system error", failureAnswer("1")],
    ["the request limit", '{"status":"failure","errorCode":50000}'],
    [
      "a listing that does not add up",
      '{"status":"success","massPayout":{"massPayoutStatus":"INIT"},"massPayoutItems":{"items":[]},"page":0,"size":40,"total":1}',
    ],
  ])("%s", async (_, failing) => {
    await using payout = await startPayout([{ items: ["INIT"] }, failing, failing, failing, { items: ["SUCCESS"] }]);
    const waited = await payout.iyzico.waitUntilSettled(reference, { maxWaitMs: hour });
    expect(waited).toMatchObject({ outcome: "settled", paid: "all" });
  });

  test("failures until maxWaitMs is over, and then has the last failure and the last snapshot", async () => {
    await using payout = await startPayout([{ items: ["INIT"] }, "broken"]);
    const waited = await payout.iyzico.waitUntilSettled(reference, { maxWaitMs: 60_000 });
    expect(waited).toMatchObject({
      outcome: "in-progress",
      snapshot: { items: [{ itemStatus: "INIT" }] },
      error: { code: "network_error" },
    });
  });

  test("failures from the first poll on, and then has no snapshot", async () => {
    await using payout = await startPayout(["broken"]);
    const waited = await payout.iyzico.waitUntilSettled(reference, { maxWaitMs: 60_000 });
    expect(waited).toMatchObject({ outcome: "in-progress", snapshot: undefined, error: { code: "network_error" } });
  });
});

describe("a wait pauses", () => {
  test.each<[string, number, Record<string, string>, number]>([
    ["for a minute after 429", 429, {}, 60_000],
    ["as long as Retry-After says", 503, { "retry-after": "600" }, 600_000],
  ])("%s", async (_, status, headers, minMs) => {
    const clock = virtualClock();
    const times: number[] = [];
    await using server = await startServer((response) => {
      times.push(clock.now());
      response.writeHead(status, headers).end();
    });
    const iyzico = clientFor(server.url, { clock });
    await iyzico.waitUntilSettled(reference, { maxWaitMs: 2 * hour, pollEveryMs: 100 });
    expect(times.length).toBeGreaterThan(2);
    // The pause before the last poll is cut to the time left.
    for (const [index, time] of times.slice(0, -1).entries()) {
      if (index > 0) expect(time - (times[index - 1] ?? 0)).toBeGreaterThanOrEqual(minMs);
    }
  });

  /** Waits for a payout of a server that answers the first poll with this, and shows a settled payout to later ones. */
  async function waitAfter(status: number, retryAfter: string, maxWaitMs: number, firstPollMs = 0) {
    holdTimers(0);
    const clock = virtualClock();
    const times: number[] = [];
    await using server = await startServer(async (response, { body }) => {
      if (JSON.parse(body).itemType === "INVALID") return void response.end(answerOf({ items: [] }));
      times.push(clock.now());
      if (times.length > 1) return void response.end(answerOf({ items: ["SUCCESS"] }));
      if (firstPollMs > 0) await clock.sleep(firstPollMs);
      response.writeHead(status, { "retry-after": retryAfter }).end();
    });
    const waited = await clientFor(server.url, { clock }).waitUntilSettled(reference, { maxWaitMs });
    return { waited, times };
  }
  const day = "86400";

  test("for 10 minutes at most, whatever Retry-After says, so that a day of it hides nothing", async () => {
    for (const status of [429, 503]) {
      const { waited, times } = await waitAfter(status, day, hour);
      expect(waited).toMatchObject({ outcome: "settled", paid: "all" });
      expect(times).toEqual([0, 600_000]);
    }
  });

  test("no longer than until the last poll, whatever Retry-After says", async () => {
    for (const status of [429, 503]) {
      const { waited, times } = await waitAfter(status, day, 300_000);
      expect(waited).toMatchObject({ outcome: "settled", paid: "all" });
      expect(times).toEqual([0, 299_000]);
    }
  });

  test("for the whole minute after a request limit, and ends if there is less time", async () => {
    const { waited, times } = await waitAfter(429, day, 50_000);
    expect(waited).toMatchObject({ outcome: "in-progress", snapshot: undefined, error: { code: "rate_limited" } });
    expect(times).toEqual([0]);
    expect((await waitAfter(429, "20", 50_000)).times).toHaveLength(2);
    expect((await waitAfter(503, day, 50_000)).times).toEqual([0, 49_000]);
  });

  test("before a last poll, and ends if a slow failure leaves no time for a pause", async () => {
    const { waited, times } = await waitAfter(503, "1", 60_000, 59_500);
    expect(waited).toMatchObject({ outcome: "in-progress", snapshot: undefined, error: { code: "service_error" } });
    expect(times).toEqual([0]);
  });
});

describe("polls", () => {
  test("continue until the end although one of them took long", async () => {
    const clock = virtualClock();
    let polls = 0;
    holdTimers(0);
    await using server = await startServer(async (response, { body }) => {
      if (JSON.parse(body).itemType === "INVALID") return void response.end(answerOf({ items: [] }));
      polls += 1;
      // The first poll takes more than half of the wait.
      if (polls === 1) await clock.sleep(360_000);
      response.end(answerOf({ items: [clock.now() > 500_000 ? "SUCCESS" : "INIT"] }));
    });
    const iyzico = clientFor(server.url, { clock });
    const waited = await iyzico.waitUntilSettled(reference, { maxWaitMs: 600_000 });
    expect(waited).toMatchObject({ outcome: "settled", paid: "all" });
  });

  test("have random pauses that grow up to a minute", async () => {
    await using payout = await startPayout([{ items: ["INIT"] }]);
    await payout.iyzico.waitUntilSettled(reference, { maxWaitMs: hour, pollEveryMs: 1_000 });
    const waits = payout.events.filter((event) => event.type === "waiting" && event.reason === "poll");
    const pauses = waits.map((event) => (event.type === "waiting" ? event.delayMs : 0));
    expect(pauses).toHaveLength(payout.polls.length - 1);
    for (const [index, pause] of pauses.slice(0, -1).entries()) {
      const limit = Math.round(Math.min(60_000, 1_000 * 1.5 ** index));
      expect(pause).toBeLessThanOrEqual(limit);
      expect(pause).toBeGreaterThanOrEqual(limit / 2);
    }
    expect(payout.polls.length).toBeLessThan(150);
  });

  test("stay inside the rate limit", async () => {
    await using payout = await startPayout([{ items: ["INIT"] }], { rateLimit: { perMinute: 2 } });
    await payout.iyzico.waitUntilSettled(reference, { maxWaitMs: 600_000, pollEveryMs: 100 });
    expect(payout.polls.length).toBeLessThanOrEqual(2 * 10 + 2);
  });

  test("are reported with counts and exact sums by state", async () => {
    await using payout = await startPayout([
      { items: ["SUCCESS", "PROCESSING", "PROCESSING"] },
      { items: ["SUCCESS"] },
    ]);
    const snapshots: PayoutSnapshot[] = [];
    await payout.iyzico.waitUntilSettled(reference, {
      maxWaitMs: hour,
      onProgress: (snapshot) => snapshots.push(snapshot),
    });
    expect(snapshots[0]?.settlement.totals).toEqual({
      paid: { count: 1, amounts: { TRY: "1.5" }, withoutAmount: 0 },
      "in-flight": { count: 2, amounts: { TRY: "3.0" }, withoutAmount: 0 },
    });
    expect(snapshots).toHaveLength(2);
  });

  test("of a server that does not answer end with maxWaitMs", async () => {
    const timers = holdTimers();
    await using server = await startServer(timers.fire);
    const iyzico = clientFor(server.url, { clock: virtualClock() });
    const waited = await iyzico.waitUntilSettled(reference, { maxWaitMs: heldMs });
    expect(waited).toEqual({ outcome: "in-progress", snapshot: undefined, error: undefined });
  });
});

test("a wait whose onProgress is not a function is rejected before anything is sent", async () => {
  await using payout = await startPayout([{ items: ["INIT"] }]);
  const wait = payout.iyzico.waitUntilSettled(reference, { maxWaitMs: hour, onProgress: true as never });
  await expect(wait).rejects.toMatchObject({ code: "invalid_configuration", outcome: "not-sent" });
  expect(payout.polls).toEqual([]);
});

test.each([[undefined], [0], [-1], [Number.NaN], [Number.POSITIVE_INFINITY], ["1000"]])(
  "a wait of %s milliseconds is rejected before anything is sent",
  async (maxWaitMs) => {
    await using payout = await startPayout([{ items: ["INIT"] }]);
    for (const options of [{ maxWaitMs }, undefined]) {
      const wait = payout.iyzico.waitUntilSettled(reference, options as never);
      await expect(wait).rejects.toMatchObject({ outcome: "not-sent" });
    }
    expect(payout.polls).toEqual([]);
  },
);
