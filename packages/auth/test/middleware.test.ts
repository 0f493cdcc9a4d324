import createClient from "openapi-fetch";
import * as undici from "undici";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createSigner, createVerifier, fetchOnce, iyzwsv2, type SignedTarget } from "../src/index.ts";
import { countDispatches } from "./support/counting-dispatcher.ts";
import { type RecordingServer, startRecordingServer } from "./support/recording-server.ts";

const credentials = { apiKey: "sandbox-api-key", secretKey: "sandbox-secret-key" };

class OwnRequest extends Request {
  readonly own = "property";
}

interface paths {
  "/v1/{id}": {
    post: {
      parameters: { path: { id: string }; query: { locale: string } };
      requestBody: { content: { "application/json": { name: string } } };
      responses: { 200: { content: { "application/json": Record<string, never> } } };
    };
  };
}

let server: RecordingServer;
beforeAll(async () => {
  server = await startRecordingServer();
});
beforeEach(() => {
  server.received.length = 0;
});
afterAll(() => server.close());

async function isSigned(signedTarget?: SignedTarget): Promise<boolean> {
  const { headers, target, body } = server.onlyRequest();
  const verifier = createVerifier({ secretKeyFor: () => credentials.secretKey, signedTarget });
  return (await verifier.verify({ authorization: headers.authorization, path: target, body })).ok;
}

test("openapi-fetch sends a signed request", async () => {
  const client = createClient<paths>({ baseUrl: server.origin });
  client.use(iyzwsv2(credentials));
  await client.POST("/v1/{id}", {
    params: { path: { id: "a b" }, query: { locale: "tr" } },
    body: { name: "Şükrü 💸" },
  });
  const { target, headers } = server.onlyRequest();
  expect(target).toBe("/v1/a%20b?locale=tr");
  expect(headers["content-type"]).toBe("application/json");
  expect(await isSigned()).toBe(true);
});

test.each([
  ["the options", () => iyzwsv2(credentials, { signedTarget: "path-and-query" })],
  ["a signer", () => iyzwsv2(createSigner(credentials, { signedTarget: "path-and-query" }))],
])("the query is signed when %s say so", async (_, middleware) => {
  const client = createClient<paths>({ baseUrl: server.origin });
  client.use(middleware());
  await client.POST("/v1/{id}", { params: { path: { id: "1" }, query: { locale: "tr" } }, body: { name: "x" } });
  expect(await isSigned("path-and-query")).toBe(true);
  expect(await isSigned("path")).toBe(false);
});

test("options beside a signer throw, because the signer would ignore them", () => {
  const signer = createSigner(credentials);
  expect(() => iyzwsv2(signer, { signedTarget: "path-and-query" })).toThrow(
    new TypeError("options must be left out with a signer."),
  );
});

test("the signature covers what middleware registered before it changed", async () => {
  const client = createClient<paths>({ baseUrl: server.origin });
  client.use({
    onRequest: ({ request }) => new Request(request, { body: '{"name":"changed"}' }),
  });
  client.use(iyzwsv2(credentials, { randomKey: () => "r" }));
  await client.POST("/v1/{id}", { params: { path: { id: "1" }, query: { locale: "tr" } }, body: { name: "x" } });
  expect(server.onlyRequest().body.toString()).toBe('{"name":"changed"}');
  expect(await isSigned()).toBe(true);
});

describe("what a program puts beside the standard parts of a request", () => {
  const call = { params: { path: { id: "1" }, query: { locale: "tr" } }, body: { name: "Şükrü" } };

  test("reaches the fetch of the caller's: a property of a framework", async () => {
    const received: unknown[] = [];
    const client = createClient<paths>({
      baseUrl: server.origin,
      async fetch(request) {
        received.push(Reflect.get(request, "next"));
        return fetch(request);
      },
    });
    client.use(iyzwsv2(credentials));
    await client.POST("/v1/{id}", { ...call, next: { revalidate: 60 } } as typeof call);
    expect(received).toEqual([{ revalidate: 60 }]);
    expect(await isSigned()).toBe(true);
  });

  test("reaches the network: a dispatcher of one call", async () => {
    await using dispatcher = countDispatches();
    const client = createClient<paths>({ baseUrl: server.origin });
    client.use(iyzwsv2(credentials));
    await client.POST("/v1/{id}", { ...call, dispatcher } as typeof call);
    expect(dispatcher.paths).toEqual(["/v1/1?locale=tr"]);
    expect(await isSigned()).toBe(true);
  });

  test("reaches the network through fetchOnce: the dispatcher of a client", async () => {
    await using dispatcher = countDispatches();
    const client = createClient<paths>({ baseUrl: server.origin, fetch: fetchOnce, requestInitExt: { dispatcher } });
    client.use(iyzwsv2(credentials));
    await client.POST("/v1/{id}", call);
    expect(dispatcher.paths).toEqual(["/v1/1?locale=tr"]);
    expect(await isSigned()).toBe(true);
  });
});

test.each([
  ["a subclass of Request", OwnRequest, fetch],
  ["undici's own Request", undici.Request, undici.fetch],
])("a request may be of %s, and stays of that class", async (_, Class, send) => {
  const classes: unknown[] = [];
  const client = createClient<paths>({
    baseUrl: server.origin,
    Request: Class as typeof Request,
    async fetch(request) {
      classes.push(request.constructor);
      return (send as typeof fetch)(request);
    },
  });
  client.use(iyzwsv2(credentials));
  await client.POST("/v1/{id}", {
    params: { path: { id: "1" }, query: { locale: "tr" } },
    body: { name: "Şükrü" },
  });
  expect(classes).toEqual([Class]);
  expect(await isSigned()).toBe(true);
});
