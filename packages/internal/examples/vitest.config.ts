import { defineConfig, type ViteUserConfig } from "vitest/config";
import { base } from "../../../vitest.base.ts";

const config: ViteUserConfig = defineConfig({ test: base });

export default config;
