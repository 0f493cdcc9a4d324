import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { createSigner } from "@iyzico-mass-payout/auth";
import { createMassPayoutClient } from "@iyzico-mass-payout/client";
import type { MassPayoutInitItem } from "@iyzico-mass-payout/types";
import { describe, expect, inject, test } from "vitest";
import { send } from "./clients.ts";
import { initBody, type Operation, operations } from "./operations.ts";

const json = { "content-type": "application/json" };
const post = (content: string, headers: Record<string, string> = json) => ({ method: "POST", headers, body: content });
const requestOf = ({ method, body }: Operation, headers: Record<string, string> = json): RequestInit =>
  body === undefined ? { method } : { method, headers, body: JSON.stringify(body) };

describe.each(Object.entries(operations))("the document refuses for %s", (_, operation) => {
  const { target, method } = operation;

  test("a request without Authorization: 401, in the gateway's form", async () => {
    const response = await send(target, requestOf(operation), false);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ status: 401, errorCode: "5" });
  });

  test.each([
    ["another language", target.replace("locale=tr", "locale=de"), 422],
    ["no language", target.replace("?locale=tr", ""), 422],
    ["a path that does not exist", target.replace("/mass/payout/", "/mass/payout/no/"), 404],
  ])("%s", async (_, address, status) => {
    expect((await send(address, requestOf(operation))).status).toBe(status);
  });

  test("the other method: 405", async () => {
    const other = method === "GET" ? { method: "POST", headers: json, body: "{}" } : { method: "GET" };
    expect((await send(target, other)).status).toBe(405);
  });

  test("nothing of the same request when it is right", async () => {
    const response = await send(target, requestOf(operation));
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: "success" });
  });
});

test.each(Object.entries(operations).filter(([, { body }]) => body !== undefined))(
  "the document refuses for %s another media type: 415, and no body: 422",
  async (_, operation) => {
    const { target, method } = operation;
    expect((await send(target, requestOf(operation, { "content-type": "text/plain" }))).status).toBe(415);
    expect((await send(target, { method })).status).toBe(422);
  },
);

describe("the document refuses the body", () => {
  const [item] = initBody.items;
  const { recipientName: _, ...nameless } = item as { recipientName: string } & MassPayoutInitItem;
  const initOf = (change: object) => ({ ...initBody, items: [{ ...item, ...change }] });
  const ask = { requestId: "1", page: 0, size: 40 };

  test.each<[string, string, object]>([
    ["retrieve", "neither id", { page: 0, size: 40 }],
    ["retrieve", "a page that is a text", { ...ask, page: "0" }],
    ["retrieve", "no size", { requestId: "1", page: 0 }],
    ["retrieve", "an itemType that does not exist", { ...ask, itemType: "ALL" }],
    ["auth", "no id", {}],
    ["auth", "an id that is a number", { requestId: 1 }],
    ["init", "no id", { ...initBody, externalId: undefined }],
    ["init", "no list of items", { ...initBody, items: undefined }],
    ["init", "an empty list of items", { ...initBody, items: [] }],
    ["init", "a purpose that does not exist", { ...initBody, purpose: "RENT" }],
    ["init", "an IBAN without a name", { ...initBody, items: [nameless] }],
    ["init", "a kind of recipient that does not exist", initOf({ recipientType: "CARD" })],
    ["init", "no kind of recipient", initOf({ recipientType: undefined })],
    ["init", "no recipient", initOf({ recipientInfo: undefined })],
    ["init", "no amount", initOf({ amount: undefined })],
    ["init", "an amount that is a text", initOf({ amount: { value: "100.50", currency: "TRY" } })],
    ["init", "an amount without a currency", initOf({ amount: { value: 100 } })],
    ["init", "a currency that does not exist", initOf({ amount: { value: 100, currency: "GBP" } })],
    ["init", "an answer to yes or no that is a text", initOf({ nonWithdrawable: "true" })],
  ])("of %s with %s", async (name, _, body) => {
    const { target } = operations[name] as Operation;
    expect((await send(target, post(JSON.stringify(body)))).status).toBe(422);
  });
});

