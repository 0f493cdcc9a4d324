// `pnpm demo`: builds what the demo runs, and runs it. The build prints something only if it fails, so that the result of the
// demo is what a reader sees.
import { turbo } from "./turbo.mjs";

console.error("Building…");
process.exitCode = turbo(["run", "build", "--output-logs=errors-only"], "on-failure");
if (process.exitCode === 0) await import("../packages/internal/contract/src/demo/main.ts");
