import { describe, expect, test } from "vitest";
import { createSimulator, operationNames } from "../../src/index.ts";
import { createMerchant, host, payoutOf } from "../support/merchant.ts";

test("operationNames has the six operations", () => {
  expect(operationNames).toEqual(["retrieve", "init", "auth", "cancel", "item", "balance"]);
});

describe("a path", () => {
  test.each([
    ["/", 404],
    ["/v1/mass/payout", 404],
    ["/v1/mass/payout/balance/", 404],
    ["/v1/mass//payout/balance", 404],
    ["/V1/mass/payout/balance", 404],
    ["/v1/mass/payout/%62alance", 404],
    ["/v1/mass/payout/retrieve/items/", 404],
    ["/v1/mass/payout/retrieve/items/a/b", 404],
    ["/v1/mass/payout/cancel/", 404],
    ["/v1/mass/payout/retrieve", 405],
    ["/v1/mass/payout/cancel/r", 405],
  ])("that belongs to no operation is rejected: GET %s", async (path, status) => {
    const simulator = createSimulator();
    const { httpStatus, body } = await createMerchant(simulator).send("GET", `${path}?locale=en`);
    expect([httpStatus, body.status]).toEqual([status, "failure"]);
    expect(simulator.history[0]).not.toHaveProperty("operation");
  });

  test.each(["PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"])(
    "of an operation is rejected with 405 for %s",
    async (method) => {
      const simulator = createSimulator();
      const response = await simulator.fetch(`${host}/v1/mass/payout/balance?locale=en`, { method });
      expect(response.status).toBe(405);
    },
  );

  test("with an escaped id finds no payout", async () => {
    const simulator = createSimulator();
    const merchant = createMerchant(simulator);
    const { body } = await merchant.init(payoutOf("p", 1));
    const escaped = body.requestId.replace("-", "%2D");
    expect((await merchant.cancel(escaped)).body.errorMessage).toBe("Mass payout not found");
    expect(simulator.payouts[0]?.status).toBe("INIT");
  });
});