describe("a signature that is not over the bytes that arrive", () => {
  const { url: baseUrl, credentials } = inject("mock");
  const { target } = operations["retrieve"] as Operation;
  const ask = { requestId: "1", page: 0, size: 40 };
  const body = JSON.stringify(ask);
  const invalidSignature = { code: "authentication_failed", errorCode: "1000", httpStatus: 200, outcome: "rejected" };

  test.each(Object.entries(operations))(
    "because the secret or the API key is another one: the vendor's 1000 and 1001 for %s",
    async (operation, { ask }) => {
      const otherSecret = createMassPayoutClient({ credentials: { ...credentials, secretKey: "another" }, baseUrl });
      await expect(ask(otherSecret)).rejects.toMatchObject({ ...invalidSignature, operation });
      const otherKey = createMassPayoutClient({ credentials: { ...credentials, apiKey: "another" }, baseUrl });
      await expect(ask(otherKey)).rejects.toMatchObject({ ...invalidSignature, operation, errorCode: "1001" });
    },
  );

  test("is judged over the raw bytes: other white space and other digits are another body", async () => {
    const { authorization } = await createSigner(credentials).sign({ path: target, body });
    for (const content of [body, body.replace(":40", ": 40"), body.replace(":40", ":40.0")]) {
      const response = await send(target, post(content, { ...json, authorization }), false);
      const expected = content === body ? { status: "success" } : { status: "failure", errorCode: "1000" };
      expect(await response.json()).toMatchObject(expected);
    }
    const spaced = JSON.stringify(JSON.parse(body), null, 2);
    expect(await (await send(target, post(spaced))).json()).toMatchObject({ status: "success" });
  });

  test("because one byte of the body changed on the way: the vendor's 1000", async () => {
    const iyzico = createMassPayoutClient({
      credentials,
      baseUrl,
      fetch: async (input) => {
        const request = input as Request;
        const changed = (await request.text()).replace('"size":40', '"size":41');
        return fetch(new Request(request, { body: changed }));
      },
    });
    await expect(iyzico.retrieve(ask)).rejects.toMatchObject(invalidSignature);
  });

  test("because the header is nonsense: the vendor's 1000", async () => {
    const response = await send(target, post(body, { ...json, authorization: "IYZWSv2 bm9uc2Vuc2U=" }), false);
    expect(await response.json()).toMatchObject({ status: "failure", errorCode: "1000" });
  });
});

describe("the mock", () => {
  const { url, credentials } = inject("mock");
  const { target } = operations["retrieve"] as Operation;

  test("answers a body that is not JSON, which Prism alone never does", async () => {
    expect((await send(target, post("{"))).status).toBe(400);
  });

  test("sends nothing to a host that the request line names", async () => {
    let arrivals = 0;
    const other = createServer((_, response) => {
      arrivals += 1;
      response.end();
    });
    other.listen(0, "127.0.0.1");
    await once(other, "listening");
    const host = `127.0.0.1:${(other.address() as AddressInfo).port}`;
    for (const requestTarget of [`//${host}/x`, `http://${host}/x`]) {
      const socket = connect(Number(new URL(url).port), "127.0.0.1");
      socket.end(`GET ${requestTarget} HTTP/1.1\r\nhost: mock\r\nconnection: close\r\n\r\n`);
      socket.resume();
      await once(socket, "close");
    }
    other.close();
    expect(arrivals).toBe(0);
  });

  test("goes on after somebody hung up in the middle of a request", async () => {
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    socket.write("POST /v1/mass/payout/retrieve HTTP/1.1\r\nhost: mock\r\ncontent-length: 100\r\n\r\n{");
    await once(socket, "connect");
    socket.destroy();
    const iyzico = createMassPayoutClient({ credentials, baseUrl: url });
    expect(await iyzico.retrieve({ requestId: "1", page: 0, size: 40 })).toMatchObject({ total: 2 });
  });
});
