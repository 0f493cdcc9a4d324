import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createSignedFetch, createSigner, createVerifier } from "../src/index.ts";
import { type RecordingServer, startRecordingServer } from "./support/recording-server.ts";

const credentials = { apiKey: "sandbox-api-key", secretKey: "sandbox-secret-key" };

let server: RecordingServer;
beforeAll(async () => {
  server = await startRecordingServer();
});
beforeEach(() => {
  server.received.length = 0;
});
afterAll(() => server.close());

test("a signer and a fetch of the caller's are used", async () => {
  const requests: Request[] = [];
  const own: typeof fetch = async (input) => {
    requests.push(input as Request);
    return new Response("own");
  };
  const signer = createSigner(credentials, { randomKey: () => "mine" });
  const response = await createSignedFetch(signer, own)("https://api.iyzipay.com/v1/x", { method: "POST", body: "1" });
  expect(await response.text()).toBe("own");
  expect(requests[0]?.headers.get("x-iyzi-rnd")).toBe("mine");
  expect(server.received).toEqual([]);
});

test.each([
  { signedTarget: undefined, ok: { path: true, "path-and-query": false } },
  { signedTarget: "path", ok: { path: true, "path-and-query": false } },
  { signedTarget: "path-and-query", ok: { path: false, "path-and-query": true } },
] as const)("a signer with the signed target $signedTarget decides whether the query is signed", async (expected) => {
  const signer = createSigner(credentials, { signedTarget: expected.signedTarget });
  await createSignedFetch(signer)(`${server.origin}/v1/x?locale=tr&q=%C3%A7`, { method: "POST", body: "ş" });
  const { headers, target, body } = server.onlyRequest();
  for (const signedTarget of ["path", "path-and-query"] as const) {
    const verifier = createVerifier({ secretKeyFor: () => credentials.secretKey, signedTarget });
    const { ok } = await verifier.verify({ authorization: headers.authorization, path: target, body });
    expect(ok).toBe(expected.ok[signedTarget]);
  }
});

test("a response without a body is returned", async () => {
  expect((await createSignedFetch(credentials)(`${server.origin}/nothing`)).status).toBe(204);
});

test("a signal that is aborted before the call rejects with its reason, and sends nothing", async () => {
  const call = createSignedFetch(credentials)(`${server.origin}/v1/x`, {
    signal: AbortSignal.abort(new Error("changed my mind")),
  });
  await expect(call).rejects.toThrow("changed my mind");
  expect(server.received).toEqual([]);
});
