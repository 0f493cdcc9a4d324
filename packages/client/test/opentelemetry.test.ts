import { context, metrics, SpanKind, SpanStatusCode } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { MeterProvider, MetricReader } from "@opentelemetry/sdk-metrics";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createMemoryStore, type MassPayoutClientOptions, type MassPayoutEvent } from "../src/index.ts";
import { instrumentClient, openTelemetryListener, openTelemetryMetrics } from "../src/opentelemetry.ts";
import { failureAnswer } from "./support/answers.ts";
import { canaryPage, canaryRequest, retrieveWithRetry } from "./support/canary-retrieve.ts";
import { clientFor, rejectionOf } from "./support/client.ts";
import { startAnswering, startServer } from "./support/server.ts";
import { plan, simulated } from "./support/simulated.ts";
import { virtualClock } from "./support/virtual-clock.ts";

/** A tracer, a listener, and the spans that have ended. */
function recordSpans() {
  const exporter = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  const tracer = provider.getTracer("test");
  const all = () => exporter.getFinishedSpans();
  return {
    tracer,
    onEvent: openTelemetryListener(tracer),
    all,
    /** Those of attempts. */
    spans: () => all().filter(({ kind }) => kind === SpanKind.CLIENT),
  };
}

// As OpenTelemetry's SDK for Node does.
beforeAll(() => void context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable()));
afterAll(() => context.disable());

/** The name of a span and those of its parents. */
function pathOf(span: ReadableSpan, all: readonly ReadableSpan[]): string {
  const parent = all.find((other) => other.spanContext().spanId === span.parentSpanContext?.spanId);
  return parent === undefined ? span.name : `${pathOf(parent, all)} > ${span.name}`;
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
      listener({ type: "call-ended", operation: "retrieve", call: 1, attempts: 1, durationMs: 1, code: "timeout" });
    }).not.toThrow();
  });
});

describe("the spans of a call", () => {
  test("are attempts in the span of the call, which is in the span of the program, also after a pause", async () => {
    const { tracer, onEvent, all } = recordSpans();
    await tracer.startActiveSpan("request of the program", async (span) => {
      await retrieveWithRetry(onEvent);
      span.end();
    });
    const program = "request of the program";
    const attempt = `${program} > mass_payout.retrieve > POST /v1/mass/payout/retrieve`;
    expect(all().map((span) => pathOf(span, all()))).toEqual([
      attempt,
      attempt,
      `${program} > mass_payout.retrieve`,
      program,
    ]);
    const call = all()[2];
    expect(call?.kind).toBe(SpanKind.INTERNAL);
    expect(call?.attributes).toEqual({ "mass_payout.operation": "retrieve" });
    expect(call?.status.code).toBe(SpanStatusCode.UNSET);
    expect(call?.events).toMatchObject([{ name: "waiting", attributes: { "mass_payout.wait.reason": "retry" } }]);
  });

  test("of two calls at once keep to their own", async () => {
    const { tracer, onEvent, all } = recordSpans();
    await using server = await startAnswering(canaryPage);
    const iyzico = clientFor(server.url, { onEvent });
    const callIn = (name: string) =>
      tracer.startActiveSpan(name, async (span) => {
        await iyzico.retrieve(canaryRequest);
        span.end();
      });
    await Promise.all([callIn("one"), callIn("two")]);
    const paths = all().map((span) => pathOf(span, all()));
    for (const name of ["one", "two"]) {
      expect(paths).toContain(`${name} > mass_payout.retrieve > POST /v1/mass/payout/retrieve`);
    }
  });

  test("of a call that fails have its code and outcome, also if nothing was sent", async () => {
    const { onEvent, all } = recordSpans();
    await using server = await startAnswering(failureAnswer("1"));
    const options = { onEvent, clock: virtualClock(), rateLimit: { perMinute: 1 } };
    const iyzico = clientFor(server.url, options);
    await rejectionOf(iyzico.auth("r"));
    await rejectionOf(iyzico.auth("r", { deadlineMs: 1_000 }));
    const calls = all().filter(({ kind }) => kind === SpanKind.INTERNAL);
    expect(calls.map(({ name, status }) => [name, status.code])).toEqual([
      ["mass_payout.auth", SpanStatusCode.ERROR],
      ["mass_payout.auth", SpanStatusCode.ERROR],
    ]);
    expect(calls.map(({ attributes }) => attributes)).toEqual([
      { "mass_payout.operation": "auth", "mass_payout.outcome": "unknown", "error.type": "service_error" },
      { "mass_payout.operation": "auth", "mass_payout.outcome": "not-sent", "error.type": "deadline_exceeded" },
    ]);
    expect(all()).toHaveLength(3);
  });

  test("show how many items an init rejected", async () => {
    const { onEvent, all } = recordSpans();
    const answer = '{"status":"success","requestId":"r","invalidItems":[{"externalId":"salaries-1"}]}';
    await using server = await startAnswering(answer);
    const items = plan.items.map((item, index) => ({ ...item, itemExternalId: `salaries-${index + 1}` }));
    await clientFor(server.url, { onEvent }).init({ externalId: "salaries", items });
    expect(all().at(-1)?.events).toMatchObject([
      { name: "items-rejected", attributes: { "mass_payout.items.rejected": 1, "mass_payout.items.count": 3 } },
    ]);
    expect(all().map(contentOf).join()).not.toContain("salaries");
  });
});

