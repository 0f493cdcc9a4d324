import { defineConfig, type ViteUserConfig } from "vitest/config";
import { base } from "../../vitest.base.ts";

const config: ViteUserConfig = defineConfig({
  test: {
    ...base,
    typecheck: { enabled: true, include: ["test/**/*.test-d.ts"], ignoreSourceErrors: false },
  },
});

export default config;
