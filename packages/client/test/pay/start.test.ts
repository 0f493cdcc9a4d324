import { afterEach, describe, expect, test, vi } from "vitest";
import { createMemoryStore, diagnoseSignature, type PayOptions, type PayoutPlan } from "../../src/index.ts";
import { failureAnswer, retrieveRequest } from "../support/answers.ts";
import { clientFor, rejectionOf } from "../support/client.ts";
import { startAnswering } from "../support/server.ts";
import { ibanItem, plan, simulated } from "../support/simulated.ts";

/** The same object with a getter for each field, which gives its value once and another one after that. */
function onceReadable<Fields extends object>(fields: Fields, later: unknown): Fields {
  const result = {};
  for (const [name, value] of Object.entries(fields)) {
    let isRead = false;
    const get = () => {
      if (isRead) return later;
      isRead = true;
      return value;
    };
    Object.defineProperty(result, name, { enumerable: true, get });
  }
  return result as Fields;
}

describe("what the caller changes after it has called pay", () => {
  test("does not change what is paid, nor how", async () => {
    const { simulator, iyzico } = simulated();
    const changing = structuredClone(plan) as { key: string; items: { amount: { value: string } }[] } & PayoutPlan;
    const checks = { iban: true };
    const options: PayOptions = { store: createMemoryStore(), maxAmount: "100.50", approve: () => false, checks };
    const paying = iyzico.pay(changing, options);
    changing.key = "other";
    changing.items.push(ibanItem("999999"));
    for (const item of changing.items) item.amount.value = "7";
    Object.assign(options, { store: undefined, maxAmount: "1", approve: () => true, pollEveryMs: -1 });
    checks.iban = false;
    expect(await paying).toMatchObject({ outcome: "action-required", reason: "approval-required" });
    expect(simulator.payouts).toMatchObject([
      { externalId: "salaries", items: [{ amount: "100.50" }, { amount: "0.10" }, { amount: "20" }] },
    ]);
  });

  test("is not looked at, nor is a field or an option read a second time", async () => {
    const { simulator, iyzico } = simulated();
    const items = [onceReadable({ ...ibanItem("5"), amount: onceReadable({ value: "5", currency: "TRY" }, "6") }, "X")];
    const options = { store: createMemoryStore(), maxAmount: "5", onProgress: () => undefined, requestId: undefined };
    const result = await iyzico.pay(
      onceReadable({ key: "salaries", items }, "X") as PayoutPlan,
      onceReadable(options, "X"),
    );
    expect(result).toMatchObject({ outcome: "settled", paid: "all" });
    expect(simulator.payouts).toMatchObject([{ externalId: "salaries", items: [{ amount: "5" }] }]);
  });

  test("an approval that is an object approves with the digest that it had", async () => {
    const { iyzico } = simulated({
      outcomeOf: ({ itemExternalId }) => (itemExternalId.endsWith("1") ? "rejected" : "paid"),
    });
    const store = createMemoryStore();
    const asked = await iyzico.pay(plan, { store });
    const digest = (asked as { review?: { digest: string } }).review?.digest ?? "";
    const approve = { digest, by: "finance" };
    const paying = iyzico.pay(plan, { store, approve });
    approve.digest = "none";
    approve.by = "";
    expect(await paying).toMatchObject({ outcome: "settled", approvals: [{ digest, by: "finance" }] });
  });
});

describe("code that cannot be loaded", () => {
  afterEach(() => {
    vi.doUnmock("../../src/pay/pay.ts");
    vi.doUnmock("../../src/diagnosis/signature-findings.ts");
  });
  /** Stands for a file that a deploy has removed. */
  const remove = (file: string) =>
    vi.doMock(file, () => {
      throw new Error("gone");
    });

  test("of payments fails a payment before anything is sent, and only as long as it is missing", async () => {
    const { simulator, iyzico } = simulated();
    remove("../../src/pay/pay.ts");
    expect(await rejectionOf(iyzico.pay(plan, { store: createMemoryStore() }))).toMatchObject({
      code: "load_failed",
      outcome: "not-sent",
      message: "pay: a part of the client could not be loaded.",
      cause: expect.any(Error),
    });
    expect(simulator.history).toEqual([]);
    vi.doUnmock("../../src/pay/pay.ts");
    expect(await iyzico.pay(plan, { store: createMemoryStore() })).toMatchObject({ outcome: "settled" });
  });

  test("of payments fails the plan of a repayment", async () => {
    const { iyzico } = simulated();
    remove("../../src/pay/plan-repayment.ts");
    const options = { store: createMemoryStore(), key: "again" };
    expect(await rejectionOf(iyzico.planRepayment(plan, options))).toMatchObject({ code: "load_failed" });
    vi.doUnmock("../../src/pay/plan-repayment.ts");
    expect(await rejectionOf(iyzico.planRepayment(plan, options))).toMatchObject({ code: "invalid_request" });
  });

  test("of the diagnosis leaves an authentication failure without findings", async () => {
    remove("../../src/diagnosis/signature-findings.ts");
    await using server = await startAnswering(failureAnswer("1000"));
    expect(await rejectionOf(clientFor(server.url).retrieve(retrieveRequest))).toMatchObject({
      code: "authentication_failed",
      findings: [],
    });
    expect(await rejectionOf(diagnoseSignature({ url: server.url }))).toMatchObject({ code: "load_failed" });
  });
});
