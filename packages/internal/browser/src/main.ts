// `pnpm browser` checks the pages in a browser, `pnpm browser --screenshots FOLDER` also writes pictures of them.
import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { installBrowser } from "./installation.ts";
import { hasChromium } from "./launch.ts";

process.exitCode = await run();

async function run(): Promise<number> {
  const { values } = parseArgs({ options: { screenshots: { type: "string" } } });
  if (!hasChromium()) {
    console.log("Not run: there is no Chromium for this system. CHROME_PATH may name one.");
    // What is not run in CI is run nowhere.
    return process.env["CI"] ? 1 : 0;
  }
  const { stdout, stderr, problem } = await installBrowser();
  if (problem !== undefined) {
    console.error(`pnpm browser: the browser could not be installed: ${problem}\n${stdout}${stderr}`);
    return 1;
  }
  const folder = fileURLToPath(new URL("..", import.meta.url));
  const env = { ...process.env, ...(values.screenshots && { SCREENSHOTS: resolve(values.screenshots) }) };
  const vitest = fileURLToPath(new URL("vitest.mjs", import.meta.resolve("vitest/package.json")));
  const args = [vitest, "run", "--config", "vitest.checks.config.ts"];
  const { status } = spawnSync(process.execPath, args, { cwd: folder, env, stdio: "inherit" });
  return status ?? 1;
}
