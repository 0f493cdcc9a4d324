import { createSigner } from "@iyzico-mass-payout/auth";
import { describe, expect, test } from "vitest";
import { createSimulator } from "../src/index.ts";
import { credentials, merchantOf, order, orders } from "./merchant.ts";

const initTarget = "/v1/mass/payout/init?locale=en";
const host = "https://sandbox-api.iyzipay.com";

describe("a request whose signature", () => {
  const body = JSON.stringify(orders("p", 1));
  const send = async (authorization: string | undefined, content: string | undefined = body) => {
    const simulator = createSimulator();
    const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
    const response = await simulator.fetch(host + initTarget, { method: "POST", headers, body: content });
    expect(simulator.payouts).toEqual([]);
    expect(simulator.history).toMatchObject([{ operation: "init", verified: false, executed: false }]);
    return [response.status, await response.json()];
  };
  const sign = async (keys = credentials, path = initTarget) =>
    (await createSigner(keys).sign({ path, body })).authorization;

  test("is missing is refused by the gateway", async () => {
    expect(await send(undefined)).toEqual([
      401,
      {
        status: 401,
        errorCode: "5",
        errorMessage: "Authentication failed!",
        locale: "en",
        systemTime: 1_759_155_442_830,
      },
    ]);
  });

  test("is wrong in any way is refused with 1000 and HTTP 200", async () => {
    const right = await sign();
    const refused = [200, expect.objectContaining({ status: "failure", errorCode: "1000" })];
    expect(await send(await sign({ ...credentials, secretKey: "other" }))).toEqual(refused);
    expect(await send(await sign(credentials, "/v1/mass/payout/auth"))).toEqual(refused);
    expect(await send(right, `${body} `)).toEqual(refused);
    expect(await send("IYZWSv2 !!!")).toEqual(refused);
    expect(await send(right.replace("IYZWSv2", "Bearer"))).toEqual(refused);
  });

  test("is of somebody unknown is refused with 1001", async () => {
    const [, answer] = await send(await sign({ ...credentials, apiKey: "sandbox-other" }));
    expect(answer).toMatchObject({ status: "failure", errorCode: "1001", errorMessage: "API credentials not found" });
  });

  test("is right by the keys that the simulator was given is accepted", async () => {
    const keys = { apiKey: "sandbox-mine", secretKey: "mine" };
    const simulator = createSimulator({ credentials: keys });
    expect((await merchantOf(simulator, { keys }).balance()).body.status).toBe("success");
    expect((await merchantOf(simulator).balance()).body.errorCode).toBe("1001");
  });
});

describe("a body is refused with 1000 when", () => {
  const deep = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
  const withItem = (more: object) => JSON.stringify({ externalId: "p", items: [order(1, 1, more)] });
  test.each<[string, string]>([
    ["it is empty", ""],
    ["it is no JSON", "{externalId:1}"],
    ["it ends too soon", '{"externalId":"p","items":['],
    ["something follows it", `${JSON.stringify(orders("p", 1))}x`],
    ["it is a list", "[]"],
    ["it is a number", "7"],
    ["it is null", "null"],
    ["it is a text", '"p"'],
    ["it says one thing twice", '{"externalId":"p","externalId":"q","items":[]}'],
    ["it is nested deeper than a stack goes", deep(200_000)],
    ["a field is nested deeper than a stack goes", `{"externalId":"p","items":${deep(200_000)}}`],
    ["it has a key that does not exist", JSON.stringify({ ...orders("p", 1), extra: 1 })],
    ["it has the key __proto__", '{"externalId":"p","items":[],"__proto__":{"purpose":"SALARY"}}'],
    ["it has the key constructor", '{"externalId":"p","items":[],"constructor":{}}'],
    ["everything comes from a prototype", '{"__proto__":{"externalId":"p","items":[]}}'],
    ["a text is empty", JSON.stringify({ ...orders("p", 1), externalId: "" })],
    ["a text is a number", JSON.stringify({ ...orders("p", 1), externalId: 7 })],
    ["a text is null", JSON.stringify({ ...orders("p", 1), purpose: null })],
    ["a list is an object", '{"externalId":"p","items":{"length":1}}'],
    ["an item is a text", '{"externalId":"p","items":["x"]}'],
    ["an item has a key that does not exist", withItem({ note: "x" })],
    ["an item's name is empty", withItem({ recipientName: "" })],
    ["an item's flag is a text", withItem({ nonWithdrawable: "yes" })],
    ["an amount is a number alone", withItem({ amount: 100 })],
    ["an amount is a text", withItem({ amount: { value: "100.50", currency: "TRY" } })],
    ["an amount has a key too many", withItem({ amount: { value: 1, currency: "TRY", vat: 1 } })],
    [
      "an amount looks like a parsed number",
      withItem({ amount: { value: { value: "1", isLosslessNumber: true }, currency: "TRY" } }),
    ],
  ])("%s", async (_, body) => {
    const simulator = createSimulator();
    const { httpStatus, body: answer } = await merchantOf(simulator).init(body);
    expect([httpStatus, answer.status, answer.errorCode]).toEqual([200, "failure", "1000"]);
    expect(simulator.payouts).toEqual([]);
    expect(simulator.history).toMatchObject([
      { verified: true, executed: false, outcome: "failure", errorCode: "1000" },
    ]);
  });

  test("it is no UTF-8", async () => {
    const simulator = createSimulator();
    const bytes = new Uint8Array([0x7b, 0xff, 0x7d]);
    const { body } = await merchantOf(simulator).ask("POST", initTarget, undefined, { body: bytes });
    expect(body.errorCode).toBe("1000");
  });

  test("a page is a text", async () => {
    const { body } = await merchantOf(createSimulator()).retrieve({ requestId: "r", page: "0" });
    expect(body.errorCode).toBe("1000");
  });

  test("auth names more than a payout", async () => {
    const body = { requestId: "r", force: true };
    const asked = await merchantOf(createSimulator()).ask("POST", "/v1/mass/payout/auth?locale=en", body);
    expect(asked.body.errorCode).toBe("1000");
  });
});

