import { createSigner } from "@iyzico-mass-payout/auth";
import { describe, expect, test } from "vitest";
import { createSimulator } from "../../src/index.ts";
import { createMerchant, credentials, host, payoutOf } from "../support/merchant.ts";

const initTarget = "/v1/mass/payout/init?locale=en";

describe("a signature", () => {
  const body = JSON.stringify(payoutOf("p", 1));
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

  test.each([
    ["path", "path", "success"],
    ["path", "path-and-query", "failure"],
    ["path-and-query", "path", "failure"],
    ["path-and-query", "path-and-query", "success"],
  ] as const)("must cover the %s: one of the %s is a %s", async (signedTarget, signed, status) => {
    const simulator = createSimulator({ signedTarget });
    const target = "/v1/mass/payout/balance?locale=en";
    const headers = await createSigner(credentials, { signedTarget: signed }).sign({ path: target });
    expect(await (await simulator.fetch(host + target, { headers })).json()).toMatchObject({ status });
  });

  test.each(["accepted", "rejected"] as const)(
    "that was used before is %s, as the options say",
    async (usedRandomKey) => {
      const simulator = createSimulator({ usedRandomKey });
      const target = "/v1/mass/payout/balance?locale=en";
      const headers = await createSigner(credentials).sign({ path: target });
      const answer = async () => (await simulator.fetch(host + target, { headers })).json();
      expect(await answer()).toMatchObject({ status: "success" });
      const second = usedRandomKey === "accepted" ? { status: "success" } : { status: "failure", errorCode: "1000" };
      expect(await answer()).toMatchObject(second);
      expect(simulator.history.map(({ verified }) => verified)).toEqual([true, true]);
    },
  );

  test("that is missing is rejected by the gateway", async () => {
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

  test("that is wrong is rejected with 1000 and HTTP 200", async () => {
    const valid = await sign();
    const rejected = [200, expect.objectContaining({ status: "failure", errorCode: "1000" })];
    expect(await send(await sign({ ...credentials, secretKey: "other" }))).toEqual(rejected);
    expect(await send(await sign(credentials, "/v1/mass/payout/auth"))).toEqual(rejected);
    expect(await send(valid, `${body} `)).toEqual(rejected);
    expect(await send("IYZWSv2 !!!")).toEqual(rejected);
    expect(await send(valid.replace("IYZWSv2", "Bearer"))).toEqual(rejected);
  });

  test("with an unknown apiKey is rejected with 1001", async () => {
    const [, answer] = await send(await sign({ ...credentials, apiKey: "sandbox-other" }));
    expect(answer).toMatchObject({ status: "failure", errorCode: "1001", errorMessage: "API credentials not found" });
  });

  test("is checked with the option credentials", async () => {
    const keys = { apiKey: "sandbox-mine", secretKey: "mine" };
    const simulator = createSimulator({ credentials: keys });
    expect((await createMerchant(simulator, { keys }).balance()).body.status).toBe("success");
    expect((await createMerchant(simulator).balance()).body.errorCode).toBe("1001");
  });
});

test("a body of more than 4 MiB is rejected without being parsed", async () => {
  const simulator = createSimulator();
  const maxBytes = 4 * 1024 * 1024;
  const merchant = createMerchant(simulator);
  const rejected = { httpStatus: 200, body: { status: "failure", errorCode: "11" } };
  expect(await merchant.init(" ".repeat(maxBytes + 1))).toMatchObject(rejected);
  expect((await merchant.init(" ".repeat(maxBytes))).body.errorCode).toBe("1000");
});

test.each(["", "?locale=", "?locale=de", "?Locale=en", "?lang=en"])(
  "a query without a known locale is rejected: %j",
  async (query) => {
    const simulator = createSimulator();
    const { httpStatus, body } = await createMerchant(simulator).send("GET", `/v1/mass/payout/balance${query}`);
    expect(httpStatus).toBe(200);
    expect(body).toMatchObject({ status: "failure", errorCode: "11", errorMessage: "Geçersiz istek", locale: "tr" });
  },
);
