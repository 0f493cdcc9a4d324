import { defineConfig, type ViteUserConfig } from "vitest/config";
import { base } from "../../vitest.base.ts";

const config: ViteUserConfig = defineConfig({
  test: {
    ...base,
    typecheck: { enabled: true, include: ["test/**/*.test-d.ts"] },
    coverage: {
      enabled: true,
      include: ["src/**", "generator/**"],
      exclude: ["src/generated/**", "generator/cli.ts"],
      reporter: [["text", { skipFull: true }]],
      thresholds: { 100: true },
    },
  },
});

export default config;
