import { defineConfig, type ViteUserConfig } from "vitest/config";
import { base } from "../../vitest.base.ts";

const config: ViteUserConfig = defineConfig({
  test: {
    ...base,
    typecheck: { enabled: true, include: ["test/**/*.test-d.ts"], ignoreSourceErrors: false },
    coverage: {
      enabled: true,
      include: ["src/**"],
      reporter: [["text", { skipFull: true }]],
      thresholds: { 100: true },
    },
  },
});

export default config;
