import { defineConfig, type ViteUserConfig } from "vitest/config";
import { base } from "../../vitest.base.ts";

const config: ViteUserConfig = defineConfig({
  test: {
    ...base,
    // main.test.ts runs it in processes of its own, where nothing is measured.
    coverage: { ...base.coverage, exclude: ["src/main.ts"] },
  },
});

export default config;
