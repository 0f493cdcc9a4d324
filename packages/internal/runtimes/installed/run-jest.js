// Runs the suite in Jest, as CommonJS and without a transformation, which is what Jest does by default:
//   node run-jest.js --version
//   node run-jest.js FILE
// FILE is the suite's main.js. Jest runs on the Node that runs this.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { build } from "esbuild";

const jest = createRequire(import.meta.url).resolve("jest/bin/jest");
const [file] = process.argv.slice(2);
if (file === "--version") runJest("--version");
else {
  const folder = dirname(file);
  // The suite is ESM, which Jest does not load. Only the suite is compiled: the packages are required as they are.
  const code = `
    import { writeSync } from "node:fs";
    import { context } from "./context.js";
    import { run } from "./run.js";
    test("the suite", () => run(context, (line) => writeSync(1, line + "\\n")), 600_000);`;
  const bundle = await build({
    stdin: { contents: code, resolveDir: folder },
    bundle: true,
    write: false,
    format: "cjs",
    platform: "node",
    packages: "external",
    supported: { "dynamic-import": false },
  });
  writeFileSync(join(folder, "suite.test.cjs"), bundle.outputFiles[0].text);
  const configuration = { rootDir: folder, testMatch: ["**/suite.test.cjs"], testEnvironment: "node", transform: {} };
  runJest("--config", JSON.stringify(configuration), "--runInBand", "--no-cache", "--watchman=false");
}

function runJest(...args) {
  process.exitCode = spawnSync(process.execPath, [jest, ...args], { stdio: "inherit" }).status ?? 1;
}
