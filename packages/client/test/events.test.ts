import { SpanKind, SpanStatusCode } from "@opentelemetry/api";
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { describe, expect, test } from "vitest";
import { createMassPayoutClient, type EventListener, type MassPayoutEvent } from "../src/index.ts";
import { openTelemetryListener } from "../src/opentelemetry.ts";
import { startServer } from "./server.ts";
import { virtualClock } from "./virtual-clock.ts";

const credentials = { apiKey: "CANARY-key", secretKey: "CANARY-secret" };
const ask = { requestId: "CANARY-request", page: 0, size: 40 };
const good =
  '{"status":"success","massPayout":{"massPayoutStatus":"INIT","externalId":"CANARY"},"massPayoutItems":{"items":[{"itemStatus":"INIT","recipientName":"CANARY","totalAmount":1.5}]},"page":0,"size":40,"total":1}';

/** Fails once with 1 and HTTP 200, then succeeds. */
async function retrieved(onEvent: EventListener, texts = ['{"status":"failure","errorCode":"1"}', good]) {
  await using server = await startServer((response) => {
    response.end(texts[Math.min(server.arrivals.length, texts.length) - 1]);
  });
  const iyzico = createMassPayoutClient({ credentials, baseUrl: server.url, clock: virtualClock(), onEvent });
  await iyzico.retrieve(ask).catch(() => undefined);
  return Number(new URL(server.url).port);
}

describe("events", () => {
  test("tell attempts, pauses and the end, in order, with what is known of each", async () => {
    const events: MassPayoutEvent[] = [];
    const serverPort = await retrieved((event) => events.push(event));
    const call = events[0]?.call;
    const of = { operation: "retrieve", call };
    const started = {
      type: "attempt-started",
      ...of,
      method: "POST",
      urlTemplate: "/v1/mass/payout/retrieve",
      serverAddress: "127.0.0.1",
      serverPort,
    };
    const durationMs = expect.any(Number);
    expect(events).toEqual([
      { ...started, attempt: 1 },
      { type: "attempt-ended", ...of, attempt: 1, durationMs, httpStatus: 200, code: "service_error", errorCode: "1" },
      { type: "waiting", ...of, reason: "retry", attempt: 1, delayMs: expect.any(Number) },
      { ...started, attempt: 2 },
      { type: "attempt-ended", ...of, attempt: 2, durationMs, httpStatus: 200 },
      { type: "call-ended", ...of, attempts: 2, durationMs },
    ]);
  });

  test("tell how long a slot of the rate limit was waited for", async () => {
    await using server = await startServer((response) => {
      response.end(good);
    });
    const events: MassPayoutEvent[] = [];
    const iyzico = createMassPayoutClient({
      credentials,
      baseUrl: server.url,
      clock: virtualClock(),
      rateLimit: { perMinute: 1 },
      onEvent: (event) => events.push(event),
    });
    await iyzico.retrieve(ask);
    await iyzico.retrieve(ask);
    const waits = events.filter(({ type }) => type === "waiting");
    expect(waits).toEqual([
      {
        type: "waiting",
        operation: "retrieve",
        call: expect.any(Number),
        reason: "rate-limit",
        delayMs: 60_000,
        attempt: 0,
      },
    ]);
  });

  test("tell durations as differences of the clock", async () => {
    const events: MassPayoutEvent[] = [];
    const iyzico = createMassPayoutClient({
      credentials,
      baseUrl: "http://localhost",
      clock: { now: () => 5_000, sleep: async () => undefined },
      retry: { maxAttempts: 2 },
      fetch: async () => new Response(events.length < 2 ? "<html>" : good),
      onEvent: (event) => events.push(event),
    });
    await iyzico.retrieve(ask);
    const durations = events.flatMap((event) => ("durationMs" in event ? [event.durationMs] : []));
    expect(durations).toEqual([0, 0, 0]);
  });

  test("carry no value of a request, a response or the credentials", async () => {
    const events: MassPayoutEvent[] = [];
    await retrieved((event) => events.push(event), ['{"status":"failure","errorCode":"1000","errorMessage":"CANARY"}']);
    await retrieved((event) => events.push(event));
    expect(events.length).toBeGreaterThan(5);
    expect(JSON.stringify(events)).not.toContain("CANARY");
  });

  test("are dropped when the listener throws, and the call goes on", async () => {
    let told = 0;
    await retrieved(() => {
      told += 1;
      throw new Error("the listener's");
    });
    expect(told).toBe(6);
  });

  test("are dropped when an async listener throws, and the process goes on", async () => {
    let told = 0;
    await retrieved(async () => {
      told += 1;
      await Promise.resolve();
      throw new Error("the listener's");
    });
    expect(told).toBe(6);
  });

  test.each([
    ["https://sandbox-api.iyzipay.com", "sandbox-api.iyzipay.com", 443],
    ["http://localhost", "localhost", 80],
  ])("name the standard port of %s", async (baseUrl, serverAddress, serverPort) => {
    const events: MassPayoutEvent[] = [];
    const iyzico = createMassPayoutClient({
      credentials,
      baseUrl,
      fetch: async () => new Response(good),
      onEvent: (event) => events.push(event),
    });
    await iyzico.retrieve(ask);
    expect(events[0]).toMatchObject({ serverAddress, serverPort });
  });
});

