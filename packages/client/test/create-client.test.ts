import { createSigner } from "@iyzico-mass-payout/auth";
import { Agent, type Dispatcher } from "undici";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createMassPayoutClient, isMassPayoutError } from "../src/index.ts";
import { emptyPage, failureAnswer, retrieveRequest } from "./support/answers.ts";
import { clientFor, configurationError, credentials, rejectionOf } from "./support/client.ts";
import { startAnswering } from "./support/server.ts";
import { verified, verifyArrival } from "./support/signatures.ts";
import { virtualClock } from "./support/virtual-clock.ts";

const signer = createSigner(credentials);
const { now, sleep } = virtualClock();

describe("options that cannot be used are rejected with invalid_configuration", () => {
  test.each<[message: string, options: Record<string, unknown>]>([
    ["credentials: apiKey must be a string", { credentials: null }],
    [
      "credentials: secretKey must not contain white space",
      { credentials: { apiKey: "CANARY", secretKey: "CANARY " } },
    ],
    ["Either credentials or signer is required", { credentials: undefined }],
    ["Either credentials or signer is required", { signer }],
    ["signer must implement { sign }", { credentials: undefined, signer: {} }],
    ["signer must implement { sign }", { credentials: undefined, signer: null }],
    ["signedTarget must be left out with a signer", { credentials: undefined, signer, signedTarget: "path" }],
    ["signedTarget must be", { signedTarget: "query" }],
    ["clock must implement { now, sleep }", { clock: {} }],
    ["clock must implement { now, sleep }", { clock: null }],
    ["clock must implement { now, sleep }", { clock: { sleep } }],
    ["clock must implement { now, sleep }", { clock: { now } }],
    ["clock.date must be a function", { clock: { now, sleep, date: 7 } }],
    ["clock.date must be a function", { clock: { now, sleep, date: null } }],
    ["locale must be tr or en", { locale: "de" }],
    ["fetch must be a function", { fetch: 7 }],
    ["onEvent must be a function", { onEvent: {} }],
    ["retry must be", { retry: null }],
    ["retry must be", { retry: 3 }],
    ["retry.maxAttempts must be a positive integer", { retry: { maxAttempts: 0 } }],
    ["retry.maxAttempts must be a positive integer", { retry: { maxAttempts: 1.5 } }],
    ["retry.baseDelayMs must be", { retry: { baseDelayMs: -1 } }],
    ["retry.maxDelayMs must be", { retry: { maxDelayMs: Number.POSITIVE_INFINITY } }],
    ["rateLimit must be", { rateLimit: null }],
    ["rateLimit must be", { rateLimit: 50 }],
    ["rateLimit must implement { acquire }", { rateLimit: { acquire: true } }],
    ["rateLimit.perMinute must be a positive integer", { rateLimit: { perMinute: 0 } }],
    ["rateLimit.perMinute must be a positive integer", { rateLimit: { perMinute: 0.5 } }],
    ["timeoutMs must be", { timeoutMs: 0 }],
    ["timeoutMs must be", { timeoutMs: 2 ** 31 }],
    ["timeoutMs must be", { timeoutMs: "1000" }],
    ["deadlineMs must be", { deadlineMs: Number.NaN }],
  ])("%s", (message, options) => {
    const error = configurationError({ environment: "sandbox", ...options });
    expect(error).toMatchObject({ code: "invalid_configuration", outcome: "not-sent", attempts: 0 });
    expect(isMassPayoutError(error) && error.message).toContain(message);
    expect(isMassPayoutError(error) && error.hint).not.toBe("");
    expect(String(error)).not.toContain("CANARY");
  });

  test("undefined and null instead of options", () => {
    for (const options of [undefined, null]) {
      expect(() => createMassPayoutClient(options as never)).toThrow("options is required.");
    }
  });

  test("any in a browser, unless the caller allows it", () => {
    vi.stubGlobal("window", {});
    vi.stubGlobal("document", {});
    onTestFinished(() => {
      vi.unstubAllGlobals();
    });
    expect(configurationError({ environment: "sandbox" })).toMatchObject({
      code: "invalid_configuration",
      message: "The client does not run in a browser.",
    });
    expect(configurationError({ environment: "sandbox", dangerouslyAllowBrowser: true })).toBeUndefined();
  });
});

