import { createSignedFetch } from "@iyzico-mass-payout/auth";
import { describe, expect, test } from "vitest";
import { createSimulator, type Fault, type SimulatorOptions } from "../src/index.ts";
import { credentials, idsOf, merchantOf, orders } from "./merchant.ts";

const host = "https://sandbox-api.iyzipay.com";
const isReset = (error: unknown) =>
  expect(error).toMatchObject({ message: "fetch failed", cause: { code: "ECONNRESET" } });

/** A merchant with a payout that waits for auth, and faults to come. */
async function meeting(faults: readonly Fault[], options: SimulatorOptions = {}) {
  const simulator = createSimulator(options);
  const merchant = merchantOf(simulator);
  const { body } = await merchant.init(orders("p", 1));
  for (const fault of faults) simulator.fault(fault);
  return { simulator, merchant, requestId: body.requestId as string };
}

/** A request of auth that its caller can give up. */
function abortable() {
  const controller = new AbortController();
  return { signal: controller.signal, giveUp: () => controller.abort(new Error("given up")) };
}

const authTarget = "/v1/mass/payout/auth?locale=en";

describe("a reset", () => {
  test("before: nothing was done", async () => {
    const { simulator, merchant, requestId } = await meeting([{ kind: "reset-before" }]);
    isReset(await merchant.auth(requestId).catch((error) => error));
    expect(simulator.payouts[0]?.auths).toBe(0);
    expect(simulator.history.at(-1)).toMatchObject({ executed: false, outcome: "none", faults: ["reset-before"] });
  });

  test("after: the deed is done and the answer is lost", async () => {
    const { simulator, merchant, requestId } = await meeting([{ kind: "reset-after" }]);
    isReset(await merchant.auth(requestId).catch((error) => error));
    expect(simulator.payouts[0]?.auths).toBe(1);
    expect(simulator.history.at(-1)).toMatchObject({ executed: true, outcome: "success", faults: ["reset-after"] });
  });
});

describe("a timeout", () => {
  test.each([
    ["timeout-before", 0],
    ["timeout-after", 1],
  ] as const)("%s: nothing comes until the caller gives up, and auths done are %i", async (kind, auths) => {
    const { simulator, merchant, requestId } = await meeting([{ kind }]);
    const { signal, giveUp } = abortable();
    const asked = merchant.ask("POST", authTarget, { requestId }, { signal });
    await expect.poll(() => simulator.history.length).toBe(2);
    expect(simulator.payouts[0]?.auths).toBe(auths);
    giveUp();
    await expect(asked).rejects.toThrow("given up");
  });

  test("never ends for a caller without a signal", async () => {
    const { simulator } = await meeting([{ kind: "timeout-before" }]);
    let isOver = false;
    const asked = simulator.fetch(`${host}${authTarget}`, { method: "POST" });
    void asked.finally(() => {
      isOver = true;
    });
    await expect.poll(() => simulator.history.length).toBe(2);
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(isOver).toBe(false);
  });
});

test("a body stalls half-way until the caller gives up, and the deed is done", async () => {
  const { simulator, requestId } = await meeting([{ kind: "stalled-body" }]);
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
  ])("executed: %s", async (executed, auths) => {
    const { simulator, merchant, requestId } = await meeting([{ kind: "html-502", executed }]);
    const { httpStatus, text, body } = await merchant.auth(requestId);
    expect([httpStatus, body]).toEqual([502, undefined]);
    expect(text).toMatch(/^<html>/);
    expect(simulator.payouts[0]?.auths).toBe(auths);
    expect(simulator.history.at(-1)).toMatchObject({ executed: auths === 1, outcome: "failure" });
  });
});

test("the request limit, nothing done", async () => {
  const { simulator, merchant, requestId } = await meeting([{ kind: "rate-limited" }]);
  expect((await merchant.auth(requestId)).body).toMatchObject({ status: "failure", errorCode: 50000 });
  expect(simulator.payouts[0]?.auths).toBe(0);
});

test.each<[Fault, string, number]>([
  [{ kind: "system-error" }, "100001", 0],
  [{ kind: "system-error", errorCode: "1" }, "1", 0],
  [{ kind: "system-error", executed: true }, "100001", 1],
])("a system error: %o", async (fault, errorCode, auths) => {
  const { simulator, merchant, requestId } = await meeting([fault]);
  expect((await merchant.auth(requestId)).body).toMatchObject({ status: "failure", errorCode });
  expect(simulator.payouts[0]?.auths).toBe(auths);
  expect(simulator.history.at(-1)).toMatchObject({ executed: auths === 1, outcome: "failure", errorCode });
});

