import { readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import ts from "typescript-5.9";

const sourceFiles = new Map<string, ts.SourceFile | undefined>();

/**
 * Checks a program and our declarations with TypeScript 5.9, and returns the lines of its report. It runs in this process,
 * because reading the same declarations for every setting would take minutes. Declarations of dependencies are left to
 * TypeScript 7, which takes a tenth of the time.
 */
export function checkWithTypeScript59(project: string): string[] {
  const program = createProgram(project);
  const ownFiles = program.getSourceFiles().filter((file) => !isOfDependency(file));
  const diagnostics = [
    ...program.getConfigFileParsingDiagnostics(),
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...ownFiles.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]),
  ];
  return ts
    .formatDiagnostics(diagnostics, formatHost(project))
    .split("\n")
    .filter((line) => line !== "");
}

/**
 * Counts the types that are instantiated to check the files of a project, which decides how long an editor takes. It is the
 * "Instantiations" of `tsc --extendedDiagnostics --skipLibCheck`.
 */
export function countInstantiations(project: string): number {
  const program = createProgram(project);
  const errors = program
    .getRootFileNames()
    .flatMap((name) => program.getSemanticDiagnostics(program.getSourceFile(name)));
  if (errors.length > 0) throw new Error(ts.formatDiagnostics(errors, formatHost(project)));
  return program.getInstantiationCount();
}

/** Compiles one program of a CommonJS project to JavaScript, as the compilers of test runners do, and returns its path. */
export function compileToCommonJs(program: string): string {
  const { outputText } = ts.transpileModule(readFileSync(program, "utf8"), {
    fileName: program,
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.CommonJS,
      esModuleInterop: true,
      experimentalDecorators: true,
      emitDecoratorMetadata: true,
    },
  });
  const output = program.replace(/\.ts$/, ".js");
  writeFileSync(output, outputText);
  return output;
}

function createProgram(project: string): ts.Program {
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

function isOfDependency({ fileName }: ts.SourceFile): boolean {
  return fileName.includes("/node_modules/") && !fileName.includes("/node_modules/@iyzico-mass-payout/");
}

function formatHost(project: string): ts.FormatDiagnosticsHost {
  return {
    getCanonicalFileName: (name) => name,
    getCurrentDirectory: () => dirname(project),
    getNewLine: () => "\n",
  };
}
