import { defineConfig, type ViteUserConfig } from "vitest/config";
import { base } from "../../../vitest.base.ts";

const config: ViteUserConfig = defineConfig({
  test: {
    ...base,
    // As many as the machine has: two files have nearly all of the work.
    maxWorkers: "100%",
    globalSetup: "test/global-setup.ts",
    // A report that is not there is a change to be reviewed, on a developer's machine too. `pnpm api` overrides it.
    update: "none",
  },
});

export default config;
