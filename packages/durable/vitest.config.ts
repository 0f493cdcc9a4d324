import { defineConfig, type ViteUserConfig } from "vitest/config";
import { base } from "../../vitest.base.ts";

const config: ViteUserConfig = defineConfig({
  test: { ...base, globalSetup: "@iyzico-mass-payout/postgres/vitest-setup" },
});

export default config;
