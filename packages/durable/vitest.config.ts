import { defineConfig, type ViteUserConfig } from "vitest/config";
import { base } from "../../vitest.base.ts";

const config: ViteUserConfig = defineConfig({
  test: {
    ...base,
    globalSetup: "@iyzico-mass-payout/postgres/vitest-setup",
    // The tests wait for pauses of payouts most of the time, and for other processes.
    maxWorkers: 5,
    // Left to cover here: faults of Postgres and of the vendor that the simulations meet, and wrong options. What runs in the
    // processes of workers is not measured.
    coverage: {
      ...base.coverage,
      thresholds: { 100: false, lines: 93, functions: 94, statements: 90, branches: 83 },
    },
  },
});

export default config;
