import { describe, expect, test } from "vitest";
import {
  type CallOptions,
  errorCodes,
  MassPayoutError,
  type MassPayoutErrorCode,
  type RetrieveRequest,
} from "../../src/index.ts";
import { execute, type PaymentClient, type PaymentCommand } from "../../src/payment.ts";
import { clientFor } from "../support/client.ts";
import { onePhonePlan } from "../support/plan.ts";
import { simulated } from "../support/simulated.ts";
import { virtualClock } from "../support/virtual-clock.ts";

const poll: Extract<PaymentCommand, { type: "poll" }> = {
  type: "poll",
  reference: { requestId: "r-1" },
  withBalance: false,
  afterMs: 0,
};

/** The result of a command whose call rejects with this error. */
async function executeWith(error: unknown, command: Parameters<typeof execute>[2]) {
  const fail = () => Promise.reject(error);
  return execute({ retrieve: fail, balance: fail, init: fail, auth: fail }, await onePhonePlan, command, { date });
}

const fail = () => Promise.reject(new Error("unused"));
const failing = { retrieve: fail, balance: fail, init: fail, auth: fail };

const date = () => 1_759_155_442_830;
const at = date();

const errorWith = (code: string, outcome: "rejected" | "unknown" = "unknown") =>
  new MassPayoutError(code as MassPayoutErrorCode, "message", { outcome, hint: "hint", operation: "retrieve" });

test("an error that is not a MassPayoutError is thrown, and is not an input", async () => {
  const failure = new Error("a fault of the program");
  await expect(executeWith(failure, { type: "init", externalId: "salaries" })).rejects.toBe(failure);
});

describe("a poll that fails", () => {
  const codes = Object.keys(errorCodes) as MassPayoutErrorCode[];
  const notFoundCodes: readonly MassPayoutErrorCode[] = ["request_rejected", "not_found"];

  test.each(codes.filter((code) => !notFoundCodes.includes(code)))(
    "with %s says what failed, and how long iyzico asks to wait",
    async (code) => {
      expect(await executeWith(errorWith(code), poll)).toEqual({
        type: "poll-failed",
        at,
        failure: { code, outcome: "unknown", message: "message", hint: "hint" },
        attempts: 1,
        minPauseMs: code === "rate_limited" ? 60_000 : 0,
      });
    },
  );

  test("says how many requests were made: each may have had the same error", async () => {
    const details = { outcome: "unknown", hint: "hint", operation: "retrieve", attempts: 3, errorCode: "1" } as const;
    expect(await executeWith(new MassPayoutError("service_error", "message", details), poll)).toMatchObject({
      failure: { errorCode: "1" },
      attempts: 3,
    });
  });

  test.each(notFoundCodes)("with %s found no payout", async (code) => {
    expect(await executeWith(errorWith(code, "rejected"), poll)).toEqual({ type: "not-found", at });
    expect(await executeWith(errorWith(code), poll)).toEqual({ type: "not-found", at });
  });

  test.each(notFoundCodes)(
    "with %s after a page has shown the payout found it, and its pages do not fit together",
    async (code) => {
      let requests = 0;
      const retrieve = async ({ page, size }: RetrieveRequest) => {
        requests += 1;
        if (requests > 1) throw errorWith(code, "rejected");
        const items = [{ itemExternalId: "salaries-1", itemStatus: "INIT", errorMessages: [] }];
        return { massPayout: { massPayoutStatus: "INIT" }, items, page, size, total: 2 };
      };
      const iyzico: PaymentClient = { ...failing, retrieve };
      expect(await execute(iyzico, await onePhonePlan, poll, { pageSize: 1 })).toMatchObject({
        type: "poll-failed",
        failure: { code: "incomplete_listing" },
      });
    },
  );

  test.each(notFoundCodes)("with %s of the balance has still found the payout", async (code) => {
    const error = new MassPayoutError(code, "message", { outcome: "rejected", hint: "hint", operation: "balance" });
    expect(await executeWith(error, poll)).toMatchObject({ type: "poll-failed", failure: { code } });
  });
});

describe("the time limit of a poll", () => {
  test("is one for all of its requests, by the client's clock", async () => {
    const clock = virtualClock();
    const limits: (number | undefined)[] = [];
    const retrieve = async ({ page, size }: RetrieveRequest, options: CallOptions = {}) => {
      limits.push(options.deadlineMs);
      await clock.sleep(400);
      const items = [
        { itemExternalId: "salaries-1", referenceCode: `ref-${page}`, itemStatus: "INIT", errorMessages: [] },
      ];
      return { massPayout: { massPayoutStatus: "INIT" }, items: page < 2 ? items : [], page, size, total: 2 };
    };
    const iyzico: PaymentClient = { ...failing, retrieve };
    await execute(iyzico, await onePhonePlan, poll, { pageSize: 1, deadlineMs: 1_000, clock });
    expect(limits).toEqual([1_000, 600, 200, 1]);
    limits.length = 0;
    await execute(iyzico, await onePhonePlan, poll, { pageSize: 1, clock });
    expect(new Set(limits)).toEqual(new Set([undefined]));
  });
});

