import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** A way in which users compile. */
export interface Setting {
  strict: boolean;
  resolution: "node16" | "bundler";
  /** What knows `fetch` and `console`: the types of browsers, or those of Node. */
  globals: "dom" | "node";
}

/** Every way. */
export const settings: readonly Setting[] = [true, false].flatMap((strict) =>
  (["node16", "bundler"] as const).flatMap((resolution) =>
    (["dom", "node"] as const).map((globals) => ({ strict, resolution, globals })),
  ),
);

/** Writes a tsconfig.json for some programs of the consumer's, under a name of its own, and returns its path. */
export function projectOf(consumer: string, files: readonly string[], setting: Setting): string {
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
    // Declarations are looked at like the program itself, but for the compiler's own.
    skipLibCheck: false,
    skipDefaultLibCheck: true,
  };
  const name = `tsconfig.${files.join("-")}-${resolution}-${globals}${strict ? "-strict" : ""}.json`;
  writeFileSync(join(consumer, name), JSON.stringify({ compilerOptions, files }));
  return join(consumer, name);
}
