import { afterEach, expect, test, vi } from "vitest";

/** What the global fetch is given beside the second of two requests, in a runtime with these globals. */
async function givenIn(globals: Record<string, unknown>): Promise<unknown> {
  vi.resetModules();
  const { createSignedFetch } = await import("../src/index.ts");
  const given: unknown[] = [];
  vi.stubGlobal("fetch", async (_: Request, init: unknown) => {
    given.push(init);
    return new Response();
  });
  for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
  const signedFetch = createSignedFetch({ apiKey: "sandbox-key", secretKey: "sandbox-secret" });
  await signedFetch("https://sandbox-api.iyzipay.com/v1/mass/payout/balance");
  await signedFetch("https://sandbox-api.iyzipay.com/v1/mass/payout/balance");
  return given[1];
}

afterEach(() => vi.unstubAllGlobals());

test("Node's fetch is asked for nothing", async () => {
  expect(await givenIn({})).toBeUndefined();
});

test("Bun's fetch, which may repeat a request on a kept connection, is asked to keep none", async () => {
  expect(await givenIn({ Bun: {} })).toEqual({ keepalive: false });
});

test("Deno's fetch, which does the same, gets a client that keeps none, one for all requests", async () => {
  const createHttpClient = vi.fn((options: object) => ({ of: options }));
  expect(await givenIn({ Deno: { createHttpClient } })).toEqual({
    client: { of: { poolMaxIdlePerHost: 0, http2: false } },
  });
  expect(createHttpClient).toHaveBeenCalledTimes(1);
});

test("a Deno without clients of one's own is asked for nothing", async () => {
  expect(await givenIn({ Deno: {} })).toBeUndefined();
});
