import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate as nextTurn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import createClient from "openapi-fetch";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSignedFetch, fetchOnce, iyzwsv2 } from "../src/index.ts";

const credentials = { apiKey: "sandbox-api-key", secretKey: "sandbox-secret-key" };

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

// Sends no response to /head. Sends the headers and the beginning of a body that never ends to /body.
const server = createServer((request, response) => {
  if (request.url === "/body") response.writeHead(200, { "content-type": "application/json" }).write("{");
});
let origin: string;

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

interface paths {
  "/head": { get: { responses: { 200: { content: { "application/json": unknown } } } } };
  "/body": { get: { responses: { 200: { content: { "application/json": unknown } } } } };
}

interface Call {
  path: keyof paths;
  signal: AbortSignal;
  fetch: typeof fetchOnce;
}

function signedClient(fetch: typeof fetchOnce) {
  const client = createClient<paths>({ baseUrl: origin, fetch });
  client.use(iyzwsv2(credentials));
  return client;
}

const callers: Record<string, (call: Call) => Promise<unknown>> = {
  "a signed fetch of a URL": async ({ path, signal, fetch }) =>
    (await createSignedFetch(credentials, fetch)(origin + path, { signal })).text(),
  "a signed fetch of a Request": async ({ path, signal, fetch }) =>
    (await createSignedFetch(credentials, fetch)(new Request(origin + path, { signal }))).text(),
  "openapi-fetch with the middleware, read as a stream": async ({ path, signal, fetch }) => {
    const { data } = await signedClient(fetch).GET(path, { signal, parseAs: "stream" });
    return new Response(data as ReadableStream).text();
  },
  "openapi-fetch with the middleware": ({ path, signal, fetch }) => signedClient(fetch).GET(path, { signal }),
};

describe.each(Object.entries(callers))("after a garbage collection, the caller's abort reaches %s", (_, call) => {
  test.each([
    ["waits for the response", "/head"],
    ["reads the body", "/body"],
  ] as const)("while it %s", async (_, path) => {
    const controller = new AbortController();
    let onResponse = () => {};
    const responded = new Promise<void>((resolve) => {
      onResponse = resolve;
    });
    const arrived = once(server, "request");
    const result = call({
      path,
      signal: controller.signal,
      async fetch(request) {
        const response = await fetchOnce(request);
        onResponse();
        return response;
      },
    }).catch((error: Error) => error.name);
    await arrived;
    if (path === "/body") await responded;
    for (let round = 0; round < 5; round += 1) {
      await nextTurn();
      collectGarbage();
    }
    controller.abort();
    expect(await result).toBe("AbortError");
  });
});
