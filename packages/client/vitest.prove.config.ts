import { defineConfig, type ViteUserConfig } from "vitest/config";
import { base } from "../../vitest.base.ts";

// The proof of `pay` in full: minutes, where a test run has seconds. SEED=… tries other schedules.
const config: ViteUserConfig = defineConfig({
  test: {
    ...base,
    reporters: ["default"],
    include: ["test/payments.fuzz.ts"],
    env: { SCHEDULES: "10000" },
  },
});

export default config;
