import { expect, it } from "vitest";
import { countOf, durable, outcomeOf, planOf, timesPaid } from "./support/durable.ts";

it.concurrent("goes on with a payout that an operator has linked, and pays it by a digest alone", async (context) => {
  const { payouts, simulator, client } = await durable(context);
  const [item] = planOf("salaries", ["100"]).items;
  // Another program has made it: only iyzico can say whether it belongs to the plan.
  const { requestId } = await client.init({
    externalId: "salaries",
    items: [{ ...(item as NonNullable<typeof item>), itemExternalId: "salaries-1" }],
  });
  await payouts.submit(planOf("salaries", ["100"]), { by: "finance-1" });
  await payouts.start();
  const found = await outcomeOf(payouts, "salaries", "action-required");
  expect(found.action?.reason).toBe("external-id-taken");

  await expect(payouts.linkRequestId("salaries", "", { by: "finance-2" })).rejects.toMatchObject({
    code: "invalid_request",
    outcome: "not-sent",
  });
  await expect(payouts.linkRequestId("wages", requestId, { by: "finance-2" })).rejects.toThrow(
    'There is no payout with the key "wages".',
  );
  await payouts.linkRequestId("salaries", requestId, { by: "Finance-2" });

  const { review } = await outcomeOf(payouts, "salaries", "action-required", (report) => report.review !== undefined);
  expect(countOf(simulator, "auth")).toBe(0);
  await payouts.approve("salaries", review?.digest as string, { by: "finance-2" });
  await outcomeOf(payouts, "salaries", "settled");
  expect(timesPaid(simulator)).toEqual([1]);
  expect(countOf(simulator, "init")).toBe(1);
  expect(await payouts.history("salaries")).toContainEqual(
    expect.objectContaining({ event: "linked", by: "finance-2", details: { part: "salaries", requestId } }),
  );
  await expect(payouts.linkRequestId("salaries", requestId, { by: "finance-2" })).rejects.toThrow(
    "The payout is settled.",
  );
});

it.concurrent("cancels nothing that is authorised, and takes no cancel back", async (context) => {
  const { payouts, simulator } = await durable(context, {}, { delays: { authorised: 60_000 } });
  await payouts.submit(planOf("salaries", ["100"]), { by: "finance-1" });
  await payouts.submit(planOf("wages", ["100"]), { by: "finance-1" });
  await payouts.cancel("wages", { by: "finance-1" });
  await expect(payouts.resume("wages", { by: "finance-1" })).rejects.toThrow("The payout is being cancelled.");
  await payouts.start();
  await outcomeOf(payouts, "salaries", "in-progress", ({ parts }) => parts[0]?.isAuthorised === true);
  await expect(payouts.cancel("salaries", { by: "finance-1" })).rejects.toThrow(
    "The payout is or may be authorised, and cannot be cancelled any more.",
  );
  expect(countOf(simulator, "cancel")).toBe(0);
});
