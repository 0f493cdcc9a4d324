import { type Span, SpanKind, SpanStatusCode, type Tracer, trace } from "@opentelemetry/api";
import type { EventListener, MassPayoutEvent } from "./http/events.js";

/**
 * Makes an OpenTelemetry span of every attempt, as the semantic conventions for HTTP clients name and describe it, with
 * the path template in place of the path: `url.full` is left out, because some paths have ids in them. Needs
 * `@opentelemetry/api`, which the application brings.
 *
 * @param tracer the global provider's by default.
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
    // A failure of iyzico's may come with HTTP 200: the span says that it failed all the same.
    span.setAttribute("error.type", code);
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
  if (errorCode !== undefined) span.setAttribute("iyzico.error_code", errorCode);
  span.end();
}
