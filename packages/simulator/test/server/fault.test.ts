import { setImmediate } from "node:timers/promises";
import { createSignedFetch } from "@iyzico-mass-payout/auth";
import { describe, expect, test } from "vitest";
import { createSimulator, type Fault, type SimulatorOptions } from "../../src/index.ts";
import { createMerchant, credentials, host, idsOf, payoutOf, untilRequests } from "../support/merchant.ts";

const expectReset = (error: unknown) =>
  expect(error).toMatchObject({ message: "fetch failed", cause: { code: "ECONNRESET" } });

/** Sends an init, then queues the faults. */
async function queueFaults(faults: readonly Fault[], options: SimulatorOptions = {}) {
  const simulator = createSimulator(options);
  const merchant = createMerchant(simulator);
  const { body } = await merchant.init(payoutOf("p", 1));
  for (const fault of faults) simulator.fault(fault);
  return { simulator, merchant, requestId: body.requestId as string };
}

/** A signal, and the function that aborts it. */
function abortable() {
  const controller = new AbortController();
  return { signal: controller.signal, giveUp: () => controller.abort(new Error("given up")) };
}

const authTarget = "/v1/mass/payout/auth?locale=en";

describe("a reset", () => {
  test("before the request executes nothing", async () => {
    const { simulator, merchant, requestId } = await queueFaults([{ kind: "reset-before" }]);
    expectReset(await merchant.auth(requestId).catch((error) => error));
    expect(simulator.payouts[0]?.auths).toBe(0);
    expect(simulator.history.at(-1)).toMatchObject({ executed: false, outcome: "none", faults: ["reset-before"] });
  });

  test("after the request executes it and loses the answer", async () => {
    const { simulator, merchant, requestId } = await queueFaults([{ kind: "reset-after" }]);
    expectReset(await merchant.auth(requestId).catch((error) => error));
    expect(simulator.payouts[0]?.auths).toBe(1);
    expect(simulator.history.at(-1)).toMatchObject({ executed: true, outcome: "success", faults: ["reset-after"] });
  });
});

describe("a timeout", () => {
  test.each([
    ["timeout-before", 0],
    ["timeout-after", 1],
  ] as const)("%s sends no response until the caller aborts; executed auths: %i", async (kind, auths) => {
    const { simulator, merchant, requestId } = await queueFaults([{ kind }]);
    const { signal, giveUp } = abortable();
    const sent = merchant.send("POST", authTarget, { requestId }, { signal });
    await untilRequests(simulator, 2);
    expect(simulator.payouts[0]?.auths).toBe(auths);
    giveUp();
    await expect(sent).rejects.toThrow("given up");
  });

  test("ends for a caller that aborts while its request is handled", async () => {
    const { simulator } = await queueFaults([{ kind: "timeout-before" }]);
    const { signal, giveUp } = abortable();
    const sent = simulator.fetch(`${host}${authTarget}`, { method: "POST", signal });
    giveUp();
    await expect(sent).rejects.toThrow("given up");
  });

  test("never ends for a caller without a signal", async () => {
    const { simulator } = await queueFaults([{ kind: "timeout-before" }]);
    let isSettled = false;
    const sent = simulator.fetch(`${host}${authTarget}`, { method: "POST" });
    void sent.finally(() => {
      isSettled = true;
    });
    await untilRequests(simulator, 2);
    await setImmediate();
    expect(isSettled).toBe(false);
  });
});

