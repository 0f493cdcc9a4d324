import { defineConfig, type ViteUserConfig } from "vitest/config";
import { base } from "../../vitest.base.ts";

// `pnpm test:simulation`: takes 10 to 30 minutes.
const config: ViteUserConfig = defineConfig({
  test: { ...base, reporters: ["default"], include: ["test/simulation/*.simulation.ts"] },
});

export default config;
