import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** The compiler options that differ between users. */
export interface Setting {
  strict: boolean;
  resolution: "node16" | "bundler";
  /** The types that declare `fetch` and `console`: those of browsers or those of Node. */
  globals: "dom" | "node";
}

/** All combinations. */
export const settings: readonly Setting[] = [true, false].flatMap((strict) =>
  (["node16", "bundler"] as const).flatMap((resolution) =>
    (["dom", "node"] as const).map((globals) => ({ strict, resolution, globals })),
  ),
);

/** Writes a tsconfig.json for programs of the consumer, under a name for each setting, and returns its path. */
export function writeTsconfig(consumer: string, files: readonly string[], setting: Setting): string {
  const { strict, resolution, globals } = setting;
  const compilerOptions = {
    target: "es2022",
    module: resolution === "bundler" ? "esnext" : "node16",
    moduleResolution: resolution,
    lib: globals === "dom" ? ["es2022", "dom", "dom.iterable"] : ["es2022"],
    types: globals === "dom" ? [] : ["node"],
    strict,
    exactOptionalPropertyTypes: strict,
    noEmit: true,
    // Declarations are checked like the program itself, except those of the compiler.
    skipLibCheck: false,
    skipDefaultLibCheck: true,
  };
  const name = `tsconfig.${files.join("-")}-${resolution}-${globals}${strict ? "-strict" : ""}.json`;
  writeFileSync(join(consumer, name), JSON.stringify({ compilerOptions, files }));
  return join(consumer, name);
}
