import { defineConfig, type ViteUserConfig } from "vitest/config";
import { base } from "../../vitest.base.ts";

// `pnpm test:simulation`: what takes minutes, or would fail on a machine that is too busy.
const config: ViteUserConfig = defineConfig({
  test: {
    ...base,
    reporters: ["default"],
    globalSetup: "@iyzico-mass-payout/postgres/vitest-setup",
    include: ["test/**/*.simulation.ts"],
  },
});

export default config;
