import { defineConfig, type ViteUserConfig } from "vitest/config";
import { base } from "../../vitest.base.ts";

// Beside the other tests and without coverage, which would take as long again.
const config: ViteUserConfig = defineConfig({
  test: {
    ...base,
    include: ["test/**/*.fuzz.ts"],
    outputFile: { json: "reports/fuzz.json" },
  },
});

export default config;
