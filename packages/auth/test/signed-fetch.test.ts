import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createSignedFetch, createSigner, createVerifier } from "../src/index.ts";
import { countDispatches } from "./support/counting-dispatcher.ts";
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

describe.each([
  ["text", "{}"],
  ["bytes", new TextEncoder().encode("{}")],
])("beside a body of %s, options that only a runtime knows", (_, body) => {
  const url = () => `${server.origin}/v1/x`;
  const verifier = createVerifier({ secretKeyFor: () => credentials.secretKey });

  async function expectSigned(): Promise<void> {
    const { headers, target, body } = server.onlyRequest();
    expect(await verifier.verify({ authorization: headers.authorization, path: target, body })).toMatchObject({
      ok: true,
    });
  }

  test("reach the network", async () => {
    await using dispatcher = countDispatches();
    await createSignedFetch(credentials)(url(), { method: "POST", body, dispatcher } as RequestInit);
    expect(dispatcher.paths).toEqual(["/v1/x"]);
    await expectSigned();
  });

  test("reach the network when they belong to a Request", async () => {
    await using dispatcher = countDispatches();
    const request = new Request(url(), { method: "POST", body, dispatcher } as RequestInit);
    await createSignedFetch(credentials)(request);
    expect(dispatcher.paths).toEqual(["/v1/x"]);
    await expectSigned();
  });

  test("reach a fetch of the caller's, beside the signed Request", async () => {
    const inits: unknown[] = [];
    const own = (request: Request, init?: RequestInit) => {
      inits.push(init);
      return fetch(request);
    };
    const signedFetch = createSignedFetch(credentials, own);
    await signedFetch(url(), { method: "POST", body, proxy: "http://proxy.example" } as RequestInit);
    await expectSigned();
    await signedFetch(url(), { method: "POST", body, redirect: "follow", headers: { "x-own": "1" } });
    expect(inits).toEqual([{ proxy: "http://proxy.example" }, undefined]);
  });
});

test("what the caller changes in its objects while the signer works is not sent", async () => {
  const signer = createSigner(credentials);
  const headers = { "x-own": "before" };
  const url = new URL(`${server.origin}/before`);
  const init = { method: "POST", body: "before", headers };
  const sent = createSignedFetch(signer)(url, init);
  url.pathname = "/after";
  headers["x-own"] = "after";
  init.body = "after";
  await sent;
  const { target, headers: received, body } = server.onlyRequest();
  expect([target, received["x-own"], body.toString()]).toEqual(["/before", "before", "before"]);
});

test("options that an object inherits, or has by getters of its class, count as they do for fetch", async () => {
  class Options {
    get method() {
      return "POST";
    }
    get body() {
      return "1";
    }
    get signal() {
      return abort.signal;
    }
  }
  const abort = new AbortController();
  const signedFetch = createSignedFetch(credentials);
  for (const init of [new Options(), Object.create({ method: "POST", body: "1" })]) {
    await signedFetch(`${server.origin}/v1/x`, init);
    expect(server.onlyRequest()).toMatchObject({ method: "POST" });
    server.received.length = 0;
  }
  abort.abort(new Error("mine"));
  await expect(signedFetch(`${server.origin}/v1/x`, new Options())).rejects.toThrow("mine");
});
