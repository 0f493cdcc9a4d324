import { join } from "node:path";
import esbuildPlugin from "@size-limit/esbuild";
import filePlugin from "@size-limit/file";
import sizeLimit from "size-limit";

/** What a program imports of a module, as it stands between `import` and `from`: `{ toMinorUnits }`. */
export interface Import {
  specifier: string;
  imports: string;
}

/** How many bytes arrive for each import: bundled with all dependencies, minified, compressed by Brotli. */
export async function importSizes(consumer: string, imports: readonly Import[]): Promise<number[]> {
  const checks = imports.map(({ specifier, imports }) => ({
    files: [],
    import: { [specifier]: imports },
    // What the runtime or the application has anyhow.
    ignore: ["node:*", "@opentelemetry/api"],
    modifyEsbuildConfig: (config?: object) => ({
      ...config,
      format: "esm",
      nodePaths: [join(consumer, "node_modules")],
    }),
  }));
  const results = await sizeLimit([...esbuildPlugin, ...filePlugin], { checks });
  return (results as { size: number }[]).map(({ size }) => size);
}
