import { cpSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CompilerState, Extractor, ExtractorConfig, ExtractorLogLevel } from "@microsoft/api-extractor";
import type { PackedManifest } from "./contents.ts";

/** The public API of one entry point of a package. */
export interface ApiReport {
  /** Such as `@iyzico-mass-payout/client/payment`. */
  specifier: string;
  text: string;
  /** The names of types that the API refers to and the entry point does not export. */
  unexported: string[];
}

interface EntryPoint {
  specifier: string;
  subpath: string;
  folder: string;
  types: string;
}

/** Makes a report for every entry point with types of the packages that are installed in `consumer`. */
export function makeApiReports(consumer: string, packages: readonly string[]): ApiReport[] {
  const entryPoints = packages.flatMap((name) => copyEntryPoints(consumer, name));
  const configurations = entryPoints.map((entryPoint) => configurationOf(entryPoint));
  const [first] = configurations;
  if (first === undefined) return [];
  // One program for all entry points: creating it takes most of the time.
  const additionalEntryPoints = configurations.map(({ mainEntryPointFilePath }) => mainEntryPointFilePath);
  const compilerState = CompilerState.create(first, { additionalEntryPoints });
  return configurations.map((configuration, index) => {
    const unexported: string[] = [];
    Extractor.invoke(configuration, {
      compilerState,
      localBuild: true,
      messageCallback(message) {
        message.handled = true;
        if (message.messageId !== "ae-forgotten-export") return;
        // API Extractor appends a number to the name of a type that has the name of a global.
        const [, name = message.text] = /"(\w+?)(?:_\d+)?"/.exec(message.text) ?? [];
        unexported.push(name);
      },
    });
    const text = readFileSync(configuration.reportFilePath, "utf8");
    return { specifier: entryPoints[index]?.specifier ?? "", text: withNotice(text), unexported };
  });
}

/** The names that a report exports. */
export function exportedNames({ text }: ApiReport): string[] {
  const declared = text.matchAll(/^export (?:(?:declare|abstract) )*(?:function|class|interface|type|const) (\w+)/gm);
  const reexported = text.matchAll(/^export \{ (?:\w+ as )?(\w+) \}/gm);
  return [...declared, ...reexported].map(([, name = ""]) => name);
}

/**
 * Copies an installed package out of node_modules and returns its entry points. Inside node_modules, API Extractor treats
 * the package's own files as those of a dependency and leaves them out of the report.
 */
function copyEntryPoints(consumer: string, name: string): EntryPoint[] {
  const folder = join(consumer, "unpacked", name);
  // Without source maps: API Extractor would look for a source of every generated line.
  const filter = (path: string) => !path.endsWith(".map");
  cpSync(join(consumer, "node_modules", name), folder, { recursive: true, dereference: true, filter });
  const { exports }: PackedManifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return Object.entries(exports).flatMap(([subpath, target]) =>
    typeof target === "string"
      ? []
      : [{ specifier: join(name, subpath), subpath, folder, types: join(folder, target.import.types) }],
  );
}

function configurationOf({ folder, subpath, types }: EntryPoint): ExtractorConfig {
  const reports = join(folder, "reports");
  mkdirSync(reports, { recursive: true });
  const none = { logLevel: ExtractorLogLevel.None };
  const warning = { logLevel: ExtractorLogLevel.Warning };
  return ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: join(folder, "package.json"),
    configObject: {
      projectFolder: folder,
      mainEntryPointFilePath: types,
      newlineKind: "lf",
      compiler: {
        overrideTsconfig: {
          compilerOptions: {
            target: "es2022",
            module: "nodenext",
            lib: ["es2022", "dom"],
            types: [],
            strict: true,
            skipLibCheck: true,
          },
          files: [types],
        },
      },
      apiReport: {
        enabled: true,
        // Types of the main entry point that other entry points use are in the main entry point's report.
        includeForgottenExports: subpath === ".",
        reportFileName: "report",
        reportFolder: reports,
        reportTempFolder: join(reports, "temp"),
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        // Other tests check that everything compiles.
        compilerMessageReporting: { default: none },
        extractorMessageReporting: { default: none, "ae-forgotten-export": warning },
        // Docstrings are Markdown, not TSDoc.
        tsdocMessageReporting: { default: none },
      },
    },
  });
}

function withNotice(text: string): string {
  return text.replace(
    /^> Do not edit.*$/m,
    "> Generated from the packed tarball: don't edit it, `pnpm api` makes it again.",
  );
}
