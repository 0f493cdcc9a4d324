// node generator/cli.ts           makes the generated files of this package
// node generator/cli.ts --check   writes nothing; exit code 1 when a committed file is not what would be made
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { generate } from "./generate.ts";
import { staleFiles } from "./stale.ts";

const root = new URL("../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");
const files = await generate(read("../../spec/openapi.yaml"));

if (process.argv.includes("--check")) {
  const stale = staleFiles(files, (path) => (existsSync(new URL(path, root)) ? read(path) : undefined));
  if (stale.length > 0) {
    console.error(`Stale in packages/types: ${stale.join(", ")}. Run: pnpm generate`);
    process.exitCode = 1;
  }
} else {
  for (const [path, text] of Object.entries(files)) writeFileSync(new URL(path, root), text);
}
