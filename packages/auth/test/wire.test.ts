import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import createClient from "openapi-fetch";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createSignedFetch, createSigner, createVerifier, iyzwsv2 } from "../src/index.ts";

const credentials = { apiKey: "sandbox-api-key", secretKey: "sandbox-secret-key" };
const verifier = createVerifier({ secretKeyFor: () => credentials.secretKey });

interface Arrived {
  method: string;
  target: string;
  headers: IncomingMessage["headers"];
  body: Buffer;
}

let arrived: Arrived[] = [];
let origin: string;

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  arrived.push({
    method: request.method ?? "",
    target: request.url ?? "",
    headers: request.headers,
    body: Buffer.concat(chunks),
  });
  if (request.url === "/redirect") response.writeHead(307, { location: `${origin}/elsewhere` }).end();
  else if (request.url === "/nothing") response.writeHead(204).end();
  else response.writeHead(200, { "content-type": "application/json" }).end("{}");
});

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  arrived = [];
});
afterAll(() => server.close());

async function onlyArrival(): Promise<Arrived> {
  expect(arrived).toHaveLength(1);
  return arrived[0] as Arrived;
}

async function expectSigned({ headers, target, body }: Arrived): Promise<void> {
  expect(await verifier.verify({ authorization: headers.authorization, path: target, body })).toEqual({
    ok: true,
    apiKey: credentials.apiKey,
  });
}

describe("the bytes that arrive are the bytes that were signed", () => {
  const signedFetch = createSignedFetch(credentials);

  test.each<[string, BodyInit]>([
    ["a JSON text with Turkish letters and an emoji", JSON.stringify({ name: "Şükrü Ğ İ ı", note: "💸" })],
    ["bytes that are no UTF-8", Uint8Array.of(0xff, 0, 0xfe)],
    ["a form", new URLSearchParams({ a: "ş", b: "1&2" })],
    ["a blob", new Blob(["parça"])],
    ["100 kB of Turkish letters", "ğüşiöç".repeat(10_000)],
  ])("%s", async (_, body) => {
    await signedFetch(`${origin}/v1/x?locale=tr`, { method: "POST", body });
    const arrival = await onlyArrival();
    await expectSigned(arrival);
    expect(arrival.body).toEqual(Buffer.from(await new Response(body).arrayBuffer()));
    expect(arrival.headers["content-type"]).toBe(
      new Request(origin, { method: "POST", body }).headers.get("content-type") ?? undefined,
    );
  });

  test("a stream", async () => {
    const body = new Blob(["bir", "iki"]).stream();
    await signedFetch(`${origin}/v1/x`, { method: "POST", body, duplex: "half" } as RequestInit);
    const arrival = await onlyArrival();
    await expectSigned(arrival);
    expect(arrival.body.toString()).toBe("biriki");
  });

  test("a path with percent-escapes and a query", async () => {
    await signedFetch(`${origin}/v1/items/a%20b%2Fc/ş?locale=tr&q=%C3%A7`);
    const arrival = await onlyArrival();
    expect(arrival.target).toBe("/v1/items/a%20b%2Fc/%C5%9F?locale=tr&q=%C3%A7");
    await expectSigned(arrival);
  });

  test.each(["GET", "POST", "DELETE"])("%s without a body", async (method) => {
    await signedFetch(`${origin}/v1/mass/payout/cancel/1`, { method });
    const arrival = await onlyArrival();
    expect(arrival.body).toHaveLength(0);
    await expectSigned(arrival);
  });

  test("a Request keeps its method and headers", async () => {
    const headers = { "content-type": "application/json", "x-own": "1", authorization: "from before" };
    await signedFetch(new Request(`${origin}/v1/x`, { method: "PUT", body: "{}", headers }));
    const arrival = await onlyArrival();
    expect(arrival).toMatchObject({
      method: "PUT",
      headers: { "content-type": "application/json", "x-own": "1" },
    });
    await expectSigned(arrival);
  });

  test("x-iyzi-rnd repeats the random key, and the same call signed again has another", async () => {
    await signedFetch(`${origin}/v1/x`);
    await signedFetch(`${origin}/v1/x`);
    const [first, second] = arrived.map(({ headers }) => headers["x-iyzi-rnd"]);
    expect(atob(String(arrived[0]?.headers.authorization).slice(8))).toContain(`&randomKey:${first}&`);
    expect(second).not.toBe(first);
  });
});

