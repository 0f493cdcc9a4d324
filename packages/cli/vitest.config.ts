import { defineConfig, type ViteUserConfig } from "vitest/config";
import { base } from "../../vitest.base.ts";

const config: ViteUserConfig = defineConfig({
  test: {
    ...base,
    coverage: {
      enabled: true,
      include: ["src/**"],
      // Runs in processes of its own, which main.test.ts starts.
      exclude: ["src/main.ts"],
      reporter: [["text", { skipFull: true }]],
      thresholds: { 100: true },
    },
  },
});

export default config;
