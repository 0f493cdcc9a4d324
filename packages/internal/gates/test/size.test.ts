import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { measureImports } from "../src/import-size.ts";

/** Budgets in bytes. To make an import larger on purpose, raise its budget: the diff shows it to reviewers. */
const budgets: [specifier: string, imports: string, budget: number][] = [
  ["@iyzico-mass-payout/client", "*", 48_000],
  ["@iyzico-mass-payout/client", "{ createMassPayoutClient }", 48_000],
  ["@iyzico-mass-payout/client", "{ settlementOf }", 2_700],
  ["@iyzico-mass-payout/client", "{ describePayoutStatus }", 760],
  ["@iyzico-mass-payout/client", "{ toMinorUnits }", 950],
  ["@iyzico-mass-payout/client", "{ isMassPayoutError }", 110],
  ["@iyzico-mass-payout/client", "{ createMemoryStore }", 155],
  ["@iyzico-mass-payout/client/payment", "*", 28_700],
  ["@iyzico-mass-payout/client/payment", "{ next, paymentOf }", 19_100],
  ["@iyzico-mass-payout/client/file-store", "*", 5_400],
  ["@iyzico-mass-payout/client/opentelemetry", "*", 530],
  ["@iyzico-mass-payout/auth", "*", 2000],
  ["@iyzico-mass-payout/auth", "{ createSigner }", 1_200],
  ["@iyzico-mass-payout/auth", "{ parseAuthorization }", 325],
  ["@iyzico-mass-payout/types", "*", 1_450],
  ["@iyzico-mass-payout/types", "{ recipientTypes }", 46],
  ["@iyzico-mass-payout/simulator", "*", 15_500],
];

const consumer = inject("consumer");
const sizes = await measureImports(
  consumer,
  budgets.map(([specifier, imports]) => ({ specifier, imports })),
);

describe.each(budgets.map((budget, index) => [...budget, sizes[index] ?? 0] as const))(
  "%s: %s",
  (_specifier, _imports, budget, size) => {
    test("is not larger than its budget", () => {
      expect(size).toBeLessThanOrEqual(budget);
    });

    test("is at least 90 % of its budget", () => {
      expect(size).toBeGreaterThan(0.9 * budget);
    });
  },
);

test("a module that bundles the whole client with a small function is measured as large", async () => {
  const careless = `
    import { createMassPayoutClient, toMinorUnits } from "@iyzico-mass-payout/client";
    globalThis.client = createMassPayoutClient;
    export { toMinorUnits };`;
  writeFileSync(join(consumer, "careless.js"), careless);
  const [size] = await measureImports(consumer, [
    { specifier: join(consumer, "careless.js"), imports: "{ toMinorUnits }" },
  ]);
  expect(size).toBeGreaterThan(30_000);
});
