import { defineConfig, type ViteUserConfig } from "vitest/config";
import { base } from "../../../vitest.base.ts";

/** The checks that need the frameworks. `pnpm examples` installs them first. */
const config: ViteUserConfig = defineConfig({
  test: {
    ...base,
    include: ["checks/**/*.check.ts"],
    globalSetup: ["src/setup.ts", "@iyzico-mass-payout/postgres/vitest-setup"],
    // They wait more than they work.
    maxWorkers: 4,
    reporters: ["verbose", "json"],
    outputFile: { json: "reports/checks.json" },
  },
});

export default config;
