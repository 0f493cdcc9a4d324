import { fileURLToPath } from "node:url";
import { afterEach, expect, test, vi } from "vitest";
import { faultsOfManifest } from "../src/manifest.ts";
import { repositoryOf } from "../src/repository.ts";
import { packagesOf, publishedOf } from "../src/workspace.ts";

const root = fileURLToPath(new URL("../../../../", import.meta.url));
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

const faultsOf = (changes: Record<string, unknown>) =>
  faultsOfManifest({ ...manifest, ...changes }, { version: "0.3.0", versions, repository });

test("a manifest as it must be has no faults", () => {
  expect(faultsOf({})).toEqual([]);
  expect(faultsOf({ dependencies: { "@acme/auth": "~0.2.0" } })).toEqual([]);
});

test.each([
  [{ dependencies: { "@acme/auth": "workspace:^" } }, "dependencies has @acme/auth as workspace:^"],
  [{ devDependencies: { vitest: "catalog:" } }, "devDependencies has vitest as catalog:"],
  [{ peerDependencies: { "@acme/auth": "^0.1.0" } }, "peerDependencies wants @acme/auth ^0.1.0, and 0.2.0 is there"],
  [{ version: "1.0.0" }, "its version is 1.0.0 and not 0.3.0"],
  [{ private: true }, "it is private"],
  [{ publishConfig: { access: "public" } }, "publishConfig.provenance is not true"],
  [{ publishConfig: { provenance: true } }, "publishConfig.access is not public"],
  [{ engines: {} }, "engines.node is missing"],
  [{ scripts: { postinstall: "node steal.js" } }, "it runs a script when it is installed: postinstall"],
])("%o is a fault: %s", (changes, fault) => {
  expect(faultsOf(changes)).toEqual([fault]);
});

test.each(["license", "exports", "description"])("a manifest without %s has a fault", (field) => {
  const { [field]: _, ...rest } = manifest as Record<string, unknown>;
  const faults = faultsOfManifest(rest as typeof manifest, { version: "0.3.0", versions, repository });
  expect(faults).toEqual([`${field} is missing`]);
});

test("a manifest of another source has a fault, and so has one without", () => {
  expect(faultsOf({ repository: { ...repository, directory: "packages/auth" } }).join()).toContain("packages/auth");
  expect(faultsOf({ repository: undefined }).join()).toContain("its repository is undefined");
});

test("the source of a package is where the workflow runs", () => {
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
])("there is no source without an address: %o", (environment) => {
  expect(() => repositoryOf("packages/client", environment)).toThrow("GITHUB_REPOSITORY (owner/name)");
});

test("pnpm's hook writes the source into what is packed, and nothing else", async () => {
  for (const [name, value] of Object.entries(source)) vi.stubEnv(name, value);
  const pnpmfile = new URL("../src/repository.pnpmfile.mjs", import.meta.url).href;
  const { hooks } = await import(pnpmfile);
  const { repository: _, ...unpacked } = manifest;
  expect(hooks.beforePacking(unpacked, fileURLToPath(new URL("../../../client", import.meta.url)))).toEqual({
    ...manifest,
    homepage: "https://github.com/acme/payouts/tree/main/packages/client#readme",
    bugs: { url: "https://github.com/acme/payouts/issues" },
  });
});

test("the workspace is read as pnpm reads it, and what is private is not published", () => {
  const folders = packagesOf(root).map(({ folder }) => folder);
  expect(folders).toContain("spec");
  expect(folders).toContain("packages/internal/release");
  expect(publishedOf(root).map(({ manifest: { name } }) => name)).toEqual([
    "@iyzico-mass-payout/auth",
    "@iyzico-mass-payout/cli",
    "@iyzico-mass-payout/client",
    "@iyzico-mass-payout/simulator",
    "@iyzico-mass-payout/types",
  ]);
});
