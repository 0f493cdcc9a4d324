import { setImmediate } from "node:timers/promises";
import { createSignedFetch } from "@iyzico-mass-payout/auth";
import { describe, expect, test } from "vitest";
import { createSimulator, type Fault, type ItemOutcome, type SimulatorOptions } from "../../src/index.ts";
import { serveSimulator } from "../support/http.ts";
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

describe("a refused connection", () => {
  test("rejects as Node's fetch does, and the request never arrives", async () => {
    const { simulator, merchant, requestId } = await queueFaults([{ kind: "connection-refused", operation: "auth" }]);
    const error = await merchant.auth(requestId).catch((reason) => reason);
    expect(error).toBeInstanceOf(TypeError);
    expect(error).toMatchObject({ message: "fetch failed", cause: { code: "ECONNREFUSED", syscall: "connect" } });
    expect(simulator.payouts[0]?.auths).toBe(0);
    expect(simulator.history.map(({ operation }) => operation)).toEqual(["init"]);
    expect((await merchant.auth(requestId)).body.status).toBe("success");
  });

  test("is as Node's own: the code and the syscall are those of a port on which nothing listens", async () => {
    await using wire = await serveSimulator();
    await wire.server.close();
    const real = await wire.merchant.balance().catch((reason) => reason);
    const { simulator, merchant } = await queueFaults([{ kind: "connection-refused" }]);
    const simulated = await merchant.balance().catch((reason) => reason);
    const { code, syscall } = real.cause;
    expect(simulated).toMatchObject({ name: real.name, message: real.message, cause: { code, syscall } });
    expect(simulator.history).toHaveLength(1);
  });

  test("waits for a request of fetch: one on a port has its connection, and the fault after it applies", async () => {
    await using wire = await serveSimulator();
    wire.simulator.fault({ kind: "connection-refused", operation: "balance" });
    wire.simulator.fault({ kind: "html-502" });
    expect((await wire.merchant.balance()).httpStatus).toBe(502);
    expect((await wire.merchant.balance()).body.status).toBe("success");
    expect(() => wire.simulator.assertDone()).toThrow("The fault connection-refused (balance, 1 more) met no request.");
  });
});

