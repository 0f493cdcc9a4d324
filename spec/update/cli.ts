// node update/cli.ts [--check] [page …]
//
// See `usage` below and docs/spec-changes.md.
// Exit code 0: taken in, or nothing new. 1: with --check, there is something new. 2: a page or what comes out of it is
// wrong; nothing was changed.
import { readdirSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Files } from "../build/document.ts";
import type { Origin } from "./incoming.ts";
import { printable } from "./printable.ts";
import { rated, releasesOf } from "./release.ts";
import { reportOf } from "./report.ts";
import { readSource } from "./source.ts";
import { type Tree, updateFrom } from "./update.ts";
import { writeUpdate } from "./write.ts";

const usage = `pnpm spec:update [--check] [page …]

Takes pages of the vendor in, from files or https addresses; without any, those that spec/upstream/sources.json knows.

  --check    changes nothing; exit code 1 when there is something new
  --help     this text`;

const root = new URL("../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");

try {
  process.exitCode = await main();
} catch (error) {
  console.error((error as Error).message.split("\n").map(printable).join("\n"));
  console.error("Nothing was changed.");
  process.exitCode = 2;
}

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
    upstream: folder("spec/upstream/"),
    overlays: folder("spec/overlays/"),
    document: read("spec/openapi.yaml"),
    log: JSON.parse(read("spec/generation-log.json")),
  };
  const places = positionals.length > 0 ? positionals : knownPages(tree.upstream);
  const sources = await Promise.all(places.map((place) => readSource(place, process.env["INIT_CWD"] ?? "")));
  const update = await updateFrom(sources, tree, new Date().toISOString().slice(0, 10));
  const versions = Object.fromEntries(Object.values(rated).map((name) => [name, versionOf(name)]));
  const releases = releasesOf(update.changes, versions);
  console.log(reportOf(update, releases));
  if (Object.keys(update.files).length === 0) return 0;
  if (values.check) return 1;
  for (const path of await writeUpdate(root, update, releases)) console.log(`Written: ${path}`);
  return 0;
}

function folder(path: string): Files {
  return Object.fromEntries(readdirSync(new URL(path, root)).map((name) => [name, read(path + name)]));
}

function knownPages(upstream: Files): string[] {
  const origins = Object.values(JSON.parse(upstream["sources.json"] ?? "{}") as Record<string, Origin>);
  return [...new Set(origins.flatMap(({ page }) => page ?? []))];
}

function versionOf(name: string): string {
  return JSON.parse(read(`packages/${name.split("/")[1]}/package.json`)).version;
}
