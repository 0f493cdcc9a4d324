import {
  type Attributes,
  type Counter,
  context,
  type Histogram,
  type Meter,
  metrics,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import { endpoints } from "./api/endpoints.js";
import type { MassPayoutClient } from "./client.js";
import { isMassPayoutError } from "./errors/mass-payout-error.js";
import type { AttemptEnded, AttemptStarted, CallEnded, EventListener } from "./http/events.js";

const scope = "@iyzico-mass-payout/client";

/**
 * Creates a listener that makes OpenTelemetry spans: one of each call, such as `mass_payout.retrieve`, with the pauses before
 * retries and for the rate limit as its events, and in it one of each attempt. The parent of a call is the span that is active
 * where the program calls: that of its own request, or of `pay` (see {@link instrumentClient}). Without a context manager,
 * which OpenTelemetry's SDK for Node registers, a call has no parent.
 *
 * Names and attributes of an attempt follow the semantic conventions for HTTP clients, with the path template in place of the
 * path: `url.full` is left out, because some paths contain ids. No span has a value of a request or an answer. Requires
 * `@opentelemetry/api`, an optional peer dependency that the application installs.
 *
 * @param tracer the tracer that starts the spans; by default one of the global provider.
 *
 * @example
 * ```ts
 * import { createMassPayoutClient } from "@iyzico-mass-payout/client";
 * import { openTelemetryListener } from "@iyzico-mass-payout/client/opentelemetry";
 *
 * const iyzico = createMassPayoutClient({
 *   credentials: { apiKey: "sandbox-key", secretKey: "sandbox-secret" },
 *   environment: "sandbox",
 *   onEvent: openTelemetryListener(),
 * });
 * ```
 */
export function openTelemetryListener(tracer: Tracer = trace.getTracer(scope)): EventListener {
  const calls = new Map<number, Span>();
  // A call has one attempt at a time.
  const attempts = new Map<number, Span>();
  return (event) => {
    const { call } = event;
    switch (event.type) {
      case "call-started": {
        const attributes = { "mass_payout.operation": event.operation };
        calls.set(call, tracer.startSpan(`mass_payout.${event.operation}`, { attributes }));
        break;
      }
      case "attempt-started":
        attempts.set(call, startAttemptSpan(tracer, event, calls.get(call)));
        break;
      case "attempt-ended":
        endAttemptSpan(attempts.get(call), event);
        attempts.delete(call);
        break;
      case "waiting":
        // A pause before a poll, and the slot of a write of `pay`, belong to no call.
        (calls.get(call) ?? trace.getActiveSpan())?.addEvent("waiting", {
          "mass_payout.wait.reason": event.reason,
          "mass_payout.wait.duration": event.delayMs / 1_000,
        });
        break;
      case "items-rejected":
        calls.get(call)?.addEvent("items-rejected", {
          "mass_payout.items.rejected": event.rejected,
          "mass_payout.items.count": event.items,
        });
        break;
      case "call-ended": {
        const { code, outcome } = event;
        const span = calls.get(call);
        calls.delete(call);
        if (outcome !== undefined) span?.setAttribute("mass_payout.outcome", outcome);
        if (code !== undefined) markFailed(span, code);
        span?.end();
      }
    }
  };
}

function startAttemptSpan(tracer: Tracer, event: AttemptStarted, parent: Span | undefined): Span {
  const { method, urlTemplate, attempt } = event;
  const attributes = { ...attributesOf(event), ...(attempt > 1 && { "http.request.resend_count": attempt - 1 }) };
  const active = context.active();
  return tracer.startSpan(
    `${method} ${urlTemplate}`,
    { kind: SpanKind.CLIENT, attributes },
    parent === undefined ? active : trace.setSpan(active, parent),
  );
}

function endAttemptSpan(span: Span | undefined, { httpStatus, code, errorCode }: AttemptEnded): void {
  if (httpStatus !== undefined) span?.setAttribute("http.response.status_code", httpStatus);
  if (code !== undefined) markFailed(span, code);
  if (errorCode !== undefined) span?.setAttribute("iyzico.error_code", errorCode);
  span?.end();
}

/** The status is set explicitly, because a failure of iyzico may come with HTTP 200. */
function markFailed(span: Span | undefined, type: string): void {
  span?.setAttribute("error.type", type);
  span?.setStatus({ code: SpanStatusCode.ERROR });
}

/** What spans and metrics say of an attempt. All of it is the same for every request of an operation. */
function attributesOf({ method, urlTemplate, serverAddress, serverPort }: AttemptStarted): Attributes {
  return {
    "http.request.method": method,
    "url.template": urlTemplate,
    "server.address": serverAddress.replace(/^\[|\]$/g, ""),
    "server.port": serverPort,
  };
}

/** The bounds that the semantic conventions advise for the durations of HTTP requests, in seconds. */
const bounds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

/**
 * Creates a listener that records OpenTelemetry metrics:
 *
 * - `http.client.request.duration`: a histogram of attempts in seconds, as the semantic conventions define it, with
 *   `url.template`. An instrumentation of `fetch` or `node:https` records its own under another scope.
 * - `mass_payout.call.duration`: a histogram of whole calls in seconds, with retries, pauses and the wait for the rate limit,
 *   by `operation`, and by `error.type` if they failed.
 * - `mass_payout.call.retries`: attempts after the first, by `operation`.
 * - `mass_payout.write.outcome_unknown`: calls of init, auth and cancel that failed and may have taken effect, by `operation`.
 *   Worth an alert.
 * - `mass_payout.items.rejected`: items that iyzico rejected although it created their payout. Worth an alert.
 *
 * Every attribute has few values: no id of a payout, an item or a merchant is one. {@link instrumentClient} counts what `pay`
 * comes to.
 *
 * @param meter the meter to record with; by default one of the provider that is global at the first event.
 *
 * @example
 * ```ts
 * import { createMassPayoutClientFromEnv } from "@iyzico-mass-payout/client";
 * import { openTelemetryListener, openTelemetryMetrics } from "@iyzico-mass-payout/client/opentelemetry";
 *
 * const [trace, measure] = [openTelemetryListener(), openTelemetryMetrics()];
 * export const createClient = () =>
 *   createMassPayoutClientFromEnv({
 *     onEvent(event) {
 *       trace(event);
 *       measure(event);
 *     },
 *   });
 * ```
 */
export function openTelemetryMetrics(meter?: Meter): EventListener {
  let instruments: Instruments | undefined;
  const attempts = new Map<number, AttemptStarted>();
  return (event) => {
    // Not before: an instrument that is made before the provider is registered records nothing for good.
    instruments ??= createInstruments(meter ?? metrics.getMeter(scope));
    const { call, operation } = event;
    if (event.type === "attempt-started") {
      attempts.set(call, event);
      if (event.attempt > 1) instruments.retries.add(1, { operation });
    } else if (event.type === "attempt-ended") {
      const started = attempts.get(call);
      attempts.delete(call);
      const { durationMs, httpStatus, code } = event;
      instruments.requestDuration.record(durationMs / 1_000, {
        ...(started && attributesOf(started)),
        ...(httpStatus !== undefined && { "http.response.status_code": httpStatus }),
        ...(code !== undefined && { "error.type": code }),
      });
    } else if (event.type === "items-rejected") {
      instruments.rejectedItems.add(event.rejected);
    } else if (event.type === "call-ended") {
      recordCall(instruments, event);
    }
  };
}

interface Instruments {
  requestDuration: Histogram;
  callDuration: Histogram;
  retries: Counter;
  unknownOutcomes: Counter;
  rejectedItems: Counter;
}

function createInstruments(meter: Meter): Instruments {
  const seconds = { unit: "s", advice: { explicitBucketBoundaries: bounds } };
  return {
    requestDuration: meter.createHistogram("http.client.request.duration", seconds),
    // Up to the minutes that a request limit or an outage takes.
    callDuration: meter.createHistogram("mass_payout.call.duration", {
      unit: "s",
      advice: { explicitBucketBoundaries: [...bounds, 30, 60, 120, 300] },
    }),
    retries: meter.createCounter("mass_payout.call.retries", { unit: "{retry}" }),
    unknownOutcomes: meter.createCounter("mass_payout.write.outcome_unknown", { unit: "{call}" }),
    rejectedItems: meter.createCounter("mass_payout.items.rejected", { unit: "{item}" }),
  };
}

function recordCall(
  { callDuration, unknownOutcomes }: Instruments,
  { operation, durationMs, code, outcome }: CallEnded,
): void {
  callDuration.record(durationMs / 1_000, { operation, ...(code !== undefined && { "error.type": code }) });
  // That a read took effect or not means nothing.
  if (outcome === "unknown" && !endpoints[operation].isRead) unknownOutcomes.add(1, { operation });
}

/** What {@link instrumentClient} records with; what is left out is that of the global providers. */
export interface InstrumentOptions {
  /** Starts the spans. */
  tracer?: Tracer | undefined;
  /** Makes the counter of results. */
  meter?: Meter | undefined;
}

/**
 * Returns a client whose `pay`, `planRepayment`, `snapshot` and `waitUntilSettled` each run in a span, such as
 * `mass_payout.pay`, which is active in all of it: the spans of {@link openTelemetryListener}, those of the program's own
 * `approve` and `onProgress`, and its log entries belong to it. The span has the outcome, the reason of a required action, and
 * nothing of the plan. It also counts `mass_payout.payment.results`: calls of `pay` by `outcome`, with the `reason` of
 * `action-required`, and `error.type` of the outcome `error`.
 *
 * The other methods are those of the client. An `openTelemetryListener` belongs to the client's own option `onEvent`.
 *
 * @example
 * ```ts
 * import { createMassPayoutClientFromEnv, type PaymentStore, type PayoutPlan } from "@iyzico-mass-payout/client";
 * import { instrumentClient, openTelemetryListener } from "@iyzico-mass-payout/client/opentelemetry";
 *
 * export async function pay(plan: PayoutPlan, store: PaymentStore) {
 *   const iyzico = instrumentClient(createMassPayoutClientFromEnv({ onEvent: openTelemetryListener() }));
 *   return iyzico.pay(plan, { store });
 * }
 * ```
 */
export function instrumentClient(iyzico: MassPayoutClient, options: InstrumentOptions = {}): MassPayoutClient {
  const { tracer = trace.getTracer(scope), meter } = options;
  let results: Counter | undefined;
  const count = (attributes: Attributes) => {
    results ??= (meter ?? metrics.getMeter(scope)).createCounter("mass_payout.payment.results", { unit: "{call}" });
    results.add(1, attributes);
  };
  const instrumented: Pick<MassPayoutClient, "pay" | "planRepayment" | "snapshot" | "waitUntilSettled"> = {
    pay: (plan, payOptions) =>
      runInSpan(tracer, "mass_payout.pay", async (span) => {
        try {
          const result = await iyzico.pay(plan, payOptions);
          const { outcome } = result;
          const reason = result.outcome === "action-required" ? { reason: result.reason } : {};
          span.setAttribute("mass_payout.payment.outcome", outcome);
          if (reason.reason !== undefined) span.setAttribute("mass_payout.payment.reason", reason.reason);
          count({ outcome, ...reason });
          return result;
        } catch (error) {
          count({ outcome: "error", "error.type": errorTypeOf(error) });
          throw error;
        }
      }),
    planRepayment: (plan, repaymentOptions) =>
      runInSpan(tracer, "mass_payout.planRepayment", () => iyzico.planRepayment(plan, repaymentOptions)),
    snapshot: (reference, snapshotOptions) =>
      runInSpan(tracer, "mass_payout.snapshot", () => iyzico.snapshot(reference, snapshotOptions)),
    waitUntilSettled: (reference, waitOptions) =>
      runInSpan(tracer, "mass_payout.waitUntilSettled", async (span) => {
        const waited = await iyzico.waitUntilSettled(reference, waitOptions);
        span.setAttribute("mass_payout.payout.outcome", waited.outcome);
        return waited;
      }),
  };
  // Descriptors, because `raw` is made when it is first read.
  const properties = { ...Object.getOwnPropertyDescriptors(iyzico), ...Object.getOwnPropertyDescriptors(instrumented) };
  return Object.freeze(Object.create(Object.prototype, properties) as MassPayoutClient);
}

/** Runs a function in a span that is active in it, also after each of its awaits. */
function runInSpan<Result>(tracer: Tracer, name: string, run: (span: Span) => Promise<Result>): Promise<Result> {
  return tracer.startActiveSpan(name, async (span) => {
    try {
      return await run(span);
    } catch (error) {
      markFailed(span, errorTypeOf(error));
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Of few values, as the semantic conventions require: `_OTHER` is theirs for what has no code. */
function errorTypeOf(error: unknown): string {
  return isMassPayoutError(error) ? error.code : "_OTHER";
}
