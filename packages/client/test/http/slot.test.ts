import { describe, expect, test } from "vitest";
import type { MassPayoutClient, MassPayoutEvent, WriteOptions } from "../../src/index.ts";
import { execute } from "../../src/payment.ts";
import { clientFor, rejectionOf } from "../support/client.ts";
import { onePhonePlan } from "../support/plan.ts";
import { initItem } from "../support/recipients.ts";
import { startAnswering } from "../support/server.ts";
import { virtualClock } from "../support/virtual-clock.ts";

const success = '{"status":"success","requestId":"r-1"}';

const writes: [string, (iyzico: MassPayoutClient, options: WriteOptions) => Promise<unknown>][] = [
  ["init", (iyzico, options) => iyzico.init({ externalId: "e", items: [initItem("1")] }, options)],
  ["auth", (iyzico, options) => iyzico.auth("r-1", options)],
  ["cancel", (iyzico, options) => iyzico.cancel("r-1", options)],
];

/** A limiter that counts the slots it gives. */
function countingLimiter() {
  const limiter = {
    slots: 0,
    async acquire() {
      limiter.slots += 1;
    },
  };
  return limiter;
}

describe.each(writes)("%s", (operation, write) => {
  test("takes no slot of the rate limit if acquireSlot was called for it, and one of its own otherwise", async () => {
    await using server = await startAnswering(success);
    const limiter = countingLimiter();
    const iyzico = clientFor(server.url, { rateLimit: limiter });
    await iyzico.acquireSlot();
    expect([limiter.slots, server.arrivals.length]).toEqual([1, 0]);
    await write(iyzico, { hasSlot: true });
    expect([limiter.slots, server.arrivals.length]).toEqual([1, 1]);
    for (const options of [{ hasSlot: false }, { hasSlot: undefined }, {}]) await write(iyzico, options);
    expect([limiter.slots, server.arrivals.length]).toEqual([4, 4]);
  });

  test("is not sent if hasSlot is neither true nor false", async () => {
    await using server = await startAnswering(success);
    const error = await rejectionOf(write(clientFor(server.url), { hasSlot: "no" as never }));
    expect(error).toMatchObject({ code: "invalid_configuration", message: "hasSlot must be true or false." });
    expect(server.arrivals).toEqual([]);
  });

  test("is named by an acquireSlot for it, in its event and its error", async () => {
    const clock = virtualClock();
    const events: MassPayoutEvent[] = [];
    const onEvent = (event: MassPayoutEvent) => events.push(event);
    const acquire = () => clock.sleep(1_000);
    const iyzico = clientFor("http://127.0.0.1:1", { clock, onEvent, rateLimit: { acquire }, deadlineMs: 1_000 });
    const options = { operation: operation as "init" };
    await iyzico.acquireSlot({ ...options, deadlineMs: 1_001 });
    const waiting = { type: "waiting", operation, reason: "rate-limit", delayMs: 1_000, attempt: 0 };
    expect(events).toEqual([expect.objectContaining(waiting)]);
    expect(await rejectionOf(iyzico.acquireSlot(options))).toMatchObject({
      code: "deadline_exceeded",
      outcome: "not-sent",
      operation,
      message: `${operation}: the deadline passed before there was a slot to send.`,
    });
  });
});

test("acquireSlot ends when its caller aborts, and says what failed if the limiter does", async () => {
  const failing = clientFor("http://127.0.0.1:1", { rateLimit: { acquire: () => Promise.reject(new Error("down")) } });
  const failure = { outcome: "not-sent", operation: "auth" };
  expect(await rejectionOf(failing.acquireSlot())).toMatchObject({ code: "rate_limiter_failed", ...failure });
  const waiting = clientFor("http://127.0.0.1:1", { rateLimit: { acquire: () => new Promise(() => {}) } });
  const controller = new AbortController();
  const slot = rejectionOf(waiting.acquireSlot({ signal: controller.signal }));
  controller.abort("stop");
  expect(await slot).toMatchObject({ code: "aborted", cause: "stop", ...failure });
});

test("a command that is executed with hasSlot takes none for its init and auth, and one for each request of a poll", async () => {
  await using server = await startAnswering(success);
  const limiter = countingLimiter();
  const iyzico = clientFor(server.url, { rateLimit: limiter });
  const plan = await onePhonePlan;
  const options = { hasSlot: true };
  await execute(iyzico, plan, { type: "init", externalId: "salaries" }, options);
  await execute(iyzico, plan, { type: "auth", requestId: "r-1" }, options);
  expect([limiter.slots, server.arrivals.length]).toEqual([0, 2]);
  const reference = { requestId: "r-1" };
  await execute(iyzico, plan, { type: "poll", reference, withBalance: false, afterMs: 0 }, options);
  expect(limiter.slots).toBe(server.arrivals.length - 2);
});
