import { defineConfig, type ViteUserConfig } from "vitest/config";
import { base } from "../vitest.base.ts";

const config: ViteUserConfig = defineConfig({
  test: {
    ...base,
    coverage: {
      enabled: true,
      include: ["generate/**"],
      exclude: ["generate/cli.ts"],
      reporter: [["text", { skipFull: true }]],
      thresholds: { 100: true },
    },
  },
});

export default config;