describe("a client that is instrumented", () => {
  test("has every request of pay in the span of pay, and what the program does in it", async () => {
    const { tracer, onEvent, all } = recordSpans();
    const { iyzico, simulator } = simulated({}, { onEvent });
    const instrumented = instrumentClient(iyzico, { tracer });
    const result = await instrumented.pay(plan, {
      store: createMemoryStore(),
      approve: async () => {
        await Promise.resolve();
        tracer.startSpan("approval of the program").end();
        return true;
      },
    });
    expect(result.outcome).toBe("settled");
    expect(simulator.payouts[0]?.items.map(({ timesPaid }) => timesPaid)).toEqual([1, 1, 1]);
    const paths = all().map((span) => pathOf(span, all()));
    expect(paths).toContain("mass_payout.pay > approval of the program");
    expect(paths).toContain("mass_payout.pay > mass_payout.init > POST /v1/mass/payout/init");
    expect(paths).toContain("mass_payout.pay > mass_payout.auth > POST /v1/mass/payout/auth");
    expect(paths.filter((path) => !path.startsWith("mass_payout.pay"))).toEqual([]);
    const span = all().at(-1);
    expect(span?.attributes).toEqual({ "mass_payout.payment.outcome": "settled" });
    // The pauses between polls belong to no request.
    expect(span?.events.map(({ attributes }) => attributes?.["mass_payout.wait.reason"])).toContain("poll");
    expect(all().map(contentOf).join()).not.toMatch(/CANARY|salaries|TR33/);
  });

  test("has the reason of a required action, and the code of an error", async () => {
    const { tracer, all } = recordSpans();
    const instrumented = instrumentClient(simulated().iyzico, { tracer });
    await instrumented.pay(plan, { store: createMemoryStore(), approve: () => false });
    await rejectionOf(instrumented.pay({ ...plan, key: "" }, { store: createMemoryStore() }));
    expect(all().map(({ attributes }) => attributes)).toEqual([
      { "mass_payout.payment.outcome": "action-required", "mass_payout.payment.reason": "approval-required" },
      { "error.type": "invalid_request" },
    ]);
    expect(all()[1]?.status.code).toBe(SpanStatusCode.ERROR);
  });

  test("has spans of its other methods of several requests, and is the client in everything else", async () => {
    const { tracer, onEvent, all } = recordSpans();
    const { iyzico } = simulated({}, { onEvent });
    const instrumented = instrumentClient(iyzico, { tracer });
    expect(Object.keys(instrumented)).toEqual(Object.keys(iyzico));
    expect(Object.isFrozen(instrumented)).toBe(true);
    expect(instrumented.raw).toBe(iyzico.raw);
    expect(instrumented.retrieve).toBe(iyzico.retrieve);
    const store = createMemoryStore();
    const { requestId = "" } = await instrumented.pay(plan, { store, approve: () => true });
    const before = all().length;
    const waited = await instrumented.waitUntilSettled({ requestId }, { maxWaitMs: 60_000 });
    expect(waited.outcome).toBe("settled");
    await instrumented.snapshot({ requestId });
    expect(await instrumented.planRepayment(plan, { store, key: "again" })).toEqual({ excluded: [] });
    await rejectionOf(instrumented.snapshot({ requestId: "no such payout" }));
    const paths = all()
      .slice(before)
      .map((span) => pathOf(span, all()));
    for (const name of ["waitUntilSettled", "snapshot", "planRepayment"]) {
      expect(paths).toContain(`mass_payout.${name} > mass_payout.retrieve > POST /v1/mass/payout/retrieve`);
    }
    expect(all().at(-1)?.attributes["error.type"]).toBe("request_rejected");
  });

  test("throws what the client throws, whatever it is", async () => {
    const { tracer, all } = recordSpans();
    const bug = new Error("CANARY");
    const instrumented = instrumentClient(simulated().iyzico, { tracer });
    const approve = () => Promise.reject(bug);
    await expect(instrumented.pay(plan, { store: createMemoryStore(), approve })).rejects.toBe(bug);
    expect(all().map(({ attributes }) => attributes)).toEqual([{ "error.type": "_OTHER" }]);
    expect(all().map(contentOf).join()).not.toContain("CANARY");
  });

  test("records with the global providers by default", async () => {
    const instrumented = instrumentClient(simulated().iyzico);
    expect((await instrumented.pay(plan, { store: createMemoryStore(), approve: () => true })).outcome).toBe("settled");
  });
});

