// Runs a worker in workerd and prints its response:
//   node serve-worker.js --version
//   node serve-worker.js FILE [COMPATIBILITY FLAG]...
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { build } from "esbuild";
import { Miniflare } from "miniflare";

/** The compatibility date of the worker: the earliest at which the flag nodejs_compat provides `process`. */
const compatibilityDate = "2024-09-23";

const [file, ...compatibilityFlags] = process.argv.slice(2);
if (file === "--version") printVersion();
else await serve(file, compatibilityFlags);

async function serve(file, compatibilityFlags) {
  const bundle = await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    conditions: ["workerd", "worker"],
    // Modules that import Node's are loaded on demand, which does not happen here.
    external: ["node:*", "@iyzico-mass-payout/client/file-store"],
  });
  const miniflare = new Miniflare({
    modules: [{ type: "ESModule", path: "worker.js", contents: bundle.outputFiles[0].text }],
    compatibilityDate,
    compatibilityFlags,
    // Only this machine can be reached.
    outboundService: { network: { allow: ["127.0.0.0/8"] } },
    cf: false,
    // The output of the worker.
    handleRuntimeStdio(stdout, stderr) {
      stdout.pipe(process.stdout);
      stderr.pipe(process.stderr);
    },
  });
  try {
    const { body } = await miniflare.dispatchFetch("http://worker/");
    for await (const chunk of body) process.stdout.write(chunk);
  } finally {
    await miniflare.dispose();
  }
}

/** Starts workerd for its version, which also shows that it runs on this system. */
function printVersion() {
  const require = createRequire(import.meta.url);
  const { default: workerd } = createRequire(require.resolve("miniflare"))("workerd");
  const { status, stdout, error } = spawnSync(workerd, ["--version"], { encoding: "utf8" });
  if (error !== undefined) throw error;
  console.log(`${stdout.trim()} (miniflare ${require("miniflare/package.json").version})`);
  process.exitCode = status ?? 1;
}
