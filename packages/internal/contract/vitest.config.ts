import { defineConfig, type ViteUserConfig } from "vitest/config";
import { base } from "../../../vitest.base.ts";

const config: ViteUserConfig = defineConfig({
  test: {
    globalSetup: "test/global-setup.ts",
    ...base,
  },
});

export default config;
