import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { listPublishedPackages, root } from "@iyzico-mass-payout/harness/workspace";
import { describe, expect, test } from "vitest";
import { type JsrConfig, jsrConfigOf, listJsrPackages, makeJsrFiles } from "../src/jsr.ts";

const manifest = {
  name: "@acme/client",
  version: "0.3.0",
  license: "MIT",
  exports: {
    ".": {
      import: { types: "./dist/index.d.ts", default: "./dist/index.js" },
      require: { default: "./dist/index.cjs" },
    },
    "./store": { import: { types: "./dist/store.d.ts", default: "./dist/store.js" } },
    "./openapi.json": "./openapi.json",
    "./package.json": "./package.json",
  },
  files: ["dist", "src", "openapi.json"],
  dependencies: { "@acme/auth": "workspace:^", "openapi-fetch": "catalog:", pg: "8.23.1" },
  peerDependencies: { "@opentelemetry/api": "^1.9.0" },
  devDependencies: { vitest: "5.1.1" },
};

test("the configuration has the name, version and entry points of package.json, and where its imports come from", () => {
  const versions = { workspace: new Map([["@acme/auth", "0.2.1"]]), catalog: { "openapi-fetch": "0.17.0" } };
  expect(jsrConfigOf(manifest, versions)).toMatchObject({
    name: "@acme/client",
    version: "0.3.0",
    license: "MIT",
    exports: { ".": "./src/index.ts", "./store": "./src/store.ts", "./openapi.json": "./openapi.json" },
    imports: {
      "@acme/auth": "jsr:@acme/auth@^0.2.1",
      "@opentelemetry/api": "npm:@opentelemetry/api@^1.9.0",
      "openapi-fetch": "npm:openapi-fetch@0.17.0",
      pg: "npm:pg@8.23.1",
    },
    publish: { include: ["src", "openapi.json", "README.md"] },
  });
});

test("every package that programs import has a configuration, and the command has none", () => {
  const folders = listJsrPackages(root).map(({ folder }) => folder);
  expect(folders).toEqual(["auth", "client", "durable", "simulator", "types"].map((name) => `packages/${name}`));
  expect(globSync("packages/*/jsr.json", { cwd: root }).sort()).toEqual(folders.map((folder) => `${folder}/jsr.json`));
  const others = listPublishedPackages(root).filter(({ folder }) => !folders.includes(folder));
  expect(others.map(({ folder }) => folder)).toEqual(["packages/cli"]);
});

describe.each([...makeJsrFiles(root)])("%s", (path, text) => {
  const folder = join(root, path, "..");
  const config = JSON.parse(text) as JsrConfig;

  test("is that of package.json; `pnpm --filter release release:jsr-write` writes it", () => {
    expect(readFileSync(join(root, path), "utf8")).toBe(text);
  });

  test("has a name, version and entry points that JSR accepts", () => {
    expect(config.name).toMatch(/^@[a-z][a-z0-9-]{1,19}\/[a-z][a-z0-9-]{1,57}$/);
    expect(config.version).toMatch(/^\d+\.\d+\.\d+$/);
    for (const [subpath, target] of Object.entries(config.exports)) {
      expect(existsSync(join(folder, target)), `${subpath}: ${target}`).toBe(true);
    }
  });

  test("names where everything comes from that the sources import", () => {
    const imports = globSync("src/**/*.ts", { cwd: folder }).flatMap((file) => {
      const source = readFileSync(join(folder, file), "utf8").replace(/^ *\*.*$/gm, "");
      return [...source.matchAll(/(?:\bfrom |\bimport\()"([^"]+)"/g)].map(([, specifier = ""]) => specifier);
    });
    const packages = imports.filter((specifier) => !/^(\.|node:)/.test(specifier));
    const nameOf = (specifier: string) => specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
    expect(imports.length).toBeGreaterThan(0);
    for (const name of packages.map(nameOf)) expect(Object.keys(config.imports)).toContain(name);
    // A file of its own source, which Deno finds by the name of the compiled one.
    for (const specifier of imports.filter((each) => each.startsWith("."))) expect(specifier).toMatch(/\.js$/);
  });

  test("has sources whose public types need no inference", () => {
    const { compilerOptions } = JSON.parse(readFileSync(join(root, "tsconfig.base.json"), "utf8"));
    expect(compilerOptions.isolatedDeclarations).toBe(true);
    for (const file of globSync("tsconfig*.json", { cwd: folder })) {
      expect(readFileSync(join(folder, file), "utf8")).not.toContain('"isolatedDeclarations": false');
    }
  });
});
