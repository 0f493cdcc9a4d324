import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { type BuildOptions, build, type Metafile } from "esbuild";

/** What a program that is bundled takes, in bytes: with all dependencies, minified, compressed by gzip. */
export interface ImportSize {
  /** As one file, as bundlers for servers make it: what is loaded on demand is in it. */
  whole: number;
  /** The files that are loaded at the start, if the bundler splits code. */
  initial: number;
}

/** Measures a program, given by its code. */
export async function measureProgram(consumer: string, code: string): Promise<ImportSize> {
  const options = {
    stdin: { contents: code, resolveDir: consumer },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    // Provided by the runtime or the application.
    external: ["node:*", "@opentelemetry/api"],
    outdir: join(consumer, "bundle"),
    write: false,
    metafile: true,
  } satisfies BuildOptions;
  const [whole, split] = await Promise.all([build(options), build({ ...options, splitting: true })]);
  const sizeOf = ({ contents }: { contents: Uint8Array }) => gzipSync(contents, { level: 9 }).length;
  const initial = initialFiles(split.metafile);
  return {
    whole: sum(whole.outputFiles.map(sizeOf)),
    initial: sum(split.outputFiles.filter(({ path }) => initial.some((file) => path.endsWith(file))).map(sizeOf)),
  };
}

/** The names of the output files that the program imports, directly and indirectly, before it runs. */
function initialFiles({ outputs }: Metafile): string[] {
  const found = new Set<string>();
  const visit = (path: string) => {
    if (found.has(path)) return;
    found.add(path);
    for (const { path: imported, kind } of outputs[path]?.imports ?? []) {
      if (kind === "import-statement" && imported in outputs) visit(imported);
    }
  };
  for (const path of Object.keys(outputs).filter((path) => path.endsWith("/stdin.js"))) visit(path);
  return [...found].map((path) => path.slice(path.lastIndexOf("/")));
}

function sum(sizes: readonly number[]): number {
  return sizes.reduce((total, size) => total + size, 0);
}
