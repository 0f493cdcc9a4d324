import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { createSigner } from "@iyzico-mass-payout/auth";
import { createMassPayoutClient } from "@iyzico-mass-payout/client";
import { describe, expect, inject, test } from "vitest";
import { send } from "./clients.ts";

const target = "/v1/mass/payout/retrieve?locale=tr";
const json = { "content-type": "application/json" };
const body = JSON.stringify({ requestId: "1", page: 0, size: 40 });
const post = (content: string, headers: Record<string, string> = json) => ({ method: "POST", headers, body: content });

describe("the document refuses", () => {
  test("a request without Authorization: 401, in the gateway's form", async () => {
    const response = await send(target, post(body), false);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ status: 401, errorCode: "5" });
  });

  test.each<[string, string, string, number]>([
    ["neither id", target, JSON.stringify({ page: 0, size: 40 }), 422],
    ["a page that is a text", target, JSON.stringify({ requestId: "1", page: "0", size: 40 }), 422],
    ["no size", target, JSON.stringify({ requestId: "1", page: 0 }), 422],
    [
      "an itemType that does not exist",
      target,
      JSON.stringify({ requestId: "1", page: 0, size: 1, itemType: "ALL" }),
      422,
    ],
    ["another language", "/v1/mass/payout/retrieve?locale=de", body, 422],
    ["no language", "/v1/mass/payout/retrieve", body, 422],
    ["an operation that does not exist", "/v1/mass/payout/erase?locale=tr", body, 404],
  ])("%s", async (_, address, content, status) => {
    expect((await send(address, post(content))).status).toBe(status);
  });

  test("another media type: 415", async () => {
    expect((await send(target, post(body, { "content-type": "text/plain" }))).status).toBe(415);
  });

  test("nothing of the same request when it is right", async () => {
    expect((await send(target, post(body))).status).toBe(200);
  });
});

describe("a signature that is not over the bytes that arrive", () => {
  const { url: baseUrl, credentials } = inject("mock");
  const ask = { requestId: "1", page: 0, size: 40 };
  const invalidSignature = { code: "authentication_failed", errorCode: "1000", httpStatus: 200, outcome: "rejected" };

  test("because the secret is another one: the vendor's 1000", async () => {
    const iyzico = createMassPayoutClient({ credentials: { ...credentials, secretKey: "another" }, baseUrl });
    await expect(iyzico.retrieve(ask)).rejects.toMatchObject(invalidSignature);
  });

  test("because the API key is unknown: the vendor's 1001", async () => {
    const iyzico = createMassPayoutClient({ credentials: { ...credentials, apiKey: "another" }, baseUrl });
    await expect(iyzico.retrieve(ask)).rejects.toMatchObject({ ...invalidSignature, errorCode: "1001" });
  });

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
