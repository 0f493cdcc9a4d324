import type { ViteUserConfig } from "vitest/config";

/** The options of every package's tests. */
export const base: NonNullable<ViteUserConfig["test"]> & { coverage: { include: string[] } } = {
  // Failures for the terminal, and the report that .ci/test.mjs sums up.
  reporters: ["minimal", "json"],
  outputFile: { json: "reports/vitest.json" },
  // No test changes global state that another file reads, and a worker for each file would cost more than the tests.
  isolate: false,
  // They end a test that hangs. They are long because some tests start processes and servers, on busy machines too.
  testTimeout: 300_000,
  hookTimeout: 300_000,
  teardownTimeout: 300_000,
  // Measured by the script `test`, with --coverage, and not by `vitest run FILE`: one file never covers everything.
  coverage: {
    include: ["src/**"],
    reporter: [["text", { skipFull: true }]],
    thresholds: { 100: true },
  },
};
