// node build/cli.ts           makes openapi.yaml and logs the generation
// node build/cli.ts --check   writes nothing; exit code 1 when the committed files are not what would be made
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { buildDocument, type Files } from "./document.ts";
import { type Generation, generationOf, logGeneration } from "./generation-log.ts";
import { linesOf, lintDocument } from "./lint.ts";

const spec = new URL("../", import.meta.url);
const documentFile = new URL("openapi.yaml", spec);
const logFile = new URL("generation-log.json", spec);

const upstream = readFolder("upstream/");
const overlays = readFolder("overlays/");
const document = await buildDocument(upstream, overlays);

const faults = (await lintDocument(document)).filter(({ isError }) => isError);
if (faults.length > 0) fail(`The document has faults:\n${linesOf(faults)}`);

const log = JSON.parse(readIfThere(logFile) ?? "[]") as Generation[];
const today = new Date().toISOString().slice(0, 10);
const nextLog = logGeneration(log, generationOf(document, upstream, overlays, today));

if (process.argv.includes("--check")) {
  const stale = readIfThere(documentFile) !== document || nextLog !== log;
  if (stale) fail("spec/openapi.yaml or spec/generation-log.json is stale. Run: pnpm spec:build");
} else {
  writeFileSync(documentFile, document);
  writeFileSync(logFile, `${JSON.stringify(nextLog, null, 2)}\n`);
}

function readFolder(path: string): Files {
  const folder = new URL(path, spec);
  return Object.fromEntries(
    readdirSync(folder)
      .sort()
      .map((name) => [name, readFileSync(new URL(name, folder), "utf8")]),
  );
}

function readIfThere(file: URL): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
