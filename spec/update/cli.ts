// node update/cli.ts [--check] [page …]
//
// See `usage` below and docs/spec-changes.md.
// Exit code 0: imported, or no changes. 1: with --check, there are changes. 2: a page or the resulting document is
// invalid; nothing was written. 3: writing failed; some files may be written.
import { readdirSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Files } from "../build/document.ts";
import type { Origin } from "../build/origins.ts";
import { printable } from "./output/printable.ts";
import { planReleases, ratedPackages } from "./output/release.ts";
import { formatChanges, formatNoChanges } from "./output/report.ts";
import { writeUpdate } from "./output/write.ts";
import { readSource } from "./read/source.ts";
import { prepareUpdate, type Tree } from "./update.ts";

const usage = `pnpm spec:update [--check] [page …]

Imports pages of the vendor from files or https URLs. Without pages, imports those that spec/upstream/sources.json names.

  --check    writes nothing; exit code 1 if there are changes
  --help     shows this help`;

const root = new URL("../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");

const nothingWritten = "Nothing was changed.";
const partlyWritten = `Files of spec and packages/types and changesets may be written, some of them in part. \`git status\` shows them.
To go back, undo changed files with \`git restore\`, and delete new files of spec/upstream and .changeset.`;

process.exitCode = await main().catch((error: Error) => {
  reportError(error, nothingWritten);
  return 2;
});

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { check: { type: "boolean" }, help: { type: "boolean" } },
    allowPositionals: true,
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const tree: Tree = {
    upstream: readFolder("spec/upstream/"),
    overlays: readFolder("spec/overlays/"),
    document: read("spec/openapi.yaml"),
    log: JSON.parse(read("spec/generation-log.json")),
  };
  const addresses = positionals.length > 0 ? positionals : knownPages(tree.upstream);
  const sources = await Promise.all(addresses.map((address) => readSource(address, process.env["INIT_CWD"] ?? "")));
  const update = await prepareUpdate(sources, tree, new Date().toISOString().slice(0, 10));
  if (Object.keys(update.files).length === 0) {
    console.log(formatNoChanges(update.operations, update.notes));
    return 0;
  }
  const versions = Object.fromEntries(Object.values(ratedPackages).map((name) => [name, readVersion(name)]));
  const releases = planReleases(update.changes, versions);
  console.log(formatChanges(update.changes, update.notes, releases));
  if (values.check) return 1;
  try {
    for (const path of await writeUpdate(root, update.files, releases)) console.log(`Written: ${path}`);
    return 0;
  } catch (error) {
    reportError(error as Error, partlyWritten);
    return 3;
  }
}

/** Prints an error, and what it left of the files. */
function reportError({ message }: Error, state: string): void {
  console.error(message.split("\n").map(printable).join("\n"));
  console.error(state);
}

function readFolder(path: string): Files {
  return Object.fromEntries(readdirSync(new URL(path, root)).map((name) => [name, read(path + name)]));
}

function knownPages(upstream: Files): string[] {
  const origins = Object.values(JSON.parse(upstream["sources.json"] ?? "{}") as Record<string, Origin>);
  return [...new Set(origins.flatMap(({ page }) => page ?? []))];
}

function readVersion(name: string): string {
  return JSON.parse(read(`packages/${name.split("/")[1]}/package.json`)).version;
}
