import { existsSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Row } from "../report/table.ts";
import type { Benchmark } from "./benchmark.ts";

/** The parts of esbuild that are used. */
interface Esbuild {
  build(options: object): Promise<{
    outputFiles: readonly { path: string; contents: Uint8Array }[];
    metafile: { outputs: Record<string, { entryPoint?: string; imports: { path: string; kind: string }[] }> };
  }>;
}

/** What a program imports: the row's name, and the statement. */
const imports: readonly [name: string, isOurs: boolean, packageName: string, statement: string][] = [
  ours("client, everything", "client", 'export * from "@iyzico-mass-payout/client"'),
  ours(
    "client, createMassPayoutClient",
    "client",
    'export { createMassPayoutClient } from "@iyzico-mass-payout/client"',
  ),
  ours(
    "client, status helpers",
    "client",
    'export { describeItemStatus, describePayoutStatus } from "@iyzico-mass-payout/client"',
  ),
  ours("client, settlementOf", "client", 'export { settlementOf } from "@iyzico-mass-payout/client"'),
  ours("client/payment, everything", "client", 'export * from "@iyzico-mass-payout/client/payment"'),
  ours("client/file-store, everything", "client", 'export * from "@iyzico-mass-payout/client/file-store"'),
  ours("auth, everything", "auth", 'export * from "@iyzico-mass-payout/auth"'),
  ours("auth, createSigner", "auth", 'export { createSigner } from "@iyzico-mass-payout/auth"'),
  ["stripe", false, "stripe", 'export { default } from "stripe"'],
  ["openai", false, "openai", 'export { default } from "openai"'],
  ["openapi-fetch", false, "openapi-fetch", 'export { default } from "openapi-fetch"'],
  ["undici, request", false, "undici", 'export { request } from "undici"'],
  ["iyzipay", false, "iyzipay", 'export { default } from "iyzipay"'],
];

function ours(name: string, packageName: string, statement: string): (typeof imports)[number] {
  return [name, true, `@iyzico-mass-payout/${packageName}`, statement];
}

export const size: Benchmark = {
  name: "size",
  summary: "bundled, minified and compressed sizes; packages that an install brings",
  async run({ project }) {
    const esbuild = await project.peer<Esbuild>("esbuild");
    const rows: Row[] = [];
    for (const [name, isOurs, packageName, statement] of imports) {
      // It reads the folder of its resources at run time, which no bundler can follow.
      const canBeBundled = packageName !== "iyzipay";
      const sizes = canBeBundled ? await measureBundle(esbuild, project.folder, statement) : undefined;
      rows.push({
        name,
        isOurs,
        figures: {
          "at start (kB)": sizes && sizes.atStart / 1000,
          "with what is loaded on demand (kB)": sizes && sizes.all / 1000,
          packages: countPackages(project.folder, packageName),
        },
      });
    }
    return [
      {
        title: "Size",
        note:
          "Bundled by esbuild for Node with all dependencies, minified, compressed by gzip. At start are the chunks that an " +
          "import loads; `import()` loads the others. Packages are those that an install brings, the package itself included. " +
          "iyzipay can't be bundled: it reads a folder for its modules.",
        columns: [
          { heading: "at start (kB)", digits: 1 },
          { heading: "with what is loaded on demand (kB)", digits: 1 },
          { heading: "packages", digits: 0 },
        ],
        rows,
      },
    ];
  },
};

async function measureBundle({ build }: Esbuild, folder: string, statement: string) {
  const { outputFiles, metafile } = await build({
    stdin: { contents: statement, resolveDir: folder },
    bundle: true,
    minify: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "es2022",
    external: ["@opentelemetry/api"],
    absWorkingDir: folder,
    outdir: join(folder, "out"),
    write: false,
    metafile: true,
    logLevel: "silent",
  });
  const sizes = new Map(outputFiles.map(({ path, contents }) => [path, gzipSync(contents, { level: 9 }).length]));
  const sizeOf = (output: string) => sizes.get(join(folder, output)) ?? 0;
  const outputs = Object.entries(metafile.outputs);
  const atStart = new Set<string>();
  const visit = (output: string) => {
    if (atStart.has(output)) return;
    atStart.add(output);
    const { imports = [] } = metafile.outputs[output] ?? {};
    for (const { path, kind } of imports) if (kind === "import-statement" && path in metafile.outputs) visit(path);
  };
  visit(outputs.find(([, { entryPoint }]) => entryPoint === "<stdin>")?.[0] ?? "");
  const sumOf = (names: Iterable<string>) => [...names].reduce((sum, name) => sum + sizeOf(name), 0);
  return { atStart: sumOf(atStart), all: sumOf(outputs.map(([name]) => name)) };
}

/** Counts an installed package and all of its dependencies. pnpm links them beside each other. */
function countPackages(project: string, packageName: string): number {
  const found = new Set<string>();
  const visit = (folder: string) => {
    if (found.has(folder)) return;
    found.add(folder);
    const { name, ...manifest } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const { dependencies = {}, optionalDependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} } = manifest;
    const peers = Object.keys(peerDependencies).filter((peer) => peerDependenciesMeta[peer]?.optional !== true);
    for (const dependency of [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers]) {
      const sibling = join(folder.slice(0, -name.length), dependency);
      if (existsSync(sibling)) visit(realpathSync(sibling));
    }
  };
  visit(realpathSync(join(project, "node_modules", packageName)));
  return found.size;
}
