import { testsOf } from "./suite.js";

/** A limit for what hangs; everything that is waited for here has a much smaller one of its own. */
const limitMs = 30_000;

/**
 * What whoever runs the suite reads, a line of JSON each: first the names of all tests, then what came of each.
 *
 * @typedef {{ plan: readonly string[] }
 *   | { test: string, result: "passed" }
 *   | { test: string, result: "failed", error: string }
 *   | { test: string, result: "not-applicable", needs: import("./suite.js").Capability }} Line
 */

/**
 * Runs the suite, one test after the other.
 *
 * @param {import("./suite.js").Context & { lacks: readonly import("./suite.js").Capability[] }} context
 * @param {(line: string) => unknown} print is waited for.
 */
export async function run({ lacks, ...context }, print) {
  /** @param {Line} line */
  const say = (line) => print(JSON.stringify(line));
  const tests = testsOf(context.vectors);
  await say({ plan: tests.map(([name]) => name) });
  for (const [test, prove, needs] of tests) {
    if (needs !== undefined && lacks.includes(needs)) await say({ test, result: "not-applicable", needs });
    else {
      const error = await failureOf(async () => prove(context));
      await say(error === undefined ? { test, result: "passed" } : { test, result: "failed", error });
    }
  }
}

/** @param {() => Promise<unknown>} prove */
async function failureOf(prove) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No end within ${limitMs} ms`)), limitMs);
  });
  try {
    await Promise.race([prove(), limit]);
    return undefined;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? String(error)) : String(error);
  } finally {
    clearTimeout(timer);
  }
}