describe("a request that arrives twice", () => {
  test("is answered as the second one, which may be refused although the first was done", async () => {
    const { simulator, merchant, requestId } = await meeting([{ kind: "duplicate" }]);
    expect((await merchant.auth(requestId)).body.status).toBe("failure");
    expect(simulator.payouts[0]?.auths).toBe(1);
    expect(simulator.history.at(-1)).toMatchObject({ executed: true, outcome: "failure", errorCode: "11" });
  });

  test("can make two payouts of one init", async () => {
    const { simulator, merchant } = await meeting([{ kind: "duplicate" }], { repeatedInit: "new-payout" });
    const { body } = await merchant.init(orders("q", 1));
    expect(simulator.payouts).toHaveLength(3);
    expect(simulator.payouts[2]?.requestId).toBe(body.requestId);
  });
});

test("an answer is slow, and the deed done at once", async () => {
  const { simulator, merchant, requestId } = await meeting([{ kind: "slow", ms: 5_000 }]);
  const before = simulator.clock.now();
  expect((await merchant.auth(requestId)).body.systemTime).toBe(before);
  expect(simulator.clock.now()).toBe(before + 5_000);
});

describe("a payout that is late", () => {
  test("is not found for so long, also when the answer of its init was lost", async () => {
    const { simulator, merchant } = await meeting([{ kind: "late", ms: 60_000 }, { kind: "reset-after" }]);
    isReset(await merchant.init(orders("q", 1)).catch((error) => error));
    const found = async () => (await merchant.retrieve({ externalMassPayoutId: "q" })).body.status;
    simulator.advance(59_999);
    expect(await found()).toBe("failure");
    simulator.advance(1);
    expect(await found()).toBe("success");
    expect(simulator.history[1]?.faults).toEqual(["reset-after", "late"]);
  });

  test("is one that was made: a refused init does not use the fault up", async () => {
    const { simulator, merchant } = await meeting([{ kind: "late", ms: 60_000 }]);
    expect((await merchant.init(orders("p", 1))).body.status).toBe("failure");
    expect(() => simulator.assertDone()).toThrow("The fault late (init, 1 more) met no request.");
    await merchant.init(orders("q", 1));
    expect((await merchant.retrieve({ externalMassPayoutId: "q" })).body.status).toBe("failure");
  });
});

test("an item drifts to the end of the listing while it is read, so that a reader misses one and sees none twice", async () => {
  const { simulator, merchant } = await meeting([{ kind: "page-drift" }]);
  await merchant.init(orders("q", 5));
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
  test("are met in their order, by the operation that they aim at, and so many times", async () => {
    const { merchant, requestId } = await meeting([
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
    ["of no kind", { kind: "earthquake" }],
    ["of an operation that does not exist", { kind: "reset-before", operation: "pay" }],
    ["of an init, aimed at auth", { kind: "late", operation: "auth", ms: 1 }],
    ["of a listing, aimed at init", { kind: "page-drift", operation: "init" }],
    ["that never comes", { kind: "reset-before", times: 0 }],
    ["that comes one and a half times", { kind: "reset-before", times: 1.5 }],
    ["late by nothing that is said", { kind: "late" }],
    ["slow by a time that is none", { kind: "slow", ms: Number.NaN }],
    ["late in the past", { kind: "late", ms: -1 }],
  ])("that can't come about are refused: %s", (_, fault) => {
    const simulator = createSimulator();
    expect(() => simulator.fault(fault as Fault)).toThrow(TypeError);
    simulator.assertDone();
  });

  test("are met by requests that nobody signed too: a wire knows no signature", async () => {
    const simulator = createSimulator();
    simulator.fault({ kind: "reset-after" });
    isReset(await simulator.fetch(`${host}/v1/mass/payout/balance`).catch((error) => error));
    expect(simulator.history).toMatchObject([{ verified: false, executed: false, outcome: "failure", errorCode: "5" }]);
  });

  test("are not met by paths that are none of the API", async () => {
    const simulator = createSimulator();
    simulator.fault({ kind: "reset-before", operation: "balance" });
    expect((await simulator.fetch(`${host}/v2/mass/payout/balance`)).status).toBe(404);
    expect(() => simulator.assertDone()).toThrow("The fault reset-before (balance, 1 more) met no request.");
  });
});

test("a request whose caller has given up is not sent", async () => {
  const { simulator, merchant, requestId } = await meeting([]);
  const { signal, giveUp } = abortable();
  giveUp();
  await expect(merchant.ask("POST", authTarget, { requestId }, { signal })).rejects.toThrow("given up");
  await expect(simulator.fetch(`${host}${authTarget}`, { method: "POST", signal })).rejects.toThrow("given up");
  expect(simulator.history).toHaveLength(1);
});
