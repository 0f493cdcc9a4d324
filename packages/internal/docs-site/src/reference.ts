import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { listPublishedPackages, root } from "@iyzico-mass-payout/harness/workspace";
import { installed, runTool } from "./installation.ts";

/** Something that a program can import from, such as `@iyzico-mass-payout/client/payment`. */
export interface EntryPoint {
  specifier: string;
  /** The source that it is built from. */
  source: string;
  /** What it is for, as a sentence. */
  description: string;
}

/** What the entry points are for that have no package.json of their own. */
const descriptions: Readonly<Record<string, string>> = {
  "@iyzico-mass-payout/cli/sheets": "Reads plans from spreadsheets, as the command does.",
  "@iyzico-mass-payout/client/file-store": "A payment store in a folder of a local disk.",
  "@iyzico-mass-payout/client/opentelemetry": "Spans and metrics of a client, for OpenTelemetry.",
  "@iyzico-mass-payout/client/payment":
    "The parts of `pay`, for programs that drive payments with a job engine of their own.",
  "@iyzico-mass-payout/client/store-contract": "Tests that a payment store of your own must pass.",
  "@iyzico-mass-payout/durable/opentelemetry": "Metrics of payouts on many machines, for OpenTelemetry.",
};

/** A menu of VitePress. */
export interface SidebarItem {
  text: string;
  link?: string;
  collapsed?: boolean;
  items?: SidebarItem[];
}

/** Every entry point of the published packages that has types: those that package.json exports. */
export function listEntryPoints(): EntryPoint[] {
  return listPublishedPackages(root).flatMap(({ folder, manifest }) =>
    Object.entries((manifest["exports"] ?? {}) as Record<string, string | { import: { default: string } }>).flatMap(
      ([subpath, target]) => {
        // A file as it is, such as a JSON document.
        if (typeof target === "string") return [];
        const source = join(root, folder, "src", basename(target.import.default).replace(/\.js$/, ".ts"));
        const specifier = join(manifest.name, subpath);
        const description = subpath === "." ? manifest["description"] : descriptions[specifier];
        if (typeof description !== "string") throw new Error(`${specifier} must have a description in reference.ts`);
        return [{ specifier, source, description }];
      },
    ),
  );
}

/**
 * Writes the API reference into a folder, from the docstrings of the sources.
 *
 * @param work a folder for the program that imports every entry point, which is what TypeDoc reads.
 */
export async function writeReference(out: string, work: string): Promise<void> {
  const entryPoints = listEntryPoints();
  const files = entryPoints.map(({ specifier, description }) => {
    const file = join(work, `${specifier}.ts`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(
      file,
      `/**\n * ${description}\n *\n * @module ${specifier}\n */\nexport * from ${JSON.stringify(specifier)};\n`,
    );
    return file;
  });
  const tsconfig = {
    extends: join(root, "tsconfig.base.json"),
    compilerOptions: {
      noEmit: true,
      isolatedDeclarations: false,
      lib: ["es2024", "dom", "dom.iterable"],
      types: ["node"],
      typeRoots: [join(root, "packages/client/node_modules/@types")],
      // The packages' sources instead of what was built of them, so that a type of another package is a link to it.
      paths: Object.fromEntries(entryPoints.map(({ specifier, source }) => [specifier, [source]])),
    },
    files,
  };
  const options = {
    name: "API reference",
    tsconfig: join(work, "tsconfig.json"),
    entryPoints: files,
    out,
    plugin: ["typedoc-plugin-markdown", join(installed, "typedoc-description-tags.js")],
    readme: "none",
    // It would have links to a repository whose address is not known here.
    disableSources: true,
    excludeInternal: true,
    excludePrivate: true,
    hidePageHeader: true,
    entryFileName: "index",
    useCodeBlocks: true,
    indexFormat: "table",
    parametersFormat: "table",
    interfacePropertiesFormat: "table",
    classPropertiesFormat: "table",
    typeAliasPropertiesFormat: "table",
    propertyMembersFormat: "table",
    enumMembersFormat: "table",
    typeDeclarationFormat: "table",
  };
  writeFileSync(join(work, "tsconfig.json"), JSON.stringify(tsconfig));
  writeFileSync(join(work, "typedoc.json"), JSON.stringify(options));
  await runTool("typedoc/bin/typedoc", ["--options", join(work, "typedoc.json")], installed);
}

const kinds: readonly (readonly [folder: string, label: string])[] = [
  ["functions", "Functions"],
  ["classes", "Classes"],
  ["interfaces", "Interfaces"],
  ["type-aliases", "Types"],
  ["variables", "Constants"],
];

/** The menus of the reference, by the place of the pages that have them: all entry points, and the names of one. */
export function sidebarsOf(reference: string): Record<string, SidebarItem[]> {
  const modules = listEntryPoints().map(({ specifier }) => specifier);
  const overview: SidebarItem = {
    text: "API reference",
    link: "/reference/",
    items: modules.map((specifier) => ({ text: shortName(specifier), link: `/reference/${specifier}/` })),
  };
  const sidebars = modules.map((specifier) => {
    const groups = kinds.flatMap(([kind, text]): SidebarItem[] => {
      const names = listPages(join(reference, specifier, kind));
      const link = (name: string) => `/reference/${specifier}/${kind}/${name}.html`;
      return names.length === 0 ? [] : [{ text, items: names.map((name) => ({ text: name, link: link(name) })) }];
    });
    return [`/reference/${specifier}/`, [overview, { text: shortName(specifier), items: groups }]] as const;
  });
  return { "/reference/": [overview], ...Object.fromEntries(sidebars) };
}

/** Without the scope, which is that of every package: menus are narrow. */
function shortName(specifier: string): string {
  return specifier.slice(specifier.indexOf("/") + 1);
}

function listPages(folder: string): string[] {
  try {
    return readdirSync(folder)
      .map((file) => basename(file, ".md"))
      .sort((one, other) => one.localeCompare(other, "en"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