/** Reads when it is asked to. */
class TestReader extends MetricReader {
  protected override async onForceFlush() {}
  protected override async onShutdown() {}
}

/** A meter, a listener, and what it has recorded: of each metric its unit and points. */
function recordMetrics() {
  const reader = new TestReader();
  const meter = new MeterProvider({ readers: [reader] }).getMeter("test");
  return {
    meter,
    onEvent: openTelemetryMetrics(meter),
    async collect() {
      const { resourceMetrics } = await reader.collect();
      const all = resourceMetrics.scopeMetrics.flatMap(({ metrics }) => metrics);
      return Object.fromEntries(
        all.map(({ descriptor: { name, unit }, dataPoints }) => [
          name,
          { unit, points: dataPoints.map(({ attributes, value }) => ({ attributes, value })) },
        ]),
      );
    },
  };
}

describe("the metrics", () => {
  test("of a request are those of the semantic conventions, one point for each attempt", async () => {
    const { onEvent, collect } = recordMetrics();
    const serverPort = await retrieveWithRetry(onEvent);
    const recorded = await collect();
    const attributes = {
      "http.request.method": "POST",
      "url.template": "/v1/mass/payout/retrieve",
      "server.address": "127.0.0.1",
      "server.port": serverPort,
      "http.response.status_code": 200,
    };
    expect(recorded["http.client.request.duration"]?.unit).toBe("s");
    expect(recorded["http.client.request.duration"]?.points).toMatchObject([
      { attributes: { ...attributes, "error.type": "service_error" }, value: { count: 1 } },
      { attributes, value: { count: 1 } },
    ]);
    expect(recorded["mass_payout.call.duration"]?.points).toMatchObject([
      { attributes: { operation: "retrieve" }, value: { count: 1 } },
    ]);
    expect(recorded["mass_payout.call.retries"]).toEqual({
      unit: "{retry}",
      points: [{ attributes: { operation: "retrieve" }, value: 1 }],
    });
    expect(JSON.stringify(recorded)).not.toContain("CANARY");
  });

  test("are durations of the client's clock, in seconds", async () => {
    const { onEvent, collect } = recordMetrics();
    let now = 0;
    const clock: NonNullable<MassPayoutClientOptions["clock"]> = { now: () => now, sleep: async () => undefined };
    const fetch = async () => {
      now += 2_500;
      return new Response(canaryPage);
    };
    await clientFor("http://localhost", { onEvent, clock, fetch }).retrieve(canaryRequest);
    const recorded = await collect();
    for (const name of ["http.client.request.duration", "mass_payout.call.duration"]) {
      expect(recorded[name]?.points).toMatchObject([
        { value: { sum: 2.5, buckets: { boundaries: expect.any(Array) } } },
      ]);
    }
  });

  test("count the writes that may have taken effect, and neither reads nor rejected writes", async () => {
    const { onEvent, collect } = recordMetrics();
    const answers = [failureAnswer("1"), failureAnswer("1"), failureAnswer("11"), failureAnswer("1")];
    await using server = await startServer((response) => response.end(answers[server.arrivals.length - 1]));
    const iyzico = clientFor(server.url, { onEvent });
    await rejectionOf(iyzico.auth("CANARY"));
    await rejectionOf(iyzico.cancel("CANARY"));
    await rejectionOf(iyzico.auth("CANARY"));
    await rejectionOf(iyzico.balance());
    await rejectionOf(iyzico.auth(""));
    const recorded = await collect();
    expect(recorded["mass_payout.write.outcome_unknown"]).toEqual({
      unit: "{call}",
      points: [
        { attributes: { operation: "auth" }, value: 1 },
        { attributes: { operation: "cancel" }, value: 1 },
      ],
    });
    expect(recorded["mass_payout.call.duration"]?.points).toHaveLength(4);
    expect(JSON.stringify(recorded)).not.toContain("CANARY");
  });

  test("count the items that iyzico rejected", async () => {
    const { onEvent, collect } = recordMetrics();
    const event: MassPayoutEvent = { type: "items-rejected", operation: "init", call: 1, rejected: 2, items: 3 };
    onEvent(event);
    onEvent({ ...event, call: 2 });
    expect((await collect())["mass_payout.items.rejected"]?.points).toEqual([{ attributes: {}, value: 4 }]);
  });

  test("have no status of an attempt without an answer", async () => {
    const { onEvent, collect } = recordMetrics();
    onEvent({ type: "attempt-ended", operation: "auth", call: 1, attempt: 1, durationMs: 1, code: "timeout" });
    const points = (await collect())["http.client.request.duration"]?.points;
    expect(points?.map(({ attributes }) => attributes)).toEqual([{ "error.type": "timeout" }]);
  });

  test("count what pay comes to, and the actions that are required, by their reason", async () => {
    const { meter, collect } = recordMetrics();
    const { iyzico } = simulated();
    const instrumented = instrumentClient(iyzico, { meter });
    const store = createMemoryStore();
    await instrumented.pay(plan, { store, approve: () => false });
    await instrumented.pay(plan, { store, approve: () => false });
    await instrumented.pay(plan, { store, approve: () => true });
    await rejectionOf(instrumented.pay({ ...plan, key: "" }, { store }));
    expect((await collect())["mass_payout.payment.results"]).toEqual({
      unit: "{call}",
      points: [
        { attributes: { outcome: "action-required", reason: "approval-required" }, value: 2 },
        { attributes: { outcome: "settled" }, value: 1 },
        { attributes: { outcome: "error", "error.type": "invalid_request" }, value: 1 },
      ],
    });
  });

  test("are those of a provider that is registered after the listener is made", async () => {
    const listener = openTelemetryMetrics();
    const reader = new TestReader();
    metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }));
    try {
      await retrieveWithRetry(listener);
      const { resourceMetrics } = await reader.collect();
      expect(resourceMetrics.scopeMetrics.map(({ scope: { name } }) => name)).toEqual(["@iyzico-mass-payout/client"]);
    } finally {
      metrics.disable();
    }
  });
});
