import type { ViteUserConfig } from "vitest/config";

/** What every package's tests have in common: what failed for people, and the report that .ci/test.mjs adds up. */
export const base: NonNullable<ViteUserConfig["test"]> = {
  reporters: ["minimal", "json"],
  outputFile: { json: "reports/vitest.json" },
  // No test changes what another file sees; a worker for each file would cost more than the tests.
  isolate: false,
  // A limit for what hangs. Some tests start processes, on machines that are busy with other things too.
  testTimeout: 120_000,
};
