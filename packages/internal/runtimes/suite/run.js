import { testsOf } from "./suite.js";

/** The time limit of a test that hangs. */
const limitMs = 120_000;

/**
 * A line of JSON for the runner: first the names of all tests, then the result of each.
 *
 * @typedef {{ plan: readonly string[] }
 *   | { test: string, result: "passed" }
 *   | { test: string, result: "failed", error: string }
 *   | { test: string, result: "not-applicable", needs: import("./suite.js").Capability }} Line
 */

/**
 * Runs the tests of the suite one after the other.
 *
 * @param {import("./suite.js").Context & { lacks: readonly import("./suite.js").Capability[] }} context
 * @param {(line: string) => unknown} print its promise is awaited.
 */
export async function run({ lacks, ...context }, print) {
  /** @param {Line} line */
  const say = (line) => print(JSON.stringify(line));
  const tests = testsOf(context.vectors);
  await say({ plan: tests.map(([name]) => name) });
  for (const [test, runTest, needs] of tests) {
    if (needs !== undefined && lacks.includes(needs)) await say({ test, result: "not-applicable", needs });
    else {
      const error = await errorOf(async () => runTest(context));
      await say(error === undefined ? { test, result: "passed" } : { test, result: "failed", error });
    }
  }
}

/** @param {() => Promise<unknown>} runTest */
async function errorOf(runTest) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The test did not end within ${limitMs} ms`)), limitMs);
  });
  try {
    await Promise.race([runTest(), limit]);
    return undefined;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? String(error)) : String(error);
  } finally {
    clearTimeout(timer);
  }
}
