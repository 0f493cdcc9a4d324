import { type Span, SpanKind, SpanStatusCode, type Tracer, trace } from "@opentelemetry/api";
import type { EventListener, MassPayoutEvent } from "./http/events.js";

/**
 * Creates a listener that makes an OpenTelemetry span of every attempt. Names and attributes follow the semantic
 * conventions for HTTP clients, with the path template in place of the path: `url.full` is left out, because some paths
 * contain ids. Requires `@opentelemetry/api`, an optional peer dependency that the application installs.
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
export function openTelemetryListener(tracer: Tracer = trace.getTracer("@iyzico-mass-payout/client")): EventListener {
  const spans = new Map<string, Span>();
  return (event) => {
    if (event.type === "attempt-started") {
      spans.set(keyOf(event), startSpan(tracer, event));
    } else if (event.type === "attempt-ended") {
      const span = spans.get(keyOf(event));
      spans.delete(keyOf(event));
      if (span !== undefined) endSpan(span, event);
    }
  };
}

function keyOf({ call, attempt }: { call: number; attempt: number }): string {
  return `${call}/${attempt}`;
}

function startSpan(tracer: Tracer, event: Extract<MassPayoutEvent, { type: "attempt-started" }>): Span {
  const { method, urlTemplate, serverAddress, serverPort, attempt } = event;
  return tracer.startSpan(`${method} ${urlTemplate}`, {
    kind: SpanKind.CLIENT,
    attributes: {
      "http.request.method": method,
      "url.template": urlTemplate,
      "server.address": serverAddress.replace(/^\[|\]$/g, ""),
      "server.port": serverPort,
      ...(attempt > 1 && { "http.request.resend_count": attempt - 1 }),
    },
  });
}

function endSpan(span: Span, event: Extract<MassPayoutEvent, { type: "attempt-ended" }>): void {
  const { httpStatus, code, errorCode } = event;
  if (httpStatus !== undefined) span.setAttribute("http.response.status_code", httpStatus);
  if (code !== undefined) {
    // The status is set explicitly, because a failure of iyzico may come with HTTP 200.
    span.setAttribute("error.type", code);
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
  if (errorCode !== undefined) span.setAttribute("iyzico.error_code", errorCode);
  span.end();
}
