import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createSignedFetch, createVerifier } from "../src/index.ts";
import { type ReceivedRequest, type RecordingServer, startRecordingServer } from "./support/recording-server.ts";

const credentials = { apiKey: "sandbox-api-key", secretKey: "sandbox-secret-key" };
const verifier = createVerifier({ secretKeyFor: () => credentials.secretKey });
const signedFetch = createSignedFetch(credentials);

let server: RecordingServer;
beforeAll(async () => {
  server = await startRecordingServer();
});
beforeEach(() => {
  server.received.length = 0;
});
afterAll(() => server.close());

async function expectSigned({ headers, target, body }: ReceivedRequest): Promise<void> {
  expect(await verifier.verify({ authorization: headers.authorization, path: target, body })).toEqual({
    ok: true,
    apiKey: credentials.apiKey,
  });
}

describe("the bytes that arrive are the bytes that were signed", () => {
  test.each<[string, BodyInit]>([
    ["JSON with Turkish letters and an emoji", JSON.stringify({ name: "Şükrü Ğ İ ı", note: "💸" })],
    ["bytes that are not UTF-8", Uint8Array.of(0xff, 0, 0xfe)],
    ["a form", new URLSearchParams({ a: "ş", b: "1&2" })],
    ["a blob", new Blob(["parça"])],
    ["100 kB of Turkish letters", "ğüşiöç".repeat(10_000)],
  ])("of %s, and the content type is kept", async (_, body) => {
    await signedFetch(`${server.origin}/v1/x?locale=tr`, { method: "POST", body });
    const request = server.onlyRequest();
    await expectSigned(request);
    expect(request.body).toEqual(Buffer.from(await new Response(body).arrayBuffer()));
    expect(request.headers["content-type"]).toBe(
      new Request(server.origin, { method: "POST", body }).headers.get("content-type") ?? undefined,
    );
  });

  test("of a stream", async () => {
    const body = new Blob(["bir", "iki"]).stream();
    await signedFetch(`${server.origin}/v1/x`, { method: "POST", body, duplex: "half" } as RequestInit);
    const request = server.onlyRequest();
    await expectSigned(request);
    expect(request.body.toString()).toBe("biriki");
  });

  test("of a path with percent-escapes and a query", async () => {
    await signedFetch(`${server.origin}/v1/items/a%20b%2Fc/ş?locale=tr&q=%C3%A7`);
    const request = server.onlyRequest();
    expect(request.target).toBe("/v1/items/a%20b%2Fc/%C5%9F?locale=tr&q=%C3%A7");
    await expectSigned(request);
  });

  test.each(["GET", "POST", "DELETE"])("of a %s without a body", async (method) => {
    await signedFetch(`${server.origin}/v1/mass/payout/cancel/1`, { method });
    const request = server.onlyRequest();
    expect(request.body).toHaveLength(0);
    await expectSigned(request);
  });
});

test("a signed Request keeps its method and headers, and loses an earlier Authorization header", async () => {
  const headers = { "content-type": "application/json", "x-own": "1", authorization: "from before" };
  await signedFetch(new Request(`${server.origin}/v1/x`, { method: "PUT", body: "{}", headers }));
  const request = server.onlyRequest();
  expect(request).toMatchObject({
    method: "PUT",
    headers: { "content-type": "application/json", "x-own": "1" },
  });
  await expectSigned(request);
});

test("x-iyzi-rnd repeats the random key, and the same call signed again has another one", async () => {
  await signedFetch(`${server.origin}/v1/x`);
  await signedFetch(`${server.origin}/v1/x`);
  const [first, second] = server.received.map(({ headers }) => headers["x-iyzi-rnd"]);
  expect(atob(String(server.received[0]?.headers.authorization).slice(8))).toContain(`&randomKey:${first}&`);
  expect(second).not.toBe(first);
});

test("a redirect is not followed: the body arrives once", async () => {
  const response = await signedFetch(`${server.origin}/redirect`, { method: "POST", body: "IBAN" });
  expect(response.status).toBe(307);
  expect(server.onlyRequest().target).toBe("/redirect");
});
