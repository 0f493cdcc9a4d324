import { expect, it } from "vitest";
import { countOf, durable, outcomeOf, planOf, timesPaid } from "./support/durable.ts";

const twoOthers = { approvers: 2, notTheSubmitter: true } as const;

it.concurrent("authorises after enough different people have approved, whatever the spelling of their names", async (context) => {
  const { payouts, simulator, another } = await durable(context, { approvals: twoOthers });
  await payouts.submit(planOf("salaries", ["100"]), { by: "Finance-1" });
  await payouts.start();
  const { review, requiredApprovals } = await outcomeOf(payouts, "salaries", "action-required");
  expect(requiredApprovals).toBe(2);
  const digest = review?.digest as string;
  // Approvers need no client, and no worker in their process.
  const approvers = another({ client: undefined });
  await expect(approvers.approve("salaries", digest, { by: " FINANCE-1 " })).rejects.toMatchObject({
    code: "invalid_request",
  });
  const first = { approvals: 1, required: 2, isApproved: false };
  expect(await approvers.approve("salaries", digest, { by: "Işıl" })).toEqual(first);
  expect(await approvers.approve("salaries", digest, { by: "ışıl " })).toEqual(first);
  expect(await approvers.approve("salaries", digest, { by: "IŞIL" })).toEqual(first);
  await expect(approvers.approve("salaries", digest.replace(/./, "x"), { by: "finance-3" })).rejects.toMatchObject({
    code: "invalid_request",
  });
  expect(countOf(simulator, "auth")).toBe(0);
  const second = await approvers.approve("salaries", digest, { by: "finance-3", note: "November" });
  expect(second).toEqual({ approvals: 2, required: 2, isApproved: true });
  const report = await outcomeOf(payouts, "salaries", "settled");
  expect(report.approvals.map(({ by }) => by)).toEqual(["işil", "finance-3"]);
  expect(report.parts[0]?.approvals).toMatchObject([{ by: "işil, finance-3", note: "November", digest }]);
  expect(timesPaid(simulator)).toEqual([1]);
});

it.concurrent("keeps a denied payout until it is resumed, and then asks again", async (context) => {
  const { payouts, simulator } = await durable(context, { approvals: { approvers: 1 } });
  await payouts.submit(planOf("salaries", ["100"]), { by: "finance-1" });
  await payouts.start();
  const { review } = await outcomeOf(payouts, "salaries", "action-required", (report) => report.review !== undefined);
  const digest = review?.digest as string;
  await payouts.deny("salaries", { by: "finance-2", reason: "wrong month" });
  await expect(payouts.approve("salaries", digest, { by: "finance-3" })).rejects.toMatchObject({
    code: "invalid_request",
  });
  expect(await payouts.get("salaries")).toMatchObject({
    outcome: "action-required",
    denial: { by: "finance-2", reason: "wrong month" },
  });
  await payouts.resume("salaries", { by: "finance-2" });
  await outcomeOf(payouts, "salaries", "action-required");
  await payouts.approve("salaries", digest, { by: "finance-3" });
  await outcomeOf(payouts, "salaries", "settled");
  expect(timesPaid(simulator)).toEqual([1]);
  expect((await payouts.history("salaries")).map(({ event }) => event)).toEqual(
    expect.arrayContaining(["submitted", "denied", "resumed", "approved", "settled"]),
  );
});

it.concurrent("cancels a denied payout at iyzico", async (context) => {
  const { payouts, simulator } = await durable(context, { approvals: { approvers: 1 } });
  await payouts.submit(planOf("salaries", ["100"]), { by: "finance-1" });
  await payouts.start();
  await outcomeOf(payouts, "salaries", "action-required", (report) => report.review !== undefined);
  await payouts.deny("salaries", { by: "finance-2", reason: "wrong month" });
  expect(await payouts.cancel("salaries", { by: "finance-2" })).toEqual({ authorised: [] });
  const report = await outcomeOf(payouts, "salaries", "settled");
  expect(report).toMatchObject({ paid: "none", cancelRequestedBy: "finance-2" });
  expect(countOf(simulator, "cancel")).toBe(1);
  expect(countOf(simulator, "auth")).toBe(0);
});

it.concurrent("sends nothing for a payout that is cancelled before a worker has begun it", async (context) => {
  const { payouts, simulator } = await durable(context);
  await payouts.submit(planOf("salaries", ["100"]), { by: "finance-1" });
  await payouts.cancel("salaries", { by: "finance-1" });
  await payouts.start();
  const report = await outcomeOf(payouts, "salaries", "settled");
  expect(report.parts).toMatchObject([{ isGivenUp: true, isAuthorised: false }]);
  expect(countOf(simulator, "init")).toBe(0);
});

it.concurrent("asks for more approvers above an amount, and lets an approval expire", async (context) => {
  const approvals = {
    approvers: 0,
    above: [{ currency: "TRY", amount: "100", approvers: 1 }],
    expiresAfterMs: 3_600_000,
  };
  const { payouts } = await durable(context, { approvals });
  await payouts.submit(planOf("small", ["100"]), { by: "finance-1" });
  await payouts.submit(planOf("large", ["100.01"]), { by: "finance-1" });
  await payouts.start();
  await outcomeOf(payouts, "small", "settled");
  expect(await outcomeOf(payouts, "large", "action-required")).toMatchObject({
    action: { reason: "approval-required" },
    requiredApprovals: 1,
  });
});

it.concurrent("does not start a process with another policy, and makes open payouts only stricter", async (context) => {
  const { payouts, another } = await durable(context, { approvals: { approvers: 1 } });
  const other = another({ approvals: { approvers: 2 } });
  await expect(other.start()).rejects.toMatchObject({ code: "invalid_configuration" });
  await payouts.submit(planOf("salaries", ["100"]), { by: "finance-1" });
  await payouts.setPolicy({ approvers: 2 }, { by: "auditor-1" });
  await other.start();
  const { requiredApprovals, review } = await outcomeOf(other, "salaries", "action-required");
  expect(requiredApprovals).toBe(2);
  await other.setPolicy({ approvers: 0 }, { by: "auditor-1" });
  const result = await other.approve("salaries", review?.digest as string, { by: "finance-2" });
  expect(result).toMatchObject({ approvals: 1, required: 2, isApproved: false });
});

it.concurrent("says that one person must approve what the default rule does not, without a policy", async (context) => {
  const { payouts } = await durable(context, {}, { balance: "1" });
  await payouts.submit(planOf("salaries", ["100"]), { by: "finance-1" });
  await payouts.start();
  const report = await outcomeOf(payouts, "salaries", "action-required", ({ review }) => review !== undefined);
  expect(report).toMatchObject({ requiredApprovals: 1, review: { isCovered: false } });
});
