import { once } from "node:events";
import { connect } from "node:net";
import { createSigner } from "@iyzico-mass-payout/auth";
import { createMassPayoutClient } from "@iyzico-mass-payout/client";
import { startLoopbackServer } from "@iyzico-mass-payout/harness/loopback-server";
import type { MassPayoutInitItem } from "@iyzico-mass-payout/types";
import { describe, expect, inject, test } from "vitest";
import { send } from "./clients.ts";
import { initBody, type Operation, operations } from "./operations.ts";

const json = { "content-type": "application/json" };
const post = (content: string, headers: Record<string, string> = json) => ({ method: "POST", headers, body: content });
const buildRequest = ({ method, body }: Operation, headers: Record<string, string> = json): RequestInit =>
  body === undefined ? { method } : { method, headers, body: JSON.stringify(body) };

describe.each(Object.entries(operations))("the document rejects for %s", (_, operation) => {
  const { target, method } = operation;

  test("a request without Authorization, with 401 in the gateway's form", async () => {
    const response = await send(target, buildRequest(operation), false);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ status: 401, errorCode: "5" });
  });

  test.each([
    ["another language", target.replace("locale=tr", "locale=de"), 422],
    ["no language", target.replace("?locale=tr", ""), 422],
    ["a path that does not exist", target.replace("/mass/payout/", "/mass/payout/no/"), 404],
  ])("%s", async (_, address, status) => {
    expect((await send(address, buildRequest(operation))).status).toBe(status);
  });

  test("the other method, with 405", async () => {
    const other = method === "GET" ? { method: "POST", headers: json, body: "{}" } : { method: "GET" };
    expect((await send(target, other)).status).toBe(405);
  });

  test("none of these when the request is correct", async () => {
    const response = await send(target, buildRequest(operation));
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: "success" });
  });
});

test.each(Object.entries(operations).filter(([, { body }]) => body !== undefined))(
  "the document rejects for %s another media type with 415, and a missing body with 422",
  async (_, operation) => {
    const { target, method } = operation;
    expect((await send(target, buildRequest(operation, { "content-type": "text/plain" }))).status).toBe(415);
    expect((await send(target, { method })).status).toBe(422);
  },
);

describe("the document rejects the body", () => {
  const [item] = initBody.items;
  const { recipientName: _, ...nameless } = item as { recipientName: string } & MassPayoutInitItem;
  const initOf = (change: object) => ({ ...initBody, items: [{ ...item, ...change }] });
  const page = { requestId: "1", page: 0, size: 40 };

  test.each<[string, string, object]>([
    ["retrieve", "neither id", { page: 0, size: 40 }],
    ["retrieve", "a page that is a string", { ...page, page: "0" }],
    ["retrieve", "no size", { requestId: "1", page: 0 }],
    ["retrieve", "an itemType that does not exist", { ...page, itemType: "ALL" }],
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
    ["init", "an amount that is a string", initOf({ amount: { value: "100.50", currency: "TRY" } })],
    ["init", "an amount without a currency", initOf({ amount: { value: 100 } })],
    ["init", "a currency that does not exist", initOf({ amount: { value: 100, currency: "GBP" } })],
    ["init", "a boolean that is a string", initOf({ nonWithdrawable: "true" })],
  ])("of %s with %s", async (name, _, body) => {
    const { target } = operations[name] as Operation;
    expect((await send(target, post(JSON.stringify(body)))).status).toBe(422);
  });
});

describe("a signature that does not match the received bytes", () => {
  const { url: baseUrl, credentials } = inject("mock");
  const { target } = operations["retrieve"] as Operation;
  const page = { requestId: "1", page: 0, size: 40 };
  const body = JSON.stringify(page);
  const invalidSignature = { code: "authentication_failed", errorCode: "1000", httpStatus: 200, outcome: "rejected" };

  test.each(Object.entries(operations))(
    "because of another secret or API key is the vendor's 1000 or 1001 for %s",
    async (operation, { call }) => {
      const otherSecret = createMassPayoutClient({
        credentials: { ...credentials, secretKey: "another" },
        baseUrl,
        rateLimit: false,
      });
      await expect(call(otherSecret)).rejects.toMatchObject({ ...invalidSignature, operation });
      const otherKey = createMassPayoutClient({
        credentials: { ...credentials, apiKey: "another" },
        baseUrl,
        rateLimit: false,
      });
      await expect(call(otherKey)).rejects.toMatchObject({ ...invalidSignature, operation, errorCode: "1001" });
    },
  );

  test("is checked over the raw bytes: white space and digits count", async () => {
    const { authorization } = await createSigner(credentials).sign({ path: target, body });
    for (const content of [body, body.replace(":40", ": 40"), body.replace(":40", ":40.0")]) {
      const response = await send(target, post(content, { ...json, authorization }), false);
      const expected = content === body ? { status: "success" } : { status: "failure", errorCode: "1000" };
      expect(await response.json()).toMatchObject(expected);
    }
    const spaced = JSON.stringify(JSON.parse(body), null, 2);
    expect(await (await send(target, post(spaced))).json()).toMatchObject({ status: "success" });
  });

  test("because a byte of the body was changed is the vendor's 1000", async () => {
    const iyzico = createMassPayoutClient({
      credentials,
      baseUrl,
      rateLimit: false,
      fetch: async (input) => {
        const request = input as Request;
        const changed = (await request.text()).replace('"size":40', '"size":41');
        return fetch(new Request(request, { body: changed }));
      },
    });
    await expect(iyzico.retrieve(page)).rejects.toMatchObject(invalidSignature);
  });

  test("because of a malformed header is the vendor's 1000", async () => {
    const response = await send(target, post(body, { ...json, authorization: "IYZWSv2 bm9uc2Vuc2U=" }), false);
    expect(await response.json()).toMatchObject({ status: "failure", errorCode: "1000" });
  });
});

describe("the mock", () => {
  const { url, credentials } = inject("mock");
  const { target } = operations["retrieve"] as Operation;

  test("responds to a body that is not JSON, which Prism alone never does", async () => {
    expect((await send(target, post("{"))).status).toBe(400);
  });

  test("sends nothing to another host that the request line names", async () => {
    let arrivals = 0;
    const other = await startLoopbackServer((_, response) => {
      arrivals += 1;
      response.end();
    });
    const { host } = new URL(other.url);
    for (const requestTarget of [`//${host}/x`, `http://${host}/x`]) {
      const socket = connect(Number(new URL(url).port), "127.0.0.1");
      socket.end(`GET ${requestTarget} HTTP/1.1\r\nhost: mock\r\nconnection: close\r\n\r\n`);
      socket.resume();
      await once(socket, "close");
    }
    await other.close();
    expect(arrivals).toBe(0);
  });

  test("serves further requests after a client disconnected during a request", async () => {
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    socket.write("POST /v1/mass/payout/retrieve HTTP/1.1\r\nhost: mock\r\ncontent-length: 100\r\n\r\n{");
    await once(socket, "connect");
    socket.destroy();
    const iyzico = createMassPayoutClient({ credentials, baseUrl: url, rateLimit: false });
    expect(await iyzico.retrieve({ requestId: "1", page: 0, size: 40 })).toMatchObject({ total: 2 });
  });
});
