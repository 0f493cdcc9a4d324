import { dirname } from "node:path";
import ts from "typescript-5.9";

const sourceFiles = new Map<string, ts.SourceFile | undefined>();

/**
 * What TypeScript 5.9 has to say about the program and our declarations, in this process: to read the same declarations
 * for every setting would take minutes. Others' declarations are left to TypeScript 7, which needs a tenth of the time.
 */
export function typescript59(project: string): string[] {
  const program = programOf(project);
  const looked = program.getSourceFiles().filter((file) => !isOthers(file));
  const diagnostics = [
    ...program.getConfigFileParsingDiagnostics(),
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...looked.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]),
  ];
  return ts
    .formatDiagnostics(diagnostics, formatHost(project))
    .split("\n")
    .filter((line) => line !== "");
}

/**
 * How many types were instantiated to check the files of a project: what their author waits for in an editor. The
 * "Instantiations" of `tsc --extendedDiagnostics --skipLibCheck`.
 */
export function instantiations(project: string): number {
  const program = programOf(project);
  const faults = program
    .getRootFileNames()
    .flatMap((name) => program.getSemanticDiagnostics(program.getSourceFile(name)));
  if (faults.length > 0) throw new Error(ts.formatDiagnostics(faults, formatHost(project)));
  return program.getInstantiationCount();
}

function programOf(project: string): ts.Program {
  const { config, error } = ts.readConfigFile(project, ts.sys.readFile);
  const { options, fileNames, errors } = ts.parseJsonConfigFileContent(config, ts.sys, dirname(project));
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (name, languageVersionOrOptions, ...others) => {
    const format =
      typeof languageVersionOrOptions === "object" ? languageVersionOrOptions.impliedNodeFormat : undefined;
    const key = `${name} ${format}`;
    if (!sourceFiles.has(key)) sourceFiles.set(key, getSourceFile(name, languageVersionOrOptions, ...others));
    return sourceFiles.get(key);
  };
  const configFileParsingDiagnostics = error === undefined ? errors : [error];
  return ts.createProgram({ rootNames: fileNames, options, host, configFileParsingDiagnostics });
}

function isOthers({ fileName }: ts.SourceFile): boolean {
  return fileName.includes("/node_modules/") && !fileName.includes("/node_modules/@iyzico-mass-payout/");
}

function formatHost(project: string): ts.FormatDiagnosticsHost {
  return {
    getCanonicalFileName: (name) => name,
    getCurrentDirectory: () => dirname(project),
    getNewLine: () => "\n",
  };
}
