import { defineConfig, type ViteUserConfig } from "vitest/config";
import { base } from "../../vitest.base.ts";

const config: ViteUserConfig = defineConfig({
  test: {
    ...base,
    globalSetup: "@iyzico-mass-payout/postgres/vitest-setup",
    // Left to cover here: faults of Postgres and of the vendor that the simulations meet, and wrong options. What runs in the
    // processes of workers is not measured.
    coverage: {
      ...base.coverage,
      thresholds: { 100: false, lines: 90, functions: 93, statements: 87, branches: 79 },
    },
  },
});

export default config;
