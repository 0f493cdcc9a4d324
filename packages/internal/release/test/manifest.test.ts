import { join } from "node:path";
import { root } from "@iyzico-mass-payout/harness/workspace";
import { afterEach, expect, test, vi } from "vitest";
import { problemsOfManifest } from "../src/manifest.ts";
import { repositoryOf } from "../src/repository.ts";

const source = { GITHUB_SERVER_URL: "https://github.com", GITHUB_REPOSITORY: "acme/payouts" };
const { repository } = repositoryOf("packages/client", source);
const versions = new Map([
  ["@acme/auth", "0.2.0"],
  ["@acme/client", "0.3.0"],
]);

const manifest = {
  name: "@acme/client",
  version: "0.3.0",
  description: "Pays",
  license: "MIT",
  engines: { node: ">=20" },
  exports: { ".": "./dist/index.js" },
  publishConfig: { access: "public", provenance: true },
  dependencies: { "@acme/auth": "^0.2.0", "openapi-fetch": "0.17.0" },
  devDependencies: { vitest: "5.1.1" },
  repository,
};

afterEach(() => void vi.unstubAllEnvs());

const problemsOf = (changes: Record<string, unknown>) =>
  problemsOfManifest({ ...manifest, ...changes }, { version: "0.3.0", versions, repository });

test("a correct manifest has no problems", () => {
  expect(problemsOf({})).toEqual([]);
  expect(problemsOf({ dependencies: { "@acme/auth": "~0.2.0" } })).toEqual([]);
});

test.each([
  [{ dependencies: { "@acme/auth": "workspace:^" } }, "dependencies has @acme/auth as workspace:^"],
  [{ devDependencies: { vitest: "catalog:" } }, "devDependencies has vitest as catalog:"],
  [{ peerDependencies: { "@acme/auth": "^0.1.0" } }, "peerDependencies has @acme/auth ^0.1.0, and 0.2.0 is published"],
  [{ version: "1.0.0" }, "version must be 0.3.0, not 1.0.0"],
  [{ private: true }, "it is private"],
  [{ publishConfig: { access: "public" } }, "publishConfig.provenance must be true"],
  [{ publishConfig: { provenance: true } }, "publishConfig.access must be public"],
  [{ engines: {} }, "engines.node is required"],
  [{ scripts: { postinstall: "node steal.js" } }, "it has an install script: postinstall"],
])("%o is a problem: %s", (changes, problem) => {
  expect(problemsOf(changes)).toEqual([problem]);
});

test.each(["license", "exports", "description"])("a manifest without %s has a problem", (field) => {
  const { [field]: _, ...rest } = manifest as Record<string, unknown>;
  const problems = problemsOfManifest(rest as typeof manifest, { version: "0.3.0", versions, repository });
  expect(problems).toEqual([`${field} is required`]);
});

test("repository must be there and must be that of the workflow", () => {
  expect(problemsOf({ repository: { ...repository, directory: "packages/auth" } }).join()).toContain("packages/auth");
  expect(problemsOf({ repository: undefined }).join()).toContain("not undefined");
});

test("the source of a package is the workflow's repository", () => {
  expect(repositoryOf("packages/client", source)).toEqual({
    repository: { type: "git", url: "git+https://github.com/acme/payouts.git", directory: "packages/client" },
    homepage: "https://github.com/acme/payouts/tree/main/packages/client#readme",
    bugs: { url: "https://github.com/acme/payouts/issues" },
  });
});

test.each([
  {},
  { GITHUB_REPOSITORY: "acme/payouts" },
  { GITHUB_SERVER_URL: "https://github.com" },
  { GITHUB_SERVER_URL: "http://github.com", GITHUB_REPOSITORY: "acme/payouts" },
  { GITHUB_SERVER_URL: "https://github.com/", GITHUB_REPOSITORY: "acme/payouts" },
  { GITHUB_SERVER_URL: "https://github.com", GITHUB_REPOSITORY: "acme/pay outs" },
])("a source without an address is an error: %o", (environment) => {
  expect(() => repositoryOf("packages/client", environment)).toThrow("GITHUB_REPOSITORY (owner/name)");
});

test("pnpm's hook writes the source into a packed manifest, and changes nothing else", async () => {
  for (const [name, value] of Object.entries(source)) vi.stubEnv(name, value);
  const pnpmfile = new URL("../src/repository.pnpmfile.mjs", import.meta.url).href;
  const { hooks } = await import(pnpmfile);
  const { repository: _, ...unpacked } = manifest;
  expect(hooks.beforePacking(unpacked, join(root, "packages/client"))).toEqual({
    ...manifest,
    homepage: "https://github.com/acme/payouts/tree/main/packages/client#readme",
    bugs: { url: "https://github.com/acme/payouts/issues" },
  });
});
