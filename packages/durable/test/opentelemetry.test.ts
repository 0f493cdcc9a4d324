import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import { expect, it } from "vitest";
import { observePayouts } from "../src/opentelemetry.ts";
import { durable, planOf } from "./support/durable.ts";

it("observes open payouts, and stops", async (context) => {
  const { payouts } = await durable(context);
  await payouts.submit(planOf("salaries", ["1"]), { by: "finance-1" });
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 });
  const provider = new MeterProvider({ readers: [reader] });
  context.onTestFinished(() => provider.shutdown());
  const stop = observePayouts(payouts, provider.getMeter("test"));
  await provider.forceFlush();
  const collected = exporter.getMetrics().at(-1)?.scopeMetrics[0]?.metrics ?? [];
  const pointOf = (name: string) => collected.find(({ descriptor }) => descriptor.name === name)?.dataPoints[0];
  expect(pointOf("mass_payout.payouts.open")).toMatchObject({ value: 1, attributes: { phase: "planned" } });
  expect(pointOf("mass_payout.payouts.oldest_age")?.value).toBeGreaterThan(0);
  expect(pointOf("mass_payout.payouts.overdue")?.value).toBe(0);
  stop();
  await payouts.submit(planOf("bonuses", ["1"]), { by: "finance-1" });
  await provider.forceFlush();
  const later = exporter.getMetrics().at(-1)?.scopeMetrics[0]?.metrics ?? [];
  expect(later.find(({ descriptor }) => descriptor.name === "mass_payout.payouts.open")?.dataPoints[0]?.value).not.toBe(
    2,
  );
});
