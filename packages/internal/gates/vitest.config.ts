import { defineConfig, type ViteUserConfig } from "vitest/config";
import { base } from "../../../vitest.base.ts";

const config: ViteUserConfig = defineConfig({
  test: {
    ...base,
    // As many as the machine has cores: two files do nearly all of the work.
    maxWorkers: "100%",
    globalSetup: "test/global-setup.ts",
    // A missing report fails, as a changed one does, on a developer's machine too. `pnpm api` overrides this.
    update: "none",
  },
});

export default config;
