import { describe, expect, test } from "vitest";
import { errorCodes, MassPayoutError, type MassPayoutErrorCode } from "../../src/index.ts";
import { execute, type PaymentClient, type PaymentCommand } from "../../src/payment.ts";
import { onePhonePlan } from "../support/plan.ts";

const poll: Extract<PaymentCommand, { type: "poll" }> = {
  type: "poll",
  reference: { requestId: "r-1" },
  withBalance: false,
  afterMs: 0,
};

/** The result of a command whose call rejects with this error. */
async function executeWith(error: unknown, command: Parameters<typeof execute>[2]) {
  const fail = () => Promise.reject(error);
  return execute({ snapshot: fail, balance: fail, init: fail, auth: fail }, await onePhonePlan, command, { date });
}

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
    "with %s is polled through if the table of codes says so",
    async (code) => {
      expect(await executeWith(errorWith(code), poll)).toEqual({
        type: "poll-failed",
        at,
        failure: { code, outcome: "unknown", message: "message", hint: "hint" },
        isTransient: errorCodes[code].isPolledThrough,
        minPauseMs: code === "rate_limited" ? 60_000 : 0,
      });
    },
  );

  test("with a code that this version does not know is not polled through", async () => {
    expect(await executeWith(errorWith("a_later_code"), poll)).toMatchObject({
      type: "poll-failed",
      isTransient: false,
    });
  });

  test.each(notFoundCodes)("with %s found no payout", async (code) => {
    expect(await executeWith(errorWith(code, "rejected"), poll)).toEqual({ type: "not-found", at });
    expect(await executeWith(errorWith(code), poll)).toEqual({ type: "not-found", at });
  });

  test.each(notFoundCodes)("with %s of the balance has still found the payout", async (code) => {
    const error = new MassPayoutError(code, "message", { outcome: "rejected", hint: "hint", operation: "balance" });
    expect(await executeWith(error, poll)).toMatchObject({ type: "poll-failed", isTransient: false });
  });
});

test("every result has its time, the wall time by default", async () => {
  const unused = () => Promise.reject(new Error("unused"));
  const init = async () => ({ requestId: "r-1", accepted: "all" as const, invalidItems: [] }) as never;
  const iyzico: PaymentClient = { snapshot: unused, balance: unused, init, auth: async () => undefined };
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

describe("a poll", () => {
  test("has only ids, statuses and amounts of items, and marks those of another recipient", async () => {
    const item = { itemStatus: "INIT", errorMessages: ["CANARY"], recipientName: "CANARY", description: "CANARY" };
    const snapshot = async () => ({
      massPayout: { externalId: "salaries", merchantId: 7, massPayoutStatus: "INIT", totalAmount: "100.50" },
      items: [
        { ...item, itemExternalId: "salaries-1", recipientInfo: "+905555555555", totalAmount: "100.50" },
        { ...item, itemExternalId: "salaries-1", recipientInfo: "+905551234567" },
        { ...item, referenceCode: "ref-1" },
      ],
      settlement: {} as never,
    });
    const unused = () => Promise.reject(new Error("unused"));
    const iyzico: PaymentClient = { snapshot, balance: async () => ({ balance: "7" }), init: unused, auth: unused };
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
