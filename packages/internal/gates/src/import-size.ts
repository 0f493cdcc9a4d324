import { join } from "node:path";
import esbuildPlugin from "@size-limit/esbuild";
import filePlugin from "@size-limit/file";
import sizeLimit from "size-limit";

/** An import of a program: `imports` stands between `import` and `from`, such as `{ toMinorUnits }`. */
export interface Import {
  specifier: string;
  imports: string;
}

/** Measures each import in bytes: bundled with all dependencies, minified, compressed by Brotli. */
export async function measureImports(consumer: string, imports: readonly Import[]): Promise<number[]> {
  const checks = imports.map(({ specifier, imports }) => ({
    files: [],
    import: { [specifier]: imports },
    // Provided by the runtime or the application.
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
