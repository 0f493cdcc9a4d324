import { defineConfig, type ViteUserConfig } from "vitest/config";
import { base } from "../../../vitest.base.ts";

const config: ViteUserConfig = defineConfig({
  // Not those of the examples, which are of Jest and Node.
  test: { ...base, include: ["test/**/*.test.ts"] },
});

export default config;