test.each([
  ["pageSize", 0],
  ["pageSize", 1.5],
  ["concurrency", 0],
  ["concurrency", Number.NaN],
])("a poll with %s %s is not sent", async (name, value) => {
  const iyzico = clientFor("http://127.0.0.1:1");
  expect(await execute(iyzico, await onePhonePlan, poll, { [name]: value })).toMatchObject({
    type: "poll-failed",
    failure: { code: "invalid_request", outcome: "not-sent" },
  });
});

test("every result has its time, the wall time by default", async () => {
  const unused = () => Promise.reject(new Error("unused"));
  const init = async () => ({ requestId: "r-1", accepted: "all" as const, invalidItems: [] }) as never;
  const iyzico: PaymentClient = { retrieve: unused, balance: unused, init, auth: async () => undefined };
  const plan = await onePhonePlan;
  expect(await execute(iyzico, plan, { type: "auth", requestId: "r-1" }, { date })).toEqual({ type: "authorised", at });
  expect(await execute(iyzico, plan, { type: "init", externalId: "salaries" }, { date })).toMatchObject({
    type: "initiated",
    at,
  });
  const before = Date.now();
  const { at: after } = await execute(iyzico, plan, { type: "auth", requestId: "r-1" });
  expect(after).toBeGreaterThanOrEqual(before);
});

test("startWithinMs keeps an init and an auth from being sent late, and no poll", async () => {
  const acquire = async () => simulator.advance(10_000);
  const { simulator, iyzico } = simulated({}, { rateLimit: { acquire } });
  const plan = await onePhonePlan;
  const options = { startWithinMs: 10_000, date };
  expect(await execute(iyzico, plan, poll, options)).toEqual({ type: "not-found", at });
  const failure = { code: "deadline_exceeded", outcome: "not-sent" };
  expect(await execute(iyzico, plan, { type: "init", externalId: "salaries" }, options)).toMatchObject({
    type: "init-failed",
    failure,
  });
  const auth = { type: "auth", requestId: "r-1" } as const;
  expect(await execute(iyzico, plan, auth, options)).toMatchObject({ type: "auth-failed", failure });
  expect(simulator.history.map(({ operation }) => operation)).toEqual(["retrieve"]);
});

describe("a poll", () => {
  test("has only ids, statuses and amounts of items, and marks those of another recipient", async () => {
    const item = { itemStatus: "INIT", errorMessages: ["CANARY"], recipientName: "CANARY", description: "CANARY" };
    const massPayout = { externalId: "salaries", merchantId: 7, massPayoutStatus: "INIT", totalAmount: "100.50" };
    const items = [
      { ...item, itemExternalId: "salaries-1", recipientInfo: "+905555555555", totalAmount: "100.50" },
      { ...item, itemExternalId: "salaries-1", recipientInfo: "+905551234567" },
      { ...item, itemExternalId: "", referenceCode: "ref-1", massPayoutRequestId: "" },
    ];
    const retrieve = async ({ page, size, itemType }: RetrieveRequest) =>
      itemType === "VALID"
        ? { massPayout, items, page, size, total: 3 }
        : { massPayout, items: [], page, size, total: 0 };
    const unused = () => Promise.reject(new Error("unused"));
    const iyzico: PaymentClient = { retrieve, balance: async () => ({ balance: "7" }), init: unused, auth: unused };
    const { type, payout } = (await execute(iyzico, await onePhonePlan, { ...poll, withBalance: true })) as Extract<
      Awaited<ReturnType<typeof execute>>,
      { type: "polled" }
    >;
    expect(type).toBe("polled");
    expect(JSON.parse(JSON.stringify(payout))).toEqual({
      externalId: "salaries",
      merchantId: 7,
      payoutStatus: "INIT",
      totalAmount: "100.50",
      balance: "7",
      items: [
        { itemExternalId: "salaries-1", itemStatus: "INIT", totalAmount: "100.50" },
        { itemExternalId: "salaries-1", itemStatus: "INIT", isOtherRecipient: true },
        { referenceCode: "ref-1", itemStatus: "INIT" },
      ],
    });
  });
});
