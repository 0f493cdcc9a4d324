import { describe, expect, inject, test } from "vitest";
import { type ImportSize, measureProgram } from "../src/import-size.ts";

/** Budgets in bytes of gzip. To make an import larger on purpose, raise its budget: the diff shows it to reviewers. */
const budgets: [specifier: string, imports: string, budget: ImportSize][] = [
  ["@iyzico-mass-payout/client", "*", { whole: 48_000, initial: 29_000 }],
  ["@iyzico-mass-payout/client", "{ createMassPayoutClient }", { whole: 48_000, initial: 29_000 }],
  ["@iyzico-mass-payout/client", "{ describePayoutStatus, describeItemStatus }", { whole: 1_730, initial: 15_500 }],
  ["@iyzico-mass-payout/client", "{ settlementOf }", { whole: 3_200, initial: 15_500 }],
  ["@iyzico-mass-payout/client", "{ toMinorUnits }", { whole: 1_200, initial: 15_500 }],
  ["@iyzico-mass-payout/client", "{ isMassPayoutError }", { whole: 260, initial: 15_500 }],
  ["@iyzico-mass-payout/client", "{ createMemoryStore }", { whole: 300, initial: 15_500 }],
  ["@iyzico-mass-payout/client/payment", "*", { whole: 26_000, initial: 34_000 }],
  ["@iyzico-mass-payout/client/payment", "{ next, paymentOf }", { whole: 18_000, initial: 34_000 }],
  ["@iyzico-mass-payout/client/file-store", "*", { whole: 5_800, initial: 5_800 }],
  ["@iyzico-mass-payout/client/opentelemetry", "*", { whole: 560, initial: 560 }],
  ["@iyzico-mass-payout/auth", "*", { whole: 2_200, initial: 2_200 }],
  ["@iyzico-mass-payout/auth", "{ createSigner }", { whole: 1_400, initial: 1_400 }],
  ["@iyzico-mass-payout/auth", "{ parseAuthorization }", { whole: 410, initial: 410 }],
  ["@iyzico-mass-payout/types", "*", { whole: 1_700, initial: 1_700 }],
  ["@iyzico-mass-payout/types", "{ recipientTypes }", { whole: 100, initial: 100 }],
  ["@iyzico-mass-payout/simulator", "*", { whole: 17_200, initial: 17_200 }],
];

const consumer = inject("consumer");
const sizes = await Promise.all(
  budgets.map(([specifier, imports]) => measureProgram(consumer, `export ${imports} from "${specifier}";`)),
);

describe.each(budgets.map((budget, index) => [...budget, sizes[index] as ImportSize] as const))(
  "%s: %s",
  (_specifier, _imports, budget, size) => {
    test("is not larger than its budget, and at least 90 % of it", () => {
      for (const part of ["whole", "initial"] as const) {
        expect(size[part], part).toBeLessThanOrEqual(budget[part]);
        expect(size[part], part).toBeGreaterThan(0.9 * budget[part]);
      }
    });
  },
);

test("a program that uses the whole client with a small function is measured as large", async () => {
  const careless = `
    import { createMassPayoutClient, toMinorUnits } from "@iyzico-mass-payout/client";
    globalThis.client = createMassPayoutClient;
    export { toMinorUnits };`;
  expect((await measureProgram(consumer, careless)).whole).toBeGreaterThan(30_000);
});