test("a stalled body ends half-way when the caller aborts, and the request is executed", async () => {
  const { simulator, requestId } = await queueFaults([{ kind: "stalled-body" }]);
  const { signal, giveUp } = abortable();
  const signedFetch = createSignedFetch(credentials, (request) => simulator.fetch(request));
  const init = { method: "POST", body: JSON.stringify({ requestId }), signal };
  const { status, body } = await signedFetch(`${host}${authTarget}`, init);
  const reader = body?.getReader();
  const half = new TextDecoder().decode((await reader?.read())?.value);
  expect(status).toBe(200);
  expect(half).toMatch(/^\{"status":"success","locale":/);
  expect(() => JSON.parse(half)).toThrow(SyntaxError);
  const next = reader?.read();
  giveUp();
  await expect(next).rejects.toThrow("given up");
  expect(simulator.payouts[0]?.auths).toBe(1);
});

describe("a proxy's page with HTTP 502", () => {
  test.each([
    [undefined, 0],
    [false, 0],
    [true, 1],
  ])("executes the request only with executed: %s", async (executed, auths) => {
    const { simulator, merchant, requestId } = await queueFaults([{ kind: "html-502", executed }]);
    const { httpStatus, text, body } = await merchant.auth(requestId);
    expect([httpStatus, body]).toEqual([502, undefined]);
    expect(text).toMatch(/^<html>/);
    expect(simulator.payouts[0]?.auths).toBe(auths);
    expect(simulator.history.at(-1)).toMatchObject({ executed: auths === 1, outcome: "failure" });
  });
});

test("rate-limited answers 50000 and executes nothing", async () => {
  const { simulator, merchant, requestId } = await queueFaults([{ kind: "rate-limited" }]);
  expect((await merchant.auth(requestId)).body).toMatchObject({ status: "failure", errorCode: 50000 });
  expect(simulator.payouts[0]?.auths).toBe(0);
});

test.each<[Fault, string, number]>([
  [{ kind: "system-error" }, "100001", 0],
  [{ kind: "system-error", errorCode: "1" }, "1", 0],
  [{ kind: "system-error", executed: true }, "100001", 1],
])(
  "a system error answers its errorCode, and executes the request only with executed: %o",
  async (fault, errorCode, auths) => {
    const { simulator, merchant, requestId } = await queueFaults([fault]);
    expect((await merchant.auth(requestId)).body).toMatchObject({ status: "failure", errorCode });
    expect(simulator.payouts[0]?.auths).toBe(auths);
    expect(simulator.history.at(-1)).toMatchObject({ executed: auths === 1, outcome: "failure", errorCode });
  },
);

describe("a duplicate request", () => {
  test("gets the second answer, which can be a rejection although the first was executed", async () => {
    const { simulator, merchant, requestId } = await queueFaults([{ kind: "duplicate" }]);
    expect((await merchant.auth(requestId)).body.status).toBe("failure");
    expect(simulator.payouts[0]?.auths).toBe(1);
    expect(simulator.history.at(-1)).toMatchObject({ executed: true, outcome: "failure", errorCode: "11" });
  });

  test("can create two payouts from one init", async () => {
    const { simulator, merchant } = await queueFaults([{ kind: "duplicate" }], { repeatedInit: "new-payout" });
    const { body } = await merchant.init(payoutOf("q", 1));
    expect(simulator.payouts).toHaveLength(3);
    expect(simulator.payouts[2]?.requestId).toBe(body.requestId);
  });
});

test("a slow answer comes later than the execution", async () => {
  const { simulator, merchant, requestId } = await queueFaults([{ kind: "slow", ms: 5_000 }]);
  const before = simulator.clock.now();
  expect((await merchant.auth(requestId)).body.systemTime).toBe(before);
  expect(simulator.clock.now()).toBe(before + 5_000);
});

describe("a late payout", () => {
  test("is not found for ms milliseconds, also if the answer of its init was lost", async () => {
    const { simulator, merchant } = await queueFaults([{ kind: "late", ms: 60_000 }, { kind: "reset-after" }]);
    expectReset(await merchant.init(payoutOf("q", 1)).catch((error) => error));
    const retrieveStatus = async () => (await merchant.retrieve({ externalMassPayoutId: "q" })).body.status;
    simulator.advance(59_999);
    expect(await retrieveStatus()).toBe("failure");
    simulator.advance(1);
    expect(await retrieveStatus()).toBe("success");
    expect(simulator.history[1]?.faults).toEqual(["reset-after", "late"]);
  });

  test("must be a stored one: a rejected init does not consume the fault", async () => {
    const { simulator, merchant } = await queueFaults([{ kind: "late", ms: 60_000 }]);
    expect((await merchant.init(payoutOf("p", 1))).body.status).toBe("failure");
    expect(() => simulator.assertDone()).toThrow("The fault late (init, 1 more) met no request.");
    await merchant.init(payoutOf("q", 1));
    expect((await merchant.retrieve({ externalMassPayoutId: "q" })).body.status).toBe("failure");
  });
});

test("page-drift moves the first item to the end of the listing, so that the page after skips one", async () => {
  const { simulator, merchant } = await queueFaults([{ kind: "page-drift" }]);
  await merchant.init(payoutOf("q", 5));
  const page = async (number: number) =>
    idsOf(await merchant.retrieve({ externalMassPayoutId: "q", page: number, size: 2 }));
  expect([await page(0), await page(1), await page(2)]).toEqual([
    ["item-1", "item-2"],
    ["item-4", "item-5"],
    ["item-1"],
  ]);
  expect(await page(0)).toEqual(["item-2", "item-3"]);
  expect(simulator.payouts[1]?.items[0]?.itemExternalId).toBe("item-1");
});

describe("faults", () => {
  test("apply in their order, to the operation that they target, and so many times", async () => {
    const { merchant, requestId } = await queueFaults([
      { kind: "html-502", operation: "auth", times: 2 },
      { kind: "system-error", operation: "balance" },
      { kind: "rate-limited" },
    ]);
    expect((await merchant.balance()).body.errorCode).toBe("100001");
    expect((await merchant.auth(requestId)).httpStatus).toBe(502);
    expect((await merchant.balance()).body.errorCode).toBe(50000);
    expect((await merchant.auth(requestId)).httpStatus).toBe(502);
    expect((await merchant.auth(requestId)).body.status).toBe("success");
    expect((await merchant.balance()).body.status).toBe("success");
  });

  test.each<[string, unknown]>([
    ["an unknown kind", { kind: "earthquake" }],
    ["an unknown operation", { kind: "reset-before", operation: "pay" }],
    ["late for auth", { kind: "late", operation: "auth", ms: 1 }],
    ["page-drift for init", { kind: "page-drift", operation: "init" }],
    ["times 0", { kind: "reset-before", times: 0 }],
    ["times 1.5", { kind: "reset-before", times: 1.5 }],
    ["late without ms", { kind: "late" }],
    ["slow by NaN", { kind: "slow", ms: Number.NaN }],
    ["late by a negative ms", { kind: "late", ms: -1 }],
  ])("that can never apply throw a TypeError: %s", (_, fault) => {
    const simulator = createSimulator();
    expect(() => simulator.fault(fault as Fault)).toThrow(TypeError);
    simulator.assertDone();
  });

  test("apply to unsigned requests too", async () => {
    const simulator = createSimulator();
    simulator.fault({ kind: "reset-after" });
    expectReset(await simulator.fetch(`${host}/v1/mass/payout/balance`).catch((error) => error));
    expect(simulator.history).toMatchObject([{ verified: false, executed: false, outcome: "failure", errorCode: "5" }]);
  });

  test("do not apply to paths that belong to no operation", async () => {
    const simulator = createSimulator();
    simulator.fault({ kind: "reset-before", operation: "balance" });
    expect((await simulator.fetch(`${host}/v2/mass/payout/balance`)).status).toBe(404);
    expect(() => simulator.assertDone()).toThrow("The fault reset-before (balance, 1 more) met no request.");
  });
});

test("a request whose signal is already aborted is not sent", async () => {
  const { simulator, merchant, requestId } = await queueFaults([]);
  const { signal, giveUp } = abortable();
  giveUp();
  await expect(merchant.send("POST", authTarget, { requestId }, { signal })).rejects.toThrow("given up");
  await expect(simulator.fetch(`${host}${authTarget}`, { method: "POST", signal })).rejects.toThrow("given up");
  expect(simulator.history).toHaveLength(1);
});
