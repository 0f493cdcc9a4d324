import { defineConfig, type ViteUserConfig } from "vitest/config";
import { base } from "../../vitest.base.ts";

// `pnpm test:simulation`: the simulation tests of `pay` with 10,000 schedules, which take minutes. SEED=… runs others.
const config: ViteUserConfig = defineConfig({
  test: {
    ...base,
    reporters: ["default"],
    include: ["test/simulation/{payments,repayments}.fuzz.ts", "test/simulation/*.simulation.ts"],
    env: { SCHEDULES: process.env["SCHEDULES"] ?? "10000" },
  },
});

export default config;
