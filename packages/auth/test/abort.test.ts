import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import createClient from "openapi-fetch";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSignedFetch, iyzwsv2 } from "../src/index.ts";

const credentials = { apiKey: "sandbox-api-key", secretKey: "sandbox-secret-key" };

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

// Never answers, or answers with headers and the beginning of a body that never ends.
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

const callers: Record<string, (path: keyof paths, signal: AbortSignal) => Promise<unknown>> = {
  "a signed fetch of a URL": async (path, signal) =>
    (await createSignedFetch(credentials)(origin + path, { signal })).text(),
  "a signed fetch of a Request": async (path, signal) =>
    (await createSignedFetch(credentials)(new Request(origin + path, { signal }))).text(),
  "openapi-fetch with the middleware, read as a stream": async (path, signal) => {
    const client = createClient<paths>({ baseUrl: origin });
    client.use(iyzwsv2(credentials));
    const { data } = await client.GET(path, { signal, parseAs: "stream" });
    return new Response(data as ReadableStream).text();
  },
  "openapi-fetch with the middleware": (path, signal) => {
    const client = createClient<paths>({ baseUrl: origin });
    client.use(iyzwsv2(credentials));
    return client.GET(path, { signal });
  },
};

describe.each(Object.entries(callers))("the caller's abort reaches %s, also after a garbage collection,", (_, call) => {
  test.each(["/head", "/body"] as const)("while it waits for %s", async (path) => {
    const controller = new AbortController();
    const answer = call(path, controller.signal).catch((error: Error) => error.name);
    for (let round = 0; round < 5; round += 1) {
      await sleep(10);
      collectGarbage();
    }
    controller.abort();
    expect(await answer).toBe("AbortError");
  });
});
