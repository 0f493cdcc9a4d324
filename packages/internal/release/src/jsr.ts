import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { listPublishedPackages, type Manifest, type Package } from "@iyzico-mass-payout/harness/workspace";
import { parse } from "yaml";

/** What JSR reads of a package: the file jsr.json. */
export interface JsrConfig {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  /** The entry points, as sources: JSR compiles them. */
  readonly exports: Readonly<Record<string, string>>;
  /** Where the packages come from that the sources import. */
  readonly imports: Readonly<Record<string, string>>;
  readonly publish: { readonly include: readonly string[] };
  readonly compilerOptions: { readonly lib: readonly string[] };
}

/** The versions that ranges of pnpm stand for. */
export interface Versions {
  /** Of each package of the workspace, by name. */
  readonly workspace: ReadonlyMap<string, string>;
  /** Of each dependency in the catalog, by name. */
  readonly catalog: Readonly<Record<string, string>>;
}

/** The packages for JSR: those that programs import. JSR has no commands. */
export function listJsrPackages(root: string): Package[] {
  return listPublishedPackages(root).filter(({ manifest }) => manifest["bin"] === undefined);
}

/** The configuration of a package, made of its package.json, so that names, versions and entry points can't differ. */
export function jsrConfigOf(manifest: Manifest, { workspace, catalog }: Versions): JsrConfig {
  const { dependencies, peerDependencies } = manifest as Record<string, Record<string, string> | undefined>;
  const rangeOf = (name: string, range: string) => {
    if (workspace.has(name)) return `jsr:${name}@^${workspace.get(name)}`;
    return `npm:${name}@${range === "catalog:" ? catalog[name] : range}`;
  };
  const targets = Object.entries(manifest["exports"] as Record<string, string | { import: { default: string } }>);
  const imported = Object.entries({ ...peerDependencies, ...dependencies }).sort(([one], [other]) =>
    one < other ? -1 : 1,
  );
  return {
    name: manifest.name,
    version: manifest.version ?? "",
    license: String(manifest["license"]),
    exports: Object.fromEntries(
      targets
        .filter(([subpath]) => subpath !== "./package.json")
        .map(([subpath, target]) => [subpath, typeof target === "string" ? target : sourceOf(target.import.default)]),
    ),
    imports: Object.fromEntries(imported.map(([name, range]) => [name, rangeOf(name, range)])),
    publish: { include: [...(manifest["files"] as string[]).filter((file) => file !== "dist"), "README.md"] },
    // JSR checks the declarations without the directives of their sources, one of which is for `Symbol.asyncDispose`.
    compilerOptions: { lib: ["esnext", "dom", "dom.iterable", "dom.asynciterable"] },
  };
}

/** The source of a compiled entry point. */
function sourceOf(target: string): string {
  return target.replace(/^\.\/dist\/(.*)\.js$/, "./src/$1.ts");
}

/** The path and the text of each jsr.json of the workspace at `root`, as they must be. */
export function makeJsrFiles(root: string): Map<string, string> {
  const { catalog = {} } = parse(readFileSync(join(root, "pnpm-workspace.yaml"), "utf8")) as Partial<Versions>;
  const packages = listJsrPackages(root);
  const workspace = new Map(packages.map(({ manifest: { name, version = "" } }) => [name, version]));
  return new Map(
    packages.map(({ folder, manifest }) => [
      `${folder}/jsr.json`,
      `${JSON.stringify(jsrConfigOf(manifest, { workspace, catalog }), null, 2)}\n`,
    ]),
  );
}

/** Writes each jsr.json of the workspace at `root`. */
export function writeJsrFiles(root: string): void {
  for (const [path, text] of makeJsrFiles(root)) writeFileSync(join(root, path), text);
}
