import { SpanKind, SpanStatusCode } from "@opentelemetry/api";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { describe, expect, test } from "vitest";
import { openTelemetryListener } from "../src/opentelemetry.ts";
import { canaryPage, retrieveWithRetry } from "./support/canary-retrieve.ts";
import { clientFor } from "./support/client.ts";
import { startAnswering } from "./support/server.ts";

/** A listener, and the spans that it has ended. */
function recordSpans() {
  const exporter = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  return { onEvent: openTelemetryListener(provider.getTracer("test")), spans: () => exporter.getFinishedSpans() };
}

const contentOf = ({ name, attributes, events, status }: ReadableSpan) =>
  JSON.stringify([name, attributes, events, status]);

describe("OpenTelemetry", () => {
  test("has a client span for each attempt, named by method and path template", async () => {
    const { onEvent, spans } = recordSpans();
    const serverPort = await retrieveWithRetry(onEvent);
    const [first, second] = spans();
    expect(spans().map(({ name, kind }) => [name, kind])).toEqual([
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
    expect(first?.attributes).toEqual({ ...attributes, "error.type": "service_error", "iyzico.error_code": "1" });
    expect(first?.status.code).toBe(SpanStatusCode.ERROR);
    expect(second?.attributes).toEqual({ ...attributes, "http.request.resend_count": 1 });
    expect(second?.status.code).toBe(SpanStatusCode.UNSET);
  });

  test("has no value of a request or response", async () => {
    const { onEvent, spans } = recordSpans();
    await retrieveWithRetry(onEvent, [canaryPage]);
    expect(spans()).toHaveLength(1);
    expect(spans().map(contentOf).join()).not.toContain("CANARY");
  });

  test("has the path template in the place of a path that contains an id", async () => {
    const { onEvent, spans } = recordSpans();
    await using server = await startAnswering('{"status":"success"}');
    await clientFor(server.url, { onEvent }).cancel("CANARY");
    expect(server.arrivals[0]?.target).toContain("CANARY");
    const [span] = spans();
    expect(span?.name).toBe("POST /v1/mass/payout/cancel/{requestId}");
    expect(span?.attributes["url.template"]).toBe("/v1/mass/payout/cancel/{requestId}");
    expect(spans().map(contentOf).join()).not.toContain("CANARY");
  });

  test("has no span for an event that is not of an attempt", () => {
    const { onEvent, spans } = recordSpans();
    onEvent({ type: "items-rejected", operation: "init", call: 1, rejected: 1, items: 2 });
    expect(spans()).toEqual([]);
  });

  test("tells attempts apart that run at the same time", () => {
    const { onEvent, spans } = recordSpans();
    const start = { type: "attempt-started", operation: "retrieve", method: "POST", urlTemplate: "/" } as const;
    const end = { type: "attempt-ended", operation: "retrieve", attempt: 1, durationMs: 1 } as const;
    onEvent({ ...start, call: 1, attempt: 1, serverAddress: "[::1]", serverPort: 1 });
    onEvent({ ...start, call: 2, attempt: 1, serverAddress: "b", serverPort: 2 });
    onEvent({ ...end, call: 1, code: "timeout" });
    onEvent({ ...end, call: 2, httpStatus: 200 });
    onEvent({ ...end, call: 2, httpStatus: 500 });
    expect(spans().map(({ attributes }) => [attributes["server.address"], attributes["error.type"]])).toEqual([
      ["::1", "timeout"],
      ["b", undefined],
    ]);
    expect(Object.keys(spans()[0]?.attributes ?? {})).not.toContain("http.response.status_code");
  });

  test("uses the global provider by default", () => {
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
