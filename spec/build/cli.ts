// node build/cli.ts           builds openapi.yaml and logs the generation
// node build/cli.ts --check   writes nothing; exit code 1 if a committed file is stale
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { buildDocument, type Files } from "./document.ts";
import { describeGeneration, type Generation, logGeneration } from "./generation-log.ts";
import { formatProblems, lintDocument } from "./lint.ts";

const spec = new URL("../", import.meta.url);
const documentFile = new URL("openapi.yaml", spec);
const logFile = new URL("generation-log.json", spec);

const upstream = readFolder("upstream/");
const overlays = readFolder("overlays/");
const document = await buildDocument(upstream, overlays);

const errors = (await lintDocument(document)).filter(({ isError }) => isError);
if (errors.length > 0) fail(`The document is invalid:\n${formatProblems(errors)}`);

const log = JSON.parse(readIfExists(logFile) ?? "[]") as Generation[];
const today = new Date().toISOString().slice(0, 10);
const nextLog = logGeneration(log, describeGeneration(document, upstream, overlays, today));

if (process.argv.includes("--check")) {
  const isStale = readIfExists(documentFile) !== document || nextLog !== log;
  if (isStale) fail("spec/openapi.yaml or spec/generation-log.json is stale. Run: pnpm generate");
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

function readIfExists(file: URL): string | undefined {
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
