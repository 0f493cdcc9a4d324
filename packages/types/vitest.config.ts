import { defineConfig } from "vitest/config";
import { base } from "../../vitest.base.ts";

export default defineConfig({
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
