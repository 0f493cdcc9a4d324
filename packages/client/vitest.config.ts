import { defineConfig } from "vitest/config";
import { base } from "../../vitest.base.ts";

export default defineConfig({
  test: {
    ...base,
    typecheck: { enabled: true, include: ["test/**/*.test-d.ts"] },
    coverage: {
      enabled: true,
      include: ["src/**"],
      reporter: [["text", { skipFull: true }]],
      thresholds: { 100: true },
    },
  },
});
