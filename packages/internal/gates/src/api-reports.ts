import { cpSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CompilerState, Extractor, ExtractorConfig, ExtractorLogLevel } from "@microsoft/api-extractor";
import type { Manifest } from "./contents.ts";

/** The public API of one entry point of a package, as text. */
export interface ApiReport {
  /** Such as `@iyzico-mass-payout/client/payment`. */
  specifier: string;
  text: string;
  /** The names of types that its API is made of and that it does not export. */
  hidden: string[];
}

interface EntryPoint {
  specifier: string;
  subpath: string;
  folder: string;
  types: string;
}

/** Reports of every entry point with types of the packages that are installed in `consumer`. */
export function apiReports(consumer: string, packages: readonly string[]): ApiReport[] {
  const entryPoints = packages.flatMap((name) => entryPointsOf(consumer, name));
  const configurations = entryPoints.map((entryPoint) => configurationOf(entryPoint));
  const [first] = configurations;
  if (first === undefined) return [];
  // One program for all of them: it is what takes the time.
  const additionalEntryPoints = configurations.map(({ mainEntryPointFilePath }) => mainEntryPointFilePath);
  const compilerState = CompilerState.create(first, { additionalEntryPoints });
  return configurations.map((configuration, index) => {
    const hidden: string[] = [];
    Extractor.invoke(configuration, {
      compilerState,
      localBuild: true,
      messageCallback(message) {
        message.handled = true;
        if (message.messageId !== "ae-forgotten-export") return;
        // A number tells apart what has the name of a global.
        const [, name = message.text] = /"(\w+?)(?:_\d+)?"/.exec(message.text) ?? [];
        hidden.push(name);
      },
    });
    const text = readFileSync(configuration.reportFilePath, "utf8");
    return { specifier: entryPoints[index]?.specifier ?? "", text: withNotice(text), hidden };
  });
}

/** The names that a report exports. */
export function exportedNames({ text }: ApiReport): string[] {
  const declared = text.matchAll(/^export (?:(?:declare|abstract) )*(?:function|class|interface|type|const) (\w+)/gm);
  const passedOn = text.matchAll(/^export \{ (?:\w+ as )?(\w+) \}/gm);
  return [...declared, ...passedOn].map(([, name = ""]) => name);
}

/**
 * The entry points of an installed package, as copies outside node_modules: inside, API Extractor takes a package's own
 * files for another package's and reports nothing of them.
 */
function entryPointsOf(consumer: string, name: string): EntryPoint[] {
  const folder = join(consumer, "unpacked", name);
  cpSync(join(consumer, "node_modules", name), folder, { recursive: true, dereference: true });
  const { exports }: Manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return Object.entries(exports).flatMap(([subpath, target]) =>
    typeof target === "string"
      ? []
      : [{ specifier: join(name, subpath), subpath, folder, types: join(folder, target.types) }],
  );
}

function configurationOf({ folder, subpath, types }: EntryPoint): ExtractorConfig {
  const reports = join(folder, "reports");
  mkdirSync(reports, { recursive: true });
  const none = { logLevel: ExtractorLogLevel.None };
  const told = { logLevel: ExtractorLogLevel.Warning };
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
        // What a package's other entry points use of its main one is in the main one's report.
        includeForgottenExports: subpath === ".",
        reportFileName: "report",
        reportFolder: reports,
        reportTempFolder: join(reports, "temp"),
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        // That everything compiles is a test of its own.
        compilerMessageReporting: { default: none },
        extractorMessageReporting: { default: none, "ae-forgotten-export": told },
        // Docstrings are Markdown and not TSDoc.
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
