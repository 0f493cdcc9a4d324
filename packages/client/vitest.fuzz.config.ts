import { defineConfig, type ViteUserConfig } from "vitest/config";
import { base } from "../../vitest.base.ts";

// Runs beside the other tests, without coverage: with it, it takes twice as long.
const config: ViteUserConfig = defineConfig({
  test: {
    ...base,
    include: ["test/**/*.fuzz.ts"],
    outputFile: { json: "reports/fuzz.json" },
  },
});

export default config;