describe("a redirect", () => {
  test.each([
    [undefined, 0],
    [true, 1],
  ])("answers 302 with a location, and executes the request only with executed: %s", async (executed, auths) => {
    const { simulator, requestId } = await queueFaults([{ kind: "redirect", executed }]);
    const signedFetch = createSignedFetch(credentials, (request) => simulator.fetch(request));
    const response = await signedFetch(`${host}${authTarget}`, { method: "POST", body: JSON.stringify({ requestId }) });
    expect([response.status, response.headers.get("location"), await response.text()]).toEqual([
      302,
      "/maintenance",
      "",
    ]);
    expect(simulator.payouts[0]?.auths).toBe(auths);
    expect(simulator.history.at(-1)).toMatchObject({ executed: auths === 1, outcome: "failure", faults: ["redirect"] });
  });

  test("of a read is one odd answer, as a rejection is: the next one is as before", async () => {
    const odd: [Fault, object][] = [
      [{ kind: "redirect", operation: "retrieve" }, { httpStatus: 302 }],
      [
        { kind: "rejection", operation: "retrieve", errorCode: "1000" },
        { httpStatus: 200, body: { errorCode: "1000" } },
      ],
      [
        { kind: "rejection", operation: "retrieve", errorCode: "401" },
        { httpStatus: 401, body: { status: 401 } },
      ],
    ];
    for (const [fault, answer] of odd) {
      const { simulator, merchant, requestId } = await queueFaults([fault]);
      expect((await merchant.balance()).body.status).toBe("success");
      expect(await merchant.retrieve({ requestId })).toMatchObject(answer);
      expect((await merchant.retrieve({ requestId })).body.status).toBe("success");
      expect(simulator.history.map(({ executed }) => executed)).toEqual([true, true, false, true]);
    }
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

describe("a rejection", () => {
  test.each<[Fault, number, object]>([
    [{ kind: "rejection" }, 0, { errorCode: "11", errorMessage: "Invalid request" }],
    [{ kind: "rejection", executed: false, errorCode: "1000" }, 0, { errorMessage: "Invalid signature" }],
    [{ kind: "rejection", executed: true, errorCode: "1000" }, 1, { errorCode: "1000" }],
    [{ kind: "rejection", executed: true, errorCode: "1001" }, 1, { errorMessage: "API credentials not found" }],
    [{ kind: "rejection", executed: true, errorCode: "4711" }, 1, { errorCode: "4711", errorMessage: "Rejected" }],
  ])("answers its errorCode, and executes the request only with executed: %o", async (fault, auths, answer) => {
    const { simulator, merchant, requestId } = await queueFaults([fault]);
    const { httpStatus, body } = await merchant.auth(requestId);
    expect(httpStatus).toBe(200);
    expect(body).toMatchObject({ status: "failure", ...answer });
    expect(simulator.payouts[0]?.auths).toBe(auths);
    const { errorCode } = body;
    expect(simulator.history.at(-1)).toMatchObject({
      executed: auths === 1,
      outcome: "failure",
      errorCode,
      faults: ["rejection"],
    });
  });

  test("with errorCode 401 answers as the gateway does for a missing signature", async () => {
    const { simulator, merchant, requestId } = await queueFaults([
      { kind: "rejection", executed: true, errorCode: "401", operation: "auth" },
    ]);
    const { httpStatus, body } = await merchant.auth(requestId);
    expect(httpStatus).toBe(401);
    expect(body).toMatchObject({ status: 401, errorCode: "5", errorMessage: "Authentication failed!" });
    simulator.advance(1_000_000);
    expect(simulator.payouts[0]?.items[0]?.timesPaid).toBe(1);
  });
});

describe("a delayed request", () => {
  test("is lost for its caller, and is executed ms later", async () => {
    const { simulator, merchant, requestId } = await queueFaults([{ kind: "delayed", operation: "auth", ms: 5_000 }]);
    const sentAt = simulator.clock.now();
    expectReset(await merchant.auth(requestId).catch((error) => error));
    expect(simulator.payouts[0]?.auths).toBe(0);
    expect(() => simulator.assertDone()).toThrow("The fault delayed has not delivered its request of auth yet.");
    simulator.advance(4_999);
    expect(simulator.payouts[0]?.auths).toBe(0);
    expect(simulator.history).toHaveLength(2);
    simulator.advance(1);
    expect(simulator.payouts[0]?.auths).toBe(1);
    const call = { operation: "auth", verified: true, faults: ["delayed"] };
    expect(simulator.history.slice(1)).toEqual([
      { ...call, at: sentAt, executed: false, outcome: "none" },
      { ...call, at: sentAt + 5_000, sentAt, requestId, externalId: "p", executed: true, outcome: "success" },
    ]);
    simulator.advance(1_000_000);
    expect(simulator.payouts[0]?.items[0]?.timesPaid).toBe(1);
    simulator.assertDone();
  });

  test("is executed before a request that arrives after it, and can be rejected", async () => {
    const { simulator, merchant, requestId } = await queueFaults([{ kind: "delayed", ms: 1_000 }]);
    expectReset(await merchant.auth(requestId).catch((error) => error));
    await merchant.cancel(requestId);
    simulator.advance(60_000);
    await merchant.balance();
    expect(simulator.history.map(({ operation, outcome }) => `${operation} ${outcome}`)).toEqual([
      "init success",
      "auth none",
      "cancel success",
      "auth failure",
      "balance success",
    ]);
    expect(simulator.payouts[0]).toMatchObject({ status: "CANCELED", auths: 0 });
  });

  test("is executed when its time on the caller's clock has come", async () => {
    let time = 1_000;
    const { simulator, merchant } = await queueFaults([{ kind: "delayed", ms: 500 }], { clock: { now: () => time } });
    expectReset(await merchant.balance().catch((error) => error));
    time += 900;
    expect(simulator.history.slice(1)).toMatchObject([{ at: 1_000 }, { at: 1_500, sentAt: 1_000, executed: true }]);
  });

  test("is verified like any other", async () => {
    const simulator = createSimulator();
    simulator.fault({ kind: "delayed", ms: 1_000 });
    expectReset(await simulator.fetch(`${host}/v1/mass/payout/balance`).catch((error) => error));
    simulator.advance(1_000);
    expect(simulator.history[1]).toMatchObject({
      verified: false,
      executed: false,
      outcome: "failure",
      errorCode: "5",
    });
  });

  test("can be met by the fault late", async () => {
    const { simulator, merchant } = await queueFaults([
      { kind: "delayed", ms: 1_000 },
      { kind: "late", ms: 5_000 },
    ]);
    expectReset(await merchant.init(payoutOf("q", 1)).catch((error) => error));
    simulator.advance(5_999);
    expect(simulator.history[2]).toMatchObject({ operation: "init", executed: true, faults: ["delayed", "late"] });
    expect((await merchant.retrieve({ externalMassPayoutId: "q" })).body.status).toBe("failure");
    simulator.advance(1);
    expect((await merchant.retrieve({ externalMassPayoutId: "q" })).body.status).toBe("success");
  });

  test("whose function of the options throws lets assertDone throw, and not its caller", async () => {
    const simulator = createSimulator({ outcomeOf: () => "lost" as ItemOutcome });
    simulator.fault({ kind: "delayed", ms: 1_000 });
    expectReset(
      await createMerchant(simulator)
        .init(payoutOf("q", 1))
        .catch((error) => error),
    );
    simulator.advance(1_000);
    expect(simulator.history[1]).toMatchObject({ executed: false, outcome: "none" });
    expect(() => simulator.assertDone()).toThrow("A function of the options threw; see cause.");
  });
});

describe("a request that arrives again later", () => {
  test.each([
    ["rejected", 1, "failure"],
    ["paid-again", 2, "success"],
  ] as const)("is answered at once, and executed again under %s", async (repeatedAuth, timesPaid, outcome) => {
    const { simulator, merchant, requestId } = await queueFaults([{ kind: "duplicate-later", ms: 90_000 }], {
      repeatedAuth,
    });
    const sentAt = simulator.clock.now();
    expect((await merchant.auth(requestId)).body.status).toBe("success");
    simulator.advance(89_999);
    expect(simulator.payouts[0]).toMatchObject({ status: "COMPLETED", auths: 1 });
    simulator.advance(100_000);
    expect(simulator.payouts[0]?.items[0]?.timesPaid).toBe(timesPaid);
    expect(simulator.history.slice(1)).toMatchObject([
      { at: sentAt, executed: true, outcome: "success", faults: ["duplicate-later"] },
      { at: sentAt + 90_000, sentAt, executed: timesPaid === 2, outcome, faults: ["duplicate-later"] },
    ]);
    expect(simulator.history[1]).not.toHaveProperty("sentAt");
    simulator.assertDone();
  });

  test("can create a second payout from one init", async () => {
    const { simulator, merchant } = await queueFaults([{ kind: "duplicate-later", ms: 1_000 }], {
      repeatedInit: "new-payout",
    });
    const { body } = await merchant.init(payoutOf("q", 1));
    expect(simulator.payouts.map(({ externalId }) => externalId)).toEqual(["p", "q"]);
    simulator.advance(1_000);
    expect(simulator.payouts.map(({ externalId }) => externalId)).toEqual(["p", "q", "q"]);
    expect(simulator.payouts[1]?.requestId).toBe(body.requestId);
  });
});

describe("a stale read", () => {
  test("shows a payout and its items as they were ms before, and later reads show them as they are", async () => {
    const { simulator, merchant, requestId } = await queueFaults([], { dialect: "java", commissionOf: () => "20" });
    const before = (await merchant.retrieve({ requestId })).body;
    await merchant.auth(requestId);
    simulator.advance(100_000);
    const after = (await merchant.retrieve({ requestId })).body;
    expect(after.massPayout).toMatchObject({ massPayoutStatus: "COMPLETED", totalSuccessfulAmount: 100 });
    simulator.fault({ kind: "stale", ms: 100_000, times: 2 });
    for (let run = 0; run < 2; run += 1) {
      expect((await merchant.retrieve({ externalMassPayoutId: "p" })).body).toEqual({
        ...before,
        systemTime: after.systemTime,
      });
    }
    expect((await merchant.retrieve({ requestId })).body).toEqual(after);
    expect(simulator.history.at(-2)).toMatchObject({ executed: true, faults: ["stale"] });
    simulator.assertDone();
  });

  test("shows the status at each moment of the past", async () => {
    const { simulator, merchant, requestId } = await queueFaults([], { outcomeOf: () => "failed-unrefunded" });
    await merchant.auth(requestId);
    const read = async () => {
      const { body, items } = await merchant.retrieve({ requestId });
      return JSON.stringify([body.massPayout, items]);
    };
    const seen: string[] = [];
    for (let elapsed = 0; elapsed < 100_000; elapsed += 500) {
      seen.push(await read());
      simulator.advance(500);
    }
    expect(new Set(seen).size).toBe(7);
    for (const [index, expected] of seen.entries()) {
      simulator.fault({ kind: "stale", ms: 100_000 - index * 500 });
      expect(await read()).toBe(expected);
    }
  });

  test("does not show the cancellation that came later", async () => {
    const { simulator, merchant, requestId } = await queueFaults([], { dialect: "java" });
    simulator.advance(1_000);
    await merchant.cancel(requestId);
    simulator.fault({ kind: "stale", ms: 1 });
    const { massPayout } = (await merchant.retrieve({ requestId })).body;
    expect(massPayout.massPayoutStatus).toBe("INIT");
    expect(massPayout).not.toHaveProperty("canceledDate");
  });

  test("does not find a payout that was received or visible later", async () => {
    const { simulator, merchant, requestId } = await queueFaults([], { delays: { visible: 1_000 } });
    const { referenceCode = "" } = simulator.payouts[0]?.items[0] ?? {};
    simulator.advance(2_000);
    for (const ms of [2_001, 1_501]) {
      simulator.fault({ kind: "stale", ms, times: 2 });
      simulator.fault({ kind: "stale", ms, operation: "item" });
      expect((await merchant.retrieve({ requestId })).body.errorMessage).toBe("Mass payout not found");
      expect((await merchant.retrieve({ externalMassPayoutId: "p" })).body.errorMessage).toBe("Mass payout not found");
      expect((await merchant.item(referenceCode)).body.errorMessage).toBe("Mass payout not found");
    }
    expect((await merchant.item(referenceCode)).body.status).toBe("success");
    expect((await merchant.retrieve({ requestId })).body.status).toBe("success");
    simulator.fault({ kind: "stale", ms: 0, times: 3 });
    expect((await merchant.retrieve({ requestId: "unknown" })).body.status).toBe("failure");
    expect((await merchant.retrieve({ externalMassPayoutId: "unknown" })).body.status).toBe("failure");
    expect((await merchant.retrieve({ requestId })).body.status).toBe("success");
  });

  test("finds the payout that was the latest of its externalId then", async () => {
    const { simulator, merchant } = await queueFaults([], { repeatedInit: "new-payout" });
    simulator.advance(1_000);
    await merchant.init(payoutOf("p", 2));
    simulator.fault({ kind: "stale", ms: 1 });
    expect((await merchant.retrieve({ externalMassPayoutId: "p" })).body.total).toBe(1);
    expect((await merchant.retrieve({ externalMassPayoutId: "p" })).body.total).toBe(2);
  });

  test("of item and balance shows the past too, and only of the operation that it targets", async () => {
    const { simulator, merchant, requestId } = await queueFaults([
      { kind: "stale", ms: 100_000, operation: "item" },
      { kind: "stale", ms: 100_000, operation: "balance", times: 2 },
    ]);
    const { referenceCode = "" } = simulator.payouts[0]?.items[0] ?? {};
    await merchant.auth(requestId);
    simulator.advance(90_000);
    simulator.topUp("0.5");
    simulator.advance(10_000);
    expect((await merchant.retrieve({ requestId })).body.massPayout.massPayoutStatus).toBe("COMPLETED");
    expect((await merchant.item(referenceCode)).body.item.itemStatus).toBe("INIT");
    expect((await merchant.item(referenceCode)).body.item.itemStatus).toBe("SUCCESS");
    expect((await merchant.balance()).body.balance).toBe("1000000");
    simulator.advance(85_000);
    expect((await merchant.balance()).body.balance).toBe("999900");
    expect((await merchant.balance()).body.balance).toBe("999900.5");
    expect((await merchant.item("unknown")).body.status).toBe("failure");
    simulator.assertDone();
  });

  test("waits for a request that is executed: a lost or unsigned one does not use it up", async () => {
    const { simulator, merchant } = await queueFaults([
      { kind: "stale", ms: 1, operation: "balance" },
      { kind: "reset-before" },
    ]);
    expectReset(await merchant.balance().catch((error) => error));
    await simulator.fetch(`${host}/v1/mass/payout/balance`);
    expect(() => simulator.assertDone()).toThrow("The fault stale (balance, 1 more) met no request.");
  });
});

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
    ["delayed without ms", { kind: "delayed" }],
    ["duplicate-later without ms", { kind: "duplicate-later" }],
    ["stale without ms", { kind: "stale" }],
    ["stale for auth", { kind: "stale", operation: "auth", ms: 1 }],
    ["a rejection with a number for its code", { kind: "rejection", errorCode: 11 }],
    ["a rejection without a code", { kind: "rejection", errorCode: "" }],
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