describe("requests are signed", () => {
  test("over the path without the query by default", async () => {
    await using server = await startAnswering(emptyPage);
    await clientFor(server.url).retrieve(retrieveRequest);
    expect(server.arrivals[0]?.target).toBe("/v1/mass/payout/retrieve?locale=tr");
    expect(await verifyArrival(server.arrivals[0])).toEqual(verified);
    expect(await verifyArrival(server.arrivals[0], "path-and-query")).toMatchObject({ ok: false });
  });

  test("over path and query with signedTarget, raw requests too", async () => {
    await using server = await startAnswering(emptyPage);
    const iyzico = clientFor(server.url, { signedTarget: "path-and-query" });
    await iyzico.retrieve(retrieveRequest);
    const params = { query: { locale: "tr" } } as const;
    await iyzico.raw.POST("/v1/mass/payout/retrieve", { params, body: retrieveRequest });
    expect(server.arrivals).toHaveLength(2);
    for (const arrival of server.arrivals) {
      expect(await verifyArrival(arrival, "path-and-query")).toEqual(verified);
      expect(await verifyArrival(arrival)).toMatchObject({ ok: false });
    }
  });

  test("by the credentials as they were when the client was made, which also diagnose a rejected signature", async () => {
    await using server = await startAnswering(failureAnswer("1000"));
    const changing = { ...credentials };
    const iyzico = clientFor(server.url, { credentials: changing });
    Object.assign(changing, { apiKey: "another", secretKey: "another" });
    expect(await rejectionOf(iyzico.retrieve(retrieveRequest))).toMatchObject({ findings: [] });
    expect(await verifyArrival(server.arrivals[0])).toEqual(verified);
  });

  test("by a signer in the place of credentials, once for each attempt, raw requests too", async () => {
    await using server = await startAnswering("", 500);
    const sign = vi.fn(signer.sign);
    const options = { credentials: undefined, signer: { sign }, retry: {}, clock: virtualClock() } as const;
    const iyzico = clientFor(server.url, options);
    await rejectionOf(iyzico.retrieve(retrieveRequest));
    await iyzico.raw.GET("/v1/mass/payout/balance", { params: { query: { locale: "en" } } });
    expect(sign).toHaveBeenCalledTimes(5);
    expect(server.arrivals).toHaveLength(5);
    for (const arrival of server.arrivals) expect(await verifyArrival(arrival)).toEqual(verified);
    expect(new Set(server.arrivals.map(({ headers }) => headers.authorization)).size).toBe(5);
  });

  test("by a signer that signs the query", async () => {
    await using server = await startAnswering(emptyPage);
    const querySigner = createSigner(credentials, { signedTarget: "path-and-query" });
    await clientFor(server.url, { credentials: undefined, signer: querySigner }).retrieve(retrieveRequest);
    expect(await verifyArrival(server.arrivals[0], "path-and-query")).toEqual(verified);
  });

  test("by a signer, whose rejected signature is diagnosed as far as it can be without credentials", async () => {
    await using server = await startAnswering(failureAnswer("1000"));
    const iyzico = clientFor(server.url, { credentials: undefined, signer });
    expect(await rejectionOf(iyzico.retrieve(retrieveRequest))).toMatchObject({
      code: "authentication_failed",
      findings: [],
    });
    const inSandbox = clientFor(
      undefined as never,
      {
        credentials: undefined,
        signer: createSigner({ apiKey: "production-key", secretKey: "secret" }),
        environment: "sandbox",
        fetch: async () => new Response(failureAnswer("1001")),
      } as never,
    );
    expect(await rejectionOf(inSandbox.retrieve(retrieveRequest))).toMatchObject({
      findings: [{ code: "production-key-on-sandbox" }],
    });
  });
});

