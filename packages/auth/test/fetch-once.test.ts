import { afterEach, expect, test, vi } from "vitest";

/** The options that the global fetch gets with the second of two requests, in a runtime with these globals. */
async function secondOptionsIn(globals: Record<string, unknown>, given?: object): Promise<unknown> {
  vi.resetModules();
  const { fetchOnce } = await import("../src/index.ts");
  const inits: unknown[] = [];
  vi.stubGlobal("fetch", async (_: Request, init: unknown) => {
    inits.push(init);
    return new Response();
  });
  for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
  await fetchOnce("https://sandbox-api.iyzipay.com/v1/mass/payout/balance", given);
  await fetchOnce("https://sandbox-api.iyzipay.com/v1/mass/payout/balance", given);
  return inits[1];
}

afterEach(() => vi.unstubAllGlobals());

test.each([
  ["Node", {}, {}],
  ["Bun", { Bun: {} }, { keepalive: false }],
  ["Deno", { Deno: { createHttpClient: () => ({}) } }, { client: {} }],
])("%s's fetch gets the options that are beside the request", async (_, globals, own) => {
  expect(await secondOptionsIn(globals, { proxy: "http://proxy.example" })).toEqual({
    ...own,
    proxy: "http://proxy.example",
  });
});

test("a client of the caller's is used on Deno", async () => {
  const globals = { Deno: { createHttpClient: () => ({ is: "ours" }) } };
  expect(await secondOptionsIn(globals, { client: { is: "theirs" } })).toEqual({ client: { is: "theirs" } });
});

test("Bun's fetch keeps no connection even if the options say so", async () => {
  expect(await secondOptionsIn({ Bun: {} }, { keepalive: true })).toEqual({ keepalive: false });
});

test("Node's fetch gets no options", async () => {
  expect(await secondOptionsIn({})).toBeUndefined();
});

test("Bun's fetch, which may repeat a request on a kept connection, is told not to keep connections", async () => {
  expect(await secondOptionsIn({ Bun: {} })).toEqual({ keepalive: false });
});

test("Deno's fetch, which may do the same, gets one client for all requests, which does not keep connections", async () => {
  const createHttpClient = vi.fn((options: object) => ({ of: options }));
  expect(await secondOptionsIn({ Deno: { createHttpClient } })).toEqual({
    client: { of: { poolMaxIdlePerHost: 0, http2: false } },
  });
  expect(createHttpClient).toHaveBeenCalledTimes(1);
});

test("the fetch of a Deno without createHttpClient gets no options", async () => {
  expect(await secondOptionsIn({ Deno: {} })).toBeUndefined();
});
