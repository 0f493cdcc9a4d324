import { afterEach, expect, test, vi } from "vitest";

/** The init that the global fetch gets with the second of two requests, in a runtime with these globals. */
async function secondInitIn(globals: Record<string, unknown>): Promise<unknown> {
  vi.resetModules();
  const { createSignedFetch } = await import("../src/index.ts");
  const inits: unknown[] = [];
  vi.stubGlobal("fetch", async (_: Request, init: unknown) => {
    inits.push(init);
    return new Response();
  });
  for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
  const signedFetch = createSignedFetch({ apiKey: "sandbox-key", secretKey: "sandbox-secret" });
  await signedFetch("https://sandbox-api.iyzipay.com/v1/mass/payout/balance");
  await signedFetch("https://sandbox-api.iyzipay.com/v1/mass/payout/balance");
  return inits[1];
}

afterEach(() => vi.unstubAllGlobals());

test("Node's fetch gets no options", async () => {
  expect(await secondInitIn({})).toBeUndefined();
});

test("Bun's fetch, which may repeat a request on a kept connection, is told not to keep connections", async () => {
  expect(await secondInitIn({ Bun: {} })).toEqual({ keepalive: false });
});

test("Deno's fetch, which may do the same, gets one client for all requests, which does not keep connections", async () => {
  const createHttpClient = vi.fn((options: object) => ({ of: options }));
  expect(await secondInitIn({ Deno: { createHttpClient } })).toEqual({
    client: { of: { poolMaxIdlePerHost: 0, http2: false } },
  });
  expect(createHttpClient).toHaveBeenCalledTimes(1);
});

test("the fetch of a Deno without createHttpClient gets no options", async () => {
  expect(await secondInitIn({ Deno: {} })).toBeUndefined();
});