describe("the raw client", () => {
  test("sends a signed request and returns the answer as it is, a failure with HTTP 200 included", async () => {
    await using server = await startAnswering(failureAnswer("11"));
    const { data, error } = await clientFor(server.url).raw.POST("/v1/mass/payout/retrieve", {
      params: { query: { locale: "en" } },
      body: retrieveRequest,
    });
    expect(error).toBeUndefined();
    expect(data).toEqual({ status: "failure", errorCode: "11" });
    expect(await verifyArrival(server.arrivals[0])).toEqual(verified);
  });

  test("sends a content type with every operation, and no body where there is none", async () => {
    await using server = await startAnswering("{}");
    const { raw } = clientFor(server.url);
    const query = { locale: "tr" } as const;
    await raw.POST("/v1/mass/payout/retrieve", { params: { query }, body: retrieveRequest });
    await raw.POST("/v1/mass/payout/cancel/{requestId}", { params: { query, path: { requestId: "r-1" } } });
    await raw.GET("/v1/mass/payout/balance", { params: { query } });
    expect(
      server.arrivals.map(({ headers, body }) => [headers["content-type"], headers["content-length"], body]),
    ).toEqual([
      ["application/json", String(JSON.stringify(retrieveRequest).length), JSON.stringify(retrieveRequest)],
      ["application/json", "0", ""],
      ["application/json", undefined, ""],
    ]);
    for (const arrival of server.arrivals) expect(await verifyArrival(arrival)).toEqual(verified);
  });

  test("sends to no other address than the client's, whatever a call names", async () => {
    await using server = await startAnswering("{}");
    const request = clientFor("http://127.0.0.1:1").raw.POST("/v1/mass/payout/retrieve", {
      baseUrl: server.url,
      params: { query: { locale: "tr" } },
      body: retrieveRequest,
    });
    await expect(request).rejects.toMatchObject({ code: "invalid_configuration" });
    expect(server.arrivals).toEqual([]);
  });

  test.each<[string, (request: Request) => Request | undefined | Promise<undefined>, string]>([
    ["adds a header", (request) => void request.headers.set("x-own", "1"), JSON.stringify(retrieveRequest)],
    ["reads the body", async (request) => void (await request.text()), JSON.stringify(retrieveRequest)],
    ["gives another request", (request) => new Request(request, { body: '{"page":1}' }), '{"page":1}'],
  ])("signs after all middleware: one that %s", async (_, onRequest, body) => {
    await using server = await startAnswering("{}");
    const { raw } = clientFor(server.url);
    const seen: (string | null)[] = [];
    raw.use({
      onRequest({ request }) {
        seen.push(request.headers.get("authorization"));
        return onRequest(request);
      },
    });
    await raw.POST("/v1/mass/payout/retrieve", { params: { query: { locale: "tr" } }, body: retrieveRequest });
    expect(seen).toEqual([null]);
    expect(server.arrivals.map((arrival) => arrival.body)).toEqual([body]);
    expect(await verifyArrival(server.arrivals[0])).toEqual(verified);
  });

  test("passes on what a call has for its runtime only, such as a dispatcher", async () => {
    await using server = await startAnswering("{}");
    const paths: string[] = [];
    class NotingAgent extends Agent {
      override dispatch(options: Agent.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
        paths.push(options.path);
        return super.dispatch(options, handler);
      }
    }
    const dispatcher = new NotingAgent();
    onTestFinished(() => dispatcher.close());
    const call = { params: { query: { locale: "tr" } }, dispatcher } as const;
    await clientFor(server.url).raw.GET("/v1/mass/payout/balance", call);
    expect(paths).toEqual(["/v1/mass/payout/balance?locale=tr"]);
    expect(await verifyArrival(server.arrivals[0])).toEqual(verified);
  });

  test("keeps its middleware, because it is one for each client", () => {
    const iyzico = clientFor("http://127.0.0.1:1");
    expect(iyzico.raw).toBe(iyzico.raw);
    expect(clientFor("http://127.0.0.1:1").raw).not.toBe(iyzico.raw);
  });

  test("uses the caller's fetch", async () => {
    const targets: string[] = [];
    const { raw } = createMassPayoutClient({
      credentials,
      environment: "sandbox",
      async fetch(request) {
        targets.push(request.url);
        return new Response("{}", { headers: { "content-type": "application/json" } });
      },
    });
    await raw.POST("/v1/mass/payout/retrieve", { params: { query: { locale: "tr" } }, body: retrieveRequest });
    expect(targets).toEqual(["https://sandbox-api.iyzipay.com/v1/mass/payout/retrieve?locale=tr"]);
  });
});
