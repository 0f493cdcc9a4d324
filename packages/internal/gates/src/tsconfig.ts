import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** The compiler options that differ between users. */
export interface Setting {
  /** The `type` of the project's package.json. */
  type: "module" | "commonjs";
  /** With `bundler`, modules are esnext or commonjs as the type is. `node10` is the default of NestJS. */
  resolution: "node16" | "nodenext" | "bundler" | "node10";
  strict: boolean;
  /** The types that declare `fetch` and `console`: those of browsers or those of Node. */
  globals: "dom" | "node";
}

/** What users of every compiler have. Every value is there; all combinations would take a minute more. */
export const settings: readonly Setting[] = [
  { type: "module", resolution: "node16", strict: true, globals: "dom" },
  { type: "module", resolution: "nodenext", strict: false, globals: "node" },
  { type: "module", resolution: "bundler", strict: true, globals: "node" },
  { type: "commonjs", resolution: "node16", strict: true, globals: "node" },
  { type: "commonjs", resolution: "nodenext", strict: false, globals: "dom" },
];

/** The default of TypeScript 7 for CommonJS. TypeScript 5.9 does not know the combination. */
export const commonJsSetting: Setting = { type: "commonjs", resolution: "bundler", strict: true, globals: "dom" };

/** The settings of a NestJS application. Only TypeScript 5.9 knows this resolution. */
export const nestSetting: Setting = { type: "commonjs", resolution: "node10", strict: false, globals: "node" };

/** The folder of a project of this type inside the consumer. */
export function folderOf(consumer: string, type: Setting["type"]): string {
  return type === "module" ? consumer : join(consumer, "commonjs");
}

/** Writes a tsconfig.json for programs of a project, under a name for each setting, and returns its path. */
export function writeTsconfig(consumer: string, files: readonly string[], setting: Setting): string {
  const { type, resolution, strict, globals } = setting;
  const isNode = resolution === "node16" || resolution === "nodenext";
  const compilerOptions = {
    target: "es2022",
    module: isNode ? resolution : type === "module" ? "esnext" : "commonjs",
    moduleResolution: resolution,
    esModuleInterop: true,
    lib: globals === "dom" ? ["es2022", "dom", "dom.iterable"] : ["es2022"],
    types: globals === "dom" ? [] : ["node"],
    strict,
    exactOptionalPropertyTypes: strict,
    ...(resolution === "node10" && { experimentalDecorators: true, emitDecoratorMetadata: true }),
    noEmit: true,
    // Declarations are checked like the program itself, except those of the compiler.
    skipLibCheck: false,
    skipDefaultLibCheck: true,
  };
  const name = `tsconfig.${files.join("-")}-${type}-${resolution}-${globals}${strict ? "-strict" : ""}.json`;
  const path = join(folderOf(consumer, type), name);
  writeFileSync(path, JSON.stringify({ compilerOptions, files }));
  return path;
}
