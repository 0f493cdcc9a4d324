// Builds the package that it runs in, from what its package.json exports:
//   node ../../.ci/build.mjs
//
// Each entry point becomes one file, and what several of them use becomes shared chunks. A module is built as ESM and as
// CommonJS, with declarations for both; a command as ESM. The script `typecheck` checks the types.
import { readFileSync, rmSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "rolldown";
import { dts } from "rolldown-plugin-dts";

/**
 * Builds the package in the working directory into its folder dist.
 *
 * @param chunks the shared chunks by name, each with a pattern for the paths of its modules. A bundler leaves out a chunk
 * that a program does not use, but not every statement of a chunk that it uses in part. By default, there is a chunk for
 * each set of entry points that share something.
 */
export async function buildPackage(chunks = {}) {
  const { bin = {}, exports, dependencies, peerDependencies } = JSON.parse(readFileSync("package.json", "utf8"));
  // A target that is a string is a file as it is, such as a JSON document.
  const modules = Object.values(exports).flatMap((target) => target.import?.default ?? []);
  const commands = Object.values(bin);
  const common = {
    external: Object.keys({ ...dependencies, ...peerDependencies }).map((name) => new RegExp(`^${name}(/|$)`)),
    platform: "node",
    // Every module is in a chunk or is an entry point: none needs an export that is not declared.
    preserveEntrySignatures: "allow-extension",
    tsconfig: false,
  };
  const code = (targets, format, extension) => {
    const groups = Object.entries(chunks).map(([name, test]) => ({ name, test }));
    // `import()` fails in Jest, which does not load ESM.
    const cjs = { dynamicImportInCjs: false };
    const output = {
      ...outputOf(extension, groups),
      // A command loads much on demand.
      ...(commands.length > 0 && { chunkFileNames: (chunk) => pathOf(chunk, extension) }),
      format,
      comments: { jsdoc: false },
      ...(format === "cjs" && cjs),
    };
    return build({ ...common, input: inputOf(targets), plugins: [defaultImports], output });
  };
  const declarations = (targets, extension) => {
    const plugins = [dts({ generator: "oxc", dtsOnly: true, sourcemap: true, tsconfig: false })];
    const output = { ...outputOf(extension, [{ name: "shared", minShareCount: 2 }]), banner: libReferencesOf };
    return build({ ...common, input: inputOf(targets), plugins, output });
  };

  // The output of a deleted source would be published.
  rmSync("dist", { recursive: true, force: true });
  // Together: what a command and a module share is in one chunk.
  await code([...commands, ...modules], "esm", "js");
  if (modules.length === 0) return;
  await code(modules, "cjs", "cjs");
  await declarations(modules, "d.ts");
  await declarations(modules, "d.cts");
}

/**
 * The default import of a dependency in CommonJS: `exports.default` of one that was compiled from ESM. rolldown takes all of
 * `exports` instead, as Node does for a program that is ESM. The code keeps its length, and so its source map.
 */
const defaultImports = {
  name: "default-imports",
  renderChunk: (code) => ({ code: code.replace(/__toESM\((\w+), 1\)/g, "__toESM($1   )"), map: null }),
};

/** The entry points of targets such as ./dist/index.js, by name. */
function inputOf(targets) {
  const names = targets.map((target) => basename(target, ".js"));
  return Object.fromEntries(names.map((name) => [name, `src/${name}.ts`]));
}

function outputOf(extension, groups) {
  return {
    dir: "dist",
    // Without hashes, a stack trace names the same files in every version.
    entryFileNames: `[name].${extension}`,
    chunkFileNames: `[name].${extension}`,
    minifyInternalExports: false,
    codeSplitting: groups.length === 0 ? true : { groups, includeDependenciesRecursively: false },
    sourcemap: true,
  };
}

/** The file of a chunk: what is loaded on demand has the path of its module. */
function pathOf({ name, facadeModuleId }, extension) {
  const [, path = name] = /\/src\/(.*)\.ts$/.exec(facadeModuleId ?? "") ?? [];
  return `${path}.${extension}`;
}

/** The compiler's libraries that a chunk of declarations needs: rolldown drops the directives of its modules. */
function libReferencesOf({ moduleIds }) {
  const sources = moduleIds.map((id) => readFileSync(id.replace(/\.d\.ts$/, ".ts"), "utf8"));
  const directives = sources.flatMap((text) => text.match(/^\/\/\/ <reference lib="[^"]*"/m) ?? []);
  return [...new Set(directives)].map((directive) => `${directive} />`).join("\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildPackage();
