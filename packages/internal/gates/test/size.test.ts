import { describe, expect, inject, test } from "vitest";
import { type ImportSize, measureProgram } from "../src/import-size.ts";

/**
 * Budgets in bytes of gzip. To make an import larger on purpose, raise its budget: the diff shows it to reviewers. The durable
 * package has none: it runs on servers, with pg, which is not bundled.
 */
const budgets: [specifier: string, imports: string, whole: number][] = [
  ["@iyzico-mass-payout/client", "*", 60_300],
  ["@iyzico-mass-payout/client", "{ createMassPayoutClient }", 58_900],
  ["@iyzico-mass-payout/client", "{ describePayoutStatus, describeItemStatus }", 1_730],
  ["@iyzico-mass-payout/client", "{ settlementOf }", 3_200],
  ["@iyzico-mass-payout/client", "{ toMinorUnits }", 1_210],
  ["@iyzico-mass-payout/client", "{ isMassPayoutError }", 260],
  ["@iyzico-mass-payout/client", "{ createMemoryStore }", 300],
  ["@iyzico-mass-payout/client/payment", "*", 32_700],
  ["@iyzico-mass-payout/client/payment", "{ next, paymentOf }", 18_300],
  ["@iyzico-mass-payout/client/file-store", "*", 7_600],
  ["@iyzico-mass-payout/client/store-contract", "*", 2_700],
  ["@iyzico-mass-payout/client/opentelemetry", "*", 2_350],
  ["@iyzico-mass-payout/auth", "*", 2_600],
  ["@iyzico-mass-payout/auth", "{ createSigner }", 1_450],
  ["@iyzico-mass-payout/auth", "{ parseAuthorization }", 430],
  ["@iyzico-mass-payout/types", "*", 1_700],
  ["@iyzico-mass-payout/types", "{ recipientTypes }", 100],
  ["@iyzico-mass-payout/simulator", "*", 17_200],
];

const consumer = inject("consumer");
const sizes = await Promise.all(
  budgets.map(([specifier, imports]) => measureProgram(consumer, `export ${imports} from "${specifier}";`)),
);

describe.each(budgets.map((budget, index) => [...budget, sizes[index] as ImportSize] as const))(
  "%s: %s",
  (_specifier, _imports, budget, { whole }) => {
    test("is not larger than its budget, and at least 90 % of it", () => {
      expect(whole).toBeLessThanOrEqual(budget);
      expect(whole).toBeGreaterThan(0.9 * budget);
    });
  },
);

test("a program that only reads does not load what pays at its start, if its bundler splits code", () => {
  const { whole, initial } = sizes[1] as ImportSize;
  expect(initial).toBeLessThanOrEqual(31_500);
  expect(whole - initial).toBeGreaterThan(15_000);
});

test("a program that uses the whole client with a small function is measured as large", async () => {
  const careless = `
    import { createMassPayoutClient, toMinorUnits } from "@iyzico-mass-payout/client";
    globalThis.client = createMassPayoutClient;
    export { toMinorUnits };`;
  expect((await measureProgram(consumer, careless)).whole).toBeGreaterThan(30_000);
});
