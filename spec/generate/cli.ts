// node generate/cli.ts           generates packages/types/src/generated and packages/types/openapi.json
// node generate/cli.ts --check   writes nothing; exit code 1 if a committed file is stale
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { generateTypes, staleFiles } from "./generate.ts";

const root = new URL("../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");
const files = await generateTypes(read("spec/openapi.yaml"));

if (process.argv.includes("--check")) {
  const stale = staleFiles(files, (path) => (existsSync(new URL(path, root)) ? read(path) : undefined));
  if (stale.length > 0) {
    console.error(`Stale: ${stale.join(", ")}. Run: pnpm generate`);
    process.exitCode = 1;
  }
} else {
  for (const [path, text] of Object.entries(files)) writeFileSync(new URL(path, root), text);
}