describe("OpenTelemetry", () => {
  async function spans(texts?: string[]) {
    const exporter = new InMemorySpanExporter();
    const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
    const serverPort = await retrieved(openTelemetryListener(provider.getTracer("test")), texts);
    return { finished: exporter.getFinishedSpans(), serverPort };
  }

  test("has a client span for each attempt, named by method and path template", async () => {
    const { finished, serverPort } = await spans();
    expect(finished.map(({ name, kind }) => [name, kind])).toEqual([
      ["POST /v1/mass/payout/retrieve", SpanKind.CLIENT],
      ["POST /v1/mass/payout/retrieve", SpanKind.CLIENT],
    ]);
    const attributes = {
      "http.request.method": "POST",
      "url.template": "/v1/mass/payout/retrieve",
      "server.address": "127.0.0.1",
      "server.port": serverPort,
      "http.response.status_code": 200,
    };
    expect(finished[0]?.attributes).toEqual({ ...attributes, "error.type": "service_error", "iyzico.error_code": "1" });
    expect(finished[0]?.status.code).toBe(SpanStatusCode.ERROR);
    expect(finished[1]?.attributes).toEqual({ ...attributes, "http.request.resend_count": 1 });
    expect(finished[1]?.status.code).toBe(SpanStatusCode.UNSET);
  });

  test("has no value of a request or response", async () => {
    const { finished } = await spans([good]);
    expect(JSON.stringify(finished.map(({ name, attributes, events }) => [name, attributes, events]))).not.toContain(
      "CANARY",
    );
  });

  test("has the path template where the path has an id in it", async () => {
    const exporter = new InMemorySpanExporter();
    const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
    await using server = await startServer((response) => {
      response.end('{"status":"success"}');
    });
    const onEvent = openTelemetryListener(provider.getTracer("test"));
    const iyzico = createMassPayoutClient({ credentials, baseUrl: server.url, onEvent });
    await iyzico.cancel("CANARY");
    expect(server.arrivals[0]?.target).toContain("CANARY");
    const [span] = exporter.getFinishedSpans();
    expect(span?.name).toBe("POST /v1/mass/payout/cancel/{requestId}");
    expect(span?.attributes["url.template"]).toBe("/v1/mass/payout/cancel/{requestId}");
    expect(JSON.stringify([span?.name, span?.attributes, span?.events, span?.status])).not.toContain("CANARY");
  });

  test("makes nothing of events that are no attempt's", () => {
    const exporter = new InMemorySpanExporter();
    const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
    const listener = openTelemetryListener(provider.getTracer("test"));
    listener({ type: "items-rejected", operation: "init", call: 1, refused: 1, items: 2 });
    expect(exporter.getFinishedSpans()).toEqual([]);
  });

  test("keeps attempts that run at the same time apart", () => {
    const exporter = new InMemorySpanExporter();
    const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
    const listener = openTelemetryListener(provider.getTracer("test"));
    const start = { type: "attempt-started", operation: "retrieve", method: "POST", urlTemplate: "/" } as const;
    const end = { type: "attempt-ended", operation: "retrieve", attempt: 1, durationMs: 1 } as const;
    listener({ ...start, call: 1, attempt: 1, serverAddress: "[::1]", serverPort: 1 });
    listener({ ...start, call: 2, attempt: 1, serverAddress: "b", serverPort: 2 });
    listener({ ...end, call: 1, code: "timeout" });
    listener({ ...end, call: 2, httpStatus: 200 });
    listener({ ...end, call: 2, httpStatus: 500 });
    expect(
      exporter.getFinishedSpans().map(({ attributes }) => [attributes["server.address"], attributes["error.type"]]),
    ).toEqual([
      ["::1", "timeout"],
      ["b", undefined],
    ]);
    expect(Object.keys(exporter.getFinishedSpans()[0]?.attributes ?? {})).not.toContain("http.response.status_code");
  });

  test("takes the global provider when it is given none", () => {
    const listener = openTelemetryListener();
    const about = { operation: "retrieve", call: 1, attempt: 1 } as const;
    expect(() => {
      listener({ type: "attempt-ended", ...about, durationMs: 1 });
      listener({
        type: "attempt-started",
        ...about,
        method: "POST",
        urlTemplate: "/",
        serverAddress: "a",
        serverPort: 1,
      });
      listener({ type: "attempt-ended", ...about, durationMs: 1, code: "network_error" });
      listener({ type: "call-ended", operation: "retrieve", call: 1, attempts: 1, durationMs: 1 });
    }).not.toThrow();
  });
});