test("a body of more than 4 MiB is refused before it is read", async () => {
  const simulator = createSimulator();
  const largest = 4 * 1024 * 1024;
  const merchant = merchantOf(simulator);
  const refused = { httpStatus: 200, body: { status: "failure", errorCode: "11" } };
  expect(await merchant.init(" ".repeat(largest + 1))).toMatchObject(refused);
  expect((await merchant.init(" ".repeat(largest))).body.errorCode).toBe("1000");
});

test("texts from strangers come back as they were sent, and as texts alone", async () => {
  const simulator = createSimulator();
  const merchant = merchantOf(simulator);
  const description = '"},{"itemStatus":"SUCCESS"}\u2028\\ ş 😀 </script>';
  const { body } = await merchant.init({ externalId: "__proto__", items: [order(1, 1, { description })] });
  const { body: found } = await merchant.retrieve({ externalMassPayoutId: "__proto__" });
  expect(found.massPayoutItems.items).toMatchObject([{ description, itemStatus: "INIT" }]);
  expect(simulator.payouts[0]?.requestId).toBe(body.requestId);
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
  ])("that is none of the API is refused: GET %s", async (path, status) => {
    const simulator = createSimulator();
    const { httpStatus, body } = await merchantOf(simulator).ask("GET", `${path}?locale=en`);
    expect([httpStatus, body.status]).toEqual([status, "failure"]);
    expect(simulator.history[0]).not.toHaveProperty("operation");
  });

  test.each(["PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"])("of the API is refused to %s", async (method) => {
    const simulator = createSimulator();
    const response = await simulator.fetch(`${host}/v1/mass/payout/balance?locale=en`, { method });
    expect(response.status).toBe(405);
  });

  test("with an escaped id names nobody", async () => {
    const simulator = createSimulator();
    const merchant = merchantOf(simulator);
    const { body } = await merchant.init(orders("p", 1));
    const escaped = body.requestId.replace("-", "%2D");
    expect((await merchant.cancel(escaped)).body.errorMessage).toBe("Mass payout not found");
    expect(simulator.payouts[0]?.status).toBe("INIT");
  });
});

test.each(["", "?locale=", "?locale=de", "?Locale=en", "?lang=en"])(
  "a query without a locale that exists is refused: %j",
  async (query) => {
    const simulator = createSimulator();
    const { httpStatus, body } = await merchantOf(simulator).ask("GET", `/v1/mass/payout/balance${query}`);
    expect(httpStatus).toBe(200);
    expect(body).toMatchObject({ status: "failure", errorCode: "11", errorMessage: "Geçersiz istek", locale: "tr" });
  },
);
