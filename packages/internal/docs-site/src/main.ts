// `pnpm docs:build` builds the site, `pnpm docs:check` builds it for a sub-path and checks it in a browser.
import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { installBrowser } from "@iyzico-mass-payout/browser/installation";
import { hasChromium } from "@iyzico-mass-payout/browser/launch";
import { installProject } from "@iyzico-mass-payout/harness/installed-project";
import type { ProcessResult } from "@iyzico-mass-payout/harness/process";
import { buildSite } from "./build.ts";
import { checkedBase, checkedSite, publishedSite } from "./folders.ts";
import { installed } from "./installation.ts";

const options = {
  base: { type: "string", default: process.env["DOCS_BASE"] || "/" },
  repository: { type: "string", default: process.env["DOCS_REPOSITORY"] || "" },
  screenshots: { type: "string" },
} as const;

const { positionals, values } = parseArgs({ allowPositionals: true, options });
process.exitCode = await (positionals[0] === "check" ? check() : build());

async function build(): Promise<number> {
  const base = `/${values.base.replaceAll(/^\/+|\/+$/g, "")}/`.replace("//", "/");
  if (!(await isInstalled("tools", installProject(installed)))) return 1;
  await buildSite({ out: publishedSite, base, repository: values.repository || undefined });
  console.log(`The site is in ${publishedSite}. It is to be served at ${base}.`);
  return 0;
}

async function check(): Promise<number> {
  if (!hasChromium()) {
    console.log("Not run: there is no Chromium for this system. CHROME_PATH may name one.");
    // What is not run in CI is run nowhere.
    return process.env["CI"] ? 1 : 0;
  }
  if (!(await isInstalled("tools", installProject(installed))) || !(await isInstalled("browser", installBrowser())))
    return 1;
  await buildSite({ out: checkedSite, base: checkedBase });
  const folder = fileURLToPath(new URL("..", import.meta.url));
  const env = { ...process.env, ...(values.screenshots && { SCREENSHOTS: resolve(values.screenshots) }) };
  const vitest = fileURLToPath(new URL("vitest.mjs", import.meta.resolve("vitest/package.json")));
  const args = [vitest, "run", "--config", "vitest.checks.config.ts"];
  const { status } = spawnSync(process.execPath, args, { cwd: folder, env, stdio: "inherit" });
  return status ?? 1;
}

async function isInstalled(what: string, installation: Promise<ProcessResult>): Promise<boolean> {
  const { stdout, stderr, problem } = await installation;
  if (problem === undefined) return true;
  console.error(`The ${what} could not be installed: ${problem}\n${stdout}${stderr}`);
  return false;
}
