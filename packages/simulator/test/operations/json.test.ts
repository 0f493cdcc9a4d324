import { describe, expect, test } from "vitest";
import { createSimulator } from "../../src/index.ts";
import { createMerchant, itemOf, payoutOf } from "../support/merchant.ts";

describe("a body is rejected with 1000 when", () => {
  const nest = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
  const withItem = (more: object) => JSON.stringify({ externalId: "p", items: [itemOf(1, 1, more)] });
  test.each<[string, string]>([
    ["it is empty", ""],
    ["it is not JSON", "{externalId:1}"],
    ["it is truncated", '{"externalId":"p","items":['],
    ["something follows it", `${JSON.stringify(payoutOf("p", 1))}x`],
    ["it is an array", "[]"],
    ["it is a number", "7"],
    ["it is null", "null"],
    ["it is a string", '"p"'],
    ["it has a key twice", '{"externalId":"p","externalId":"q","items":[]}'],
    ["it is nested deeper than the stack", nest(200_000)],
    ["a field is nested deeper than the stack", `{"externalId":"p","items":${nest(200_000)}}`],
    ["it has an unknown key", JSON.stringify({ ...payoutOf("p", 1), extra: 1 })],
    ["it has the key __proto__", '{"externalId":"p","items":[],"__proto__":{"purpose":"SALARY"}}'],
    ["it has the key constructor", '{"externalId":"p","items":[],"constructor":{}}'],
    ["all fields are in __proto__", '{"__proto__":{"externalId":"p","items":[]}}'],
    ["a string is empty", JSON.stringify({ ...payoutOf("p", 1), externalId: "" })],
    ["a string is a number", JSON.stringify({ ...payoutOf("p", 1), externalId: 7 })],
    ["a string is null", JSON.stringify({ ...payoutOf("p", 1), purpose: null })],
    ["an array is an object", '{"externalId":"p","items":{"length":1}}'],
    ["an item is a string", '{"externalId":"p","items":["x"]}'],
    ["an item has an unknown key", withItem({ note: "x" })],
    ["an item's recipientName is empty", withItem({ recipientName: "" })],
    ["an item's boolean is a string", withItem({ nonWithdrawable: "yes" })],
    ["an amount is a number without a currency", withItem({ amount: 100 })],
    ["an amount's value is a string", withItem({ amount: { value: "100.50", currency: "TRY" } })],
    ["an amount has an unknown key", withItem({ amount: { value: 1, currency: "TRY", vat: 1 } })],
    [
      "an amount's value resembles a parsed number",
      withItem({ amount: { value: { value: "1", isLosslessNumber: true }, currency: "TRY" } }),
    ],
  ])("%s", async (_, body) => {
    const simulator = createSimulator();
    const { httpStatus, body: answer } = await createMerchant(simulator).init(body);
    expect([httpStatus, answer.status, answer.errorCode]).toEqual([200, "failure", "1000"]);
    expect(simulator.payouts).toEqual([]);
    expect(simulator.history).toMatchObject([
      { verified: true, executed: false, outcome: "failure", errorCode: "1000" },
    ]);
  });

  test("it is not UTF-8", async () => {
    const bytes = new Uint8Array([0x7b, 0xff, 0x7d]);
    const merchant = createMerchant(createSimulator());
    const { body } = await merchant.send("POST", "/v1/mass/payout/init?locale=en", undefined, { body: bytes });
    expect(body.errorCode).toBe("1000");
  });

  test("the page of a retrieve is a string", async () => {
    const { body } = await createMerchant(createSimulator()).retrieve({ requestId: "r", page: "0" });
    expect(body.errorCode).toBe("1000");
  });

  test("an auth has an unknown key", async () => {
    const request = { requestId: "r", force: true };
    const merchant = createMerchant(createSimulator());
    const { body } = await merchant.send("POST", "/v1/mass/payout/auth?locale=en", request);
    expect(body.errorCode).toBe("1000");
  });
});

test("strings come back exactly as they were sent, whatever characters they contain", async () => {
  const simulator = createSimulator();
  const merchant = createMerchant(simulator);
  const description = '"},{"itemStatus":"SUCCESS"}\u2028\\ ş 😀 </script>';
  const { body } = await merchant.init({ externalId: "__proto__", items: [itemOf(1, 1, { description })] });
  const { body: found } = await merchant.retrieve({ externalMassPayoutId: "__proto__" });
  expect(found.massPayoutItems.items).toMatchObject([{ description, itemStatus: "INIT" }]);
  expect(simulator.payouts[0]?.requestId).toBe(body.requestId);
});
