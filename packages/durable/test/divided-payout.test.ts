import { createMassPayoutClient } from "@iyzico-mass-payout/client";
import type { Simulator } from "@iyzico-mass-payout/simulator";
import { expect, it } from "vitest";
import { countOf, credentials, durable, outcomeOf, planOf, timesPaid, waitFor } from "./support/durable.ts";

const plan = planOf("salaries", ["1", "2", "3", "4", "5"]);

it.concurrent("divides a large plan, reviews it whole, and pays each part once under the ids of the undivided plan", async (context) => {
  const { payouts, simulator } = await durable(context, { maxItems: 2, approvals: { approvers: 1 } });
  const { parts } = await payouts.submit(plan, { by: "finance-1" });
  expect(parts).toEqual(["salaries-p001", "salaries-p002", "salaries-p003"]);
  await payouts.start();
  const { review } = await outcomeOf(payouts, "salaries", "action-required", (report) => report.review !== undefined);
  expect(review).toMatchObject({ payable: { count: 5, amounts: { TRY: "15" } }, isCovered: true });
  expect(review?.parts.map(({ key }) => key)).toEqual(parts);
  expect(countOf(simulator, "auth")).toBe(0);
  await payouts.approve("salaries", review?.digest as string, { by: "finance-2" });
  const report = await outcomeOf(payouts, "salaries", "settled");
  expect(report).toMatchObject({ paid: "all", totals: { TRY: { paid: "15" } } });
  expect(timesPaid(simulator)).toEqual([1, 1, 1, 1, 1]);
  expect(simulator.payouts.map(({ externalId }) => externalId)).toEqual(parts);
  expect(report.parts.flatMap(({ items }) => items.map(({ itemExternalId }) => itemExternalId))).toEqual(
    [1, 2, 3, 4, 5].map((index) => `salaries-${index}`),
  );
  expect(countOf(simulator, "auth")).toBe(3);
});

it.concurrent("sends nothing for a divided plan whose undivided payout exists", async (context) => {
  const { payouts, simulator, client } = await durable(context, { maxItems: 2 });
  await client.init({
    externalId: "salaries-r2",
    items: plan.items.map((item, index) => ({ ...item, itemExternalId: `other-${index}` })),
  });
  await payouts.submit(plan, { by: "finance-1" });
  await payouts.start();
  const { action } = await outcomeOf(payouts, "salaries", "action-required");
  expect(action).toMatchObject({ reason: "external-id-taken", foundPayouts: [{ externalId: "salaries-r2" }] });
  expect(countOf(simulator, "init")).toBe(1);
});

it.concurrent("does not take a failed poll of the undivided payout for its absence", async (context) => {
  let simulator: Simulator | undefined;
  let isDown = true;
  const client = createMassPayoutClient({
    credentials,
    baseUrl: "http://127.0.0.1",
    rateLimit: false,
    retry: false,
    fetch: async (request) => {
      const { externalMassPayoutId } = JSON.parse((await request.clone().text()) || "{}");
      if (isDown && externalMassPayoutId === plan.key) return new Response("", { status: 503 });
      return (simulator as Simulator).fetch(request);
    },
  });
  const made = await durable(context, { maxItems: 2, client });
  const { payouts } = made;
  simulator = made.simulator;
  await made.client.init({
    externalId: plan.key,
    items: plan.items.map((item, index) => ({ ...item, itemExternalId: `other-${index}` })),
  });
  await payouts.submit(plan, { by: "finance-1" });
  await payouts.start();
  await waitFor(async () => ((await payouts.health()).failing.length > 0 ? true : undefined));
  expect(countOf(simulator, "init")).toBe(1);
  isDown = false;
  const { action } = await outcomeOf(payouts, plan.key, "action-required");
  expect(action).toMatchObject({ reason: "external-id-taken", foundPayouts: [{ externalId: plan.key }] });
  expect(countOf(simulator, "init")).toBe(1);
});

it.concurrent("stops what is left when the balance does not cover it any more, and says what was authorised", async (context) => {
  const { payouts, simulator } = await durable(
    context,
    { maxItems: 2, approvals: { approvers: 1 } },
    { balance: "15" },
  );
  await payouts.submit(plan, { by: "finance-1" });
  await payouts.start();
  const { review } = await outcomeOf(payouts, "salaries", "action-required", (report) => report.review !== undefined);
  // Something else is paid from the balance meanwhile.
  await payouts.submit(planOf("other", ["9"]), { by: "finance-1" });
  const other = await outcomeOf(payouts, "other", "action-required", (report) => report.review !== undefined);
  await payouts.approve("other", other.review?.digest as string, { by: "finance-2" });
  await outcomeOf(payouts, "other", "settled");
  await payouts.approve("salaries", review?.digest as string, { by: "finance-2" });
  const { review: next, approvals } = await outcomeOf(
    payouts,
    "salaries",
    "action-required",
    (report) => report.review?.isCovered === false,
  );
  expect(next?.digest).not.toBe(review?.digest);
  expect(approvals).toMatchObject([{ voidReason: "review-changed" }]);
  expect(timesPaid(simulator)).toEqual([0, 0, 0, 0, 0, 1]);
});

it.concurrent("stops the parts that are left when it is denied between two of them, and then asks for as many approvers as for the whole plan", async (context) => {
  const approvals = { approvers: 1, above: [{ currency: "TRY", amount: "13", approvers: 2 }] };
  const delays = {
    visible: 0,
    authorised: 4_000,
    queued: 100,
    itemsQueued: 100,
    sent: 100,
    processing: 100,
    refund: 100,
  };
  const { payouts, simulator } = await durable(context, { maxItems: 2, approvals }, { delays });
  await payouts.submit(plan, { by: "finance-1" });
  await payouts.start();
  const { review } = await outcomeOf(payouts, "salaries", "action-required", (report) => report.review !== undefined);
  await payouts.approve("salaries", review?.digest as string, { by: "finance-2" });
  await payouts.approve("salaries", review?.digest as string, { by: "finance-4" });
  await outcomeOf(payouts, "salaries", "in-progress", ({ parts }) => parts[0]?.isAuthorised === true);
  expect(await payouts.deny("salaries", { by: "finance-3", reason: "stop" })).toEqual({
    authorised: ["salaries-p001"],
  });
  const report = await outcomeOf(payouts, "salaries", "action-required", ({ parts }) => parts[0]?.phase === "settled");
  expect(report.parts.map(({ isAuthorised }) => isAuthorised)).toEqual([true, false, false]);
  await payouts.resume("salaries", { by: "finance-3" });
  const asked = await outcomeOf(payouts, "salaries", "action-required", ({ review: next }) => next?.parts.length === 2);
  expect(asked).toMatchObject({
    requiredApprovals: 2,
    review: { payable: { amounts: { TRY: "12" } }, total: { TRY: "15" } },
  });
  await payouts.cancel("salaries", { by: "finance-3" });
  await outcomeOf(payouts, "salaries", "settled");
  expect(timesPaid(simulator)).toEqual([1, 1, 0, 0, 0]);
});
