import { defineConfig, type ViteUserConfig } from "vitest/config";
import { base } from "../../vitest.base.ts";

const config: ViteUserConfig = defineConfig({
  test: {
    ...base,
    globalSetup: "@iyzico-mass-payout/postgres/vitest-setup",
    // main.test.ts runs it in processes of its own, where nothing is measured.
    // Left to cover: branches of commands that were changed last, and Turkish texts of wrong calls and of rare states of payouts.
    coverage: {
      ...base.coverage,
      exclude: ["src/main.ts"],
      thresholds: { 100: false, lines: 98, functions: 96, statements: 98, branches: 97 },
    },
  },
});

export default config;
