import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { createFileStore } from "@iyzico-mass-payout/client/file-store";
import { startLoopbackServer } from "@iyzico-mass-payout/harness/loopback-server";
import { expect, inject, onTestFinished, test } from "vitest";
import { createPlan, expectNoSecret, startIyzico } from "../src/iyzico.ts";
import { runProgram } from "../src/program.ts";
import { testTypes } from "../src/types.ts";

testTypes("telemetry");

interface Span {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
}

interface Export {
  resourceSpans?: { scopeSpans: { spans: Span[] }[] }[];
  resourceMetrics?: { scopeMetrics: { metrics: { name: string }[] }[] }[];
}

/** Pays the plan with the example, which sends to a collector of the test. */
async function pay(prepare: (iyzico: Awaited<ReturnType<typeof startIyzico>>) => void = () => {}) {
  const iyzico = await startIyzico();
  prepare(iyzico);
  const received: string[] = [];
  const collector = await startLoopbackServer(async (request, response) => {
    received.push(await text(request));
    response.setHeader("content-type", "application/json").end("{}");
  });
  onTestFinished(() => collector.close());
  const folder = join(inject("project"), `telemetry/${crypto.randomUUID()}`);
  mkdirSync(folder);
  const store = join(folder, "store");
  await createFileStore(store, { create: true }).load("any-key");
  const plan = join(folder, "plan.json");
  writeFileSync(plan, JSON.stringify(createPlan("november")));
  const { exitCode, output } = await runProgram("telemetry", ["pay.ts", plan, store], {
    ...iyzico.env,
    OTEL_SERVICE_NAME: "payouts",
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
    OTEL_METRICS_EXPORTER: "otlp",
    OTEL_LOGS_EXPORTER: "none",
  });
  const exports = received.map((body): Export => JSON.parse(body));
  const spans = exports
    .flatMap(({ resourceSpans = [] }) => resourceSpans)
    .flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
  const metrics = exports
    .flatMap(({ resourceMetrics = [] }) => resourceMetrics)
    .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics.map(({ name }) => name)));
  const lines = output
    .trim()
    .split("\n")
    .map((line): Record<string, unknown> => JSON.parse(line));
  return { iyzico, exitCode, output, lines, received: received.join("\n"), spans, metrics };
}

test("the trace has the attempts as children of their calls, and these as children of the payment", async () => {
  const { exitCode, spans, lines, iyzico } = await pay(({ simulator }) => {
    // The first read is attempted twice.
    simulator.fault({ kind: "html-502", operation: "retrieve" });
  });
  expect(exitCode).toBe(0);
  expect(iyzico.timesPaid()).toEqual([1, 1]);
  const payment = spans.find(({ name }) => name === "mass_payout.pay");
  const calls = spans.filter(({ name }) => /^mass_payout\.(?!pay$)/.test(name));
  const attempts = spans.filter(({ name }) => /^(GET|POST) \/v1\/mass/.test(name));
  expect(calls.map(({ name }) => name)).toEqual(expect.arrayContaining(["mass_payout.init", "mass_payout.auth"]));
  expect(new Set(calls.map(({ parentSpanId }) => parentSpanId))).toEqual(new Set([payment?.spanId]));
  const callIds = calls.map(({ spanId }) => spanId);
  expect(attempts.every(({ parentSpanId }) => callIds.includes(parentSpanId ?? ""))).toBe(true);
  const retried = calls.filter(
    ({ spanId }) => attempts.filter(({ parentSpanId }) => parentSpanId === spanId).length === 2,
  );
  expect(retried.map(({ name }) => name)).toEqual(["mass_payout.retrieve"]);
  const inPayment = lines.filter(({ msg }) => msg === "attempt" || msg === "progress");
  expect(inPayment.length).toBeGreaterThan(6);
  expect(new Set(inPayment.map(({ trace_id }) => trace_id))).toEqual(new Set([payment?.traceId]));
});

test("the metrics have durations, retries and results, under the names that the documentation has", async () => {
  const { metrics } = await pay(({ simulator }) => simulator.fault({ kind: "html-502", operation: "retrieve" }));
  expect(metrics).toEqual(
    expect.arrayContaining([
      "http.client.request.duration",
      "mass_payout.call.duration",
      "mass_payout.call.retries",
      "mass_payout.payment.results",
    ]),
  );
});

test("neither the log nor the telemetry has a key, an account, a name or a description", async () => {
  const { output, received } = await pay(({ simulator }) =>
    simulator.fault({ kind: "reset-before", operation: "retrieve" }),
  );
  expect(output).toContain('"outcome":"settled"');
  expectNoSecret(output);
  expectNoSecret(received);
});
