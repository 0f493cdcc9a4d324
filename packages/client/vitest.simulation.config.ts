import { defineConfig, type ViteUserConfig } from "vitest/config";
import { base } from "../../vitest.base.ts";

// `pnpm test:simulation`: the simulation test of `pay` with 10,000 schedules, which takes minutes. SEED=… runs others.
const config: ViteUserConfig = defineConfig({
  test: {
    ...base,
    reporters: ["default"],
    include: ["test/**/payments.fuzz.ts"],
    env: { SCHEDULES: "10000" },
  },
});

export default config;
