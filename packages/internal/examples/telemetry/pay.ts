// Shows a payment with a trace, metrics and a log that belong together: `pay` is one span, with each call and each attempt
// below it, every line of the log has the id of the trace, and neither has a key or anything of a recipient.
//   OTEL_SERVICE_NAME=payouts OTEL_METRICS_EXPORTER=otlp OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4318 \
//     node pay.ts plan.json /var/lib/payouts
import { readFile } from "node:fs/promises";
import {
  createMassPayoutClientFromEnv,
  isMassPayoutError,
  type MassPayoutEvent,
  type PayoutPlan,
} from "@iyzico-mass-payout/client";
import { createFileStore } from "@iyzico-mass-payout/client/file-store";
import {
  instrumentClient,
  openTelemetryListener,
  openTelemetryMetrics,
} from "@iyzico-mass-payout/client/opentelemetry";
import { trace } from "@opentelemetry/api";
import { NodeSDK } from "@opentelemetry/sdk-node";
import { pino } from "pino";

// Before the first call. It reads the usual variables of OpenTelemetry.
const telemetry = new NodeSDK();
telemetry.start();

const log = pino({
  mixin() {
    const { traceId, spanId } = trace.getActiveSpan()?.spanContext() ?? {};
    return traceId === undefined ? {} : { trace_id: traceId, span_id: spanId };
  },
});

const listeners = [openTelemetryListener(), openTelemetryMetrics(), logEvent];

/** Events have no value of a request or an answer: all of an event may be logged. */
function logEvent(event: MassPayoutEvent): void {
  if (event.type === "attempt-ended") log.info(event, "attempt");
  if (event.type === "items-rejected") log.warn(event, "items rejected");
}

const iyzico = instrumentClient(
  createMassPayoutClientFromEnv({
    onEvent(event) {
      for (const listener of listeners) listener(event);
    },
  }),
);

async function pay(planFile: string, folder: string): Promise<void> {
  const plan: PayoutPlan = JSON.parse(await readFile(planFile, "utf8"));
  const { key } = plan;
  try {
    // The folder is made once, by hand: createFileStore(folder, { create: true }).
    const result = await iyzico.pay(plan, {
      store: createFileStore(folder),
      onProgress: ({ phase, requestId }) => log.info({ key, phase, requestId }, "progress"),
    });
    const { outcome, paid, totals } = result;
    // Not `items`: they have ids that may be those of people.
    log.info(
      { key, outcome, paid, totals, ...(result.outcome === "action-required" && { reason: result.reason }) },
      "end",
    );
    process.exitCode = outcome === "settled" && paid === "all" ? 0 : 4;
  } catch (error) {
    // An error of the client can be logged as it is. One of another library could show more: its name is enough.
    log.error({ key, error: isMassPayoutError(error) ? error : (error as Error).name }, "failed");
    process.exitCode = 1;
  }
}

const [planFile, folder] = process.argv.slice(2);
if (planFile === undefined || folder === undefined) throw new Error("A plan and the folder of a store are required");
await pay(planFile, folder);
await telemetry.shutdown(); // Sends what is left.
