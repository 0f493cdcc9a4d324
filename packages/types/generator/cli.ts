// node generator/cli.ts           makes the generated files of this package
// node generator/cli.ts --check   writes nothing; exit code 1 when a committed file is not what would be made
import { readFileSync, writeFileSync } from "node:fs";
import { generate } from "./generate.ts";

const root = new URL("../", import.meta.url);
const files = await generate(readFileSync(new URL("../../spec/openapi.yaml", root), "utf8"));

if (process.argv.includes("--check")) {
  const stale = Object.keys(files).filter((path) => readIfThere(new URL(path, root)) !== files[path]);
  if (stale.length > 0) {
    console.error(`Stale in packages/types: ${stale.join(", ")}. Run: pnpm generate`);
    process.exit(1);
  }
} else {
  for (const [path, text] of Object.entries(files)) writeFileSync(new URL(path, root), text);
}

function readIfThere(file: URL): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
