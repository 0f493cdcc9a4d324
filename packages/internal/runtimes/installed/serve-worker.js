// Runs a worker in workerd and prints what it answers:
//   node serve-worker.js --version
//   node serve-worker.js FILE [COMPATIBILITY FLAG]...
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { build } from "esbuild";
import { Miniflare } from "miniflare";

/** What the worker is promised of the runtime: the oldest date at which the flag nodejs_compat brings `process`. */
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
    // What needs Node's modules is loaded when it is needed, and here never.
    external: ["node:*", "@iyzico-mass-payout/client/file-store"],
  });
  const miniflare = new Miniflare({
    modules: [{ type: "ESModule", path: "worker.js", contents: bundle.outputFiles[0].text }],
    compatibilityDate,
    compatibilityFlags,
    // Nothing but this machine can be reached.
    outboundService: { network: { allow: ["127.0.0.0/8"] } },
    cf: false,
    // What the worker prints.
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

/** The runtime's own word for it, which it can only say if it starts here. */
function printVersion() {
  const require = createRequire(import.meta.url);
  const { default: workerd } = createRequire(require.resolve("miniflare"))("workerd");
  const { status, stdout, error } = spawnSync(workerd, ["--version"], { encoding: "utf8" });
  if (error !== undefined) throw error;
  console.log(`${stdout.trim()} (miniflare ${require("miniflare/package.json").version})`);
  process.exitCode = status ?? 1;
}
