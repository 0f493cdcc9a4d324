import { defineConfig, type ViteUserConfig } from "vitest/config";
import { base } from "../../../vitest.base.ts";

/** The checks that need the browser. `pnpm docs:check` installs it, and builds the site, first. */
const config: ViteUserConfig = defineConfig({
  test: { ...base, include: ["checks/**/*.check.ts"], reporters: ["verbose"] },
});

export default config;