describe("signed fetch", () => {
  test("takes a signer and a fetch of the caller's", async () => {
    const requests: Request[] = [];
    const own: typeof fetch = async (input) => {
      requests.push(input as Request);
      return new Response("own");
    };
    const signer = createSigner(credentials, { randomKey: () => "mine" });
    const response = await createSignedFetch(signer, own)("https://api.iyzipay.com/v1/x", {
      method: "POST",
      body: "1",
    });
    expect(await response.text()).toBe("own");
    expect(requests[0]?.headers.get("x-iyzi-rnd")).toBe("mine");
    expect(arrived).toEqual([]);
  });

  test("does not follow a redirect: nothing arrives a second time", async () => {
    const response = await createSignedFetch(credentials)(`${origin}/redirect`, {
      method: "POST",
      body: "IBAN",
    });
    expect(response.status).toBe(307);
    expect((await onlyArrival()).target).toBe("/redirect");
  });

  test("hands an answer without a body on", async () => {
    expect((await createSignedFetch(credentials)(`${origin}/nothing`)).status).toBe(204);
  });

  test("hands the caller's abort signal on", async () => {
    const call = createSignedFetch(credentials)(`${origin}/v1/x`, {
      signal: AbortSignal.abort(new Error("changed my mind")),
    });
    await expect(call).rejects.toThrow("changed my mind");
    expect(arrived).toEqual([]);
  });
});

describe("openapi-fetch with the middleware", () => {
  interface paths {
    "/v1/{id}": {
      post: {
        parameters: { path: { id: string }; query: { locale: string } };
        requestBody: { content: { "application/json": { name: string } } };
        responses: { 200: { content: { "application/json": Record<string, never> } } };
      };
    };
  }

  test("sends a signed request", async () => {
    const client = createClient<paths>({ baseUrl: origin });
    client.use(iyzwsv2(credentials));
    await client.POST("/v1/{id}", {
      params: { path: { id: "a b" }, query: { locale: "tr" } },
      body: { name: "Şükrü 💸" },
    });
    const arrival = await onlyArrival();
    expect(arrival.target).toBe("/v1/a%20b?locale=tr");
    expect(arrival.headers["content-type"]).toBe("application/json");
    await expectSigned(arrival);
  });

  test("signs the query when it is asked to", async () => {
    const client = createClient<paths>({ baseUrl: origin });
    client.use(iyzwsv2(credentials, { signedTarget: "path-and-query" }));
    await client.POST("/v1/{id}", { params: { path: { id: "1" }, query: { locale: "tr" } }, body: { name: "x" } });
    const { headers, target, body } = await onlyArrival();
    const withQuery = createVerifier({ secretKeyFor: () => credentials.secretKey, signedTarget: "path-and-query" });
    expect(await withQuery.verify({ authorization: headers.authorization, path: target, body })).toMatchObject({
      ok: true,
    });
    expect(await verifier.verify({ authorization: headers.authorization, path: target, body })).toMatchObject({
      ok: false,
    });
  });

  test("covers what middleware before it changed", async () => {
    const client = createClient<paths>({ baseUrl: origin });
    client.use({
      onRequest: ({ request }) => new Request(request, { body: '{"name":"changed"}' }),
    });
    client.use(iyzwsv2(credentials, { randomKey: () => "r" }));
    await client.POST("/v1/{id}", {
      params: { path: { id: "1" }, query: { locale: "tr" } },
      body: { name: "x" },
    });
    const arrival = await onlyArrival();
    expect(arrival.body.toString()).toBe('{"name":"changed"}');
    await expectSigned(arrival);
  });
});
