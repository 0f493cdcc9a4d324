import { isDeepStrictEqual } from "node:util";
import type { Repository } from "./repository.ts";
import type { Manifest } from "./workspace.ts";

/** What a manifest is held against. */
export interface Expectations {
  readonly version: string;
  readonly repository: Repository["repository"];
  /** The version of each package of the workspace that was published. */
  readonly versions: ReadonlyMap<string, string>;
}

const dependencyFields = ["dependencies", "peerDependencies", "optionalDependencies", "devDependencies"] as const;

/** What is wrong with a manifest that was published, as sentences. */
export function faultsOfManifest(manifest: Manifest, { version, repository, versions }: Expectations): string[] {
  const faults: string[] = [];
  const expect = (isRight: boolean, fault: string) => {
    if (!isRight) faults.push(fault);
  };
  expect(manifest.version === version, `its version is ${manifest.version} and not ${version}`);
  expect(manifest.private !== true, "it is private");
  for (const field of dependencyFields) {
    for (const [name, range] of Object.entries((manifest[field] ?? {}) as Record<string, string>)) {
      // What only the workspace can resolve. Nobody installs devDependencies, but they are published too.
      if (/^(workspace|catalog|link|file):/.test(range)) faults.push(`${field} has ${name} as ${range}`);
      else if (field !== "devDependencies" && versions.has(name)) {
        const published = versions.get(name);
        expect(range.replace(/^[~^]/, "") === published, `${field} wants ${name} ${range}, and ${published} is there`);
      }
    }
  }
  const { access, provenance } = (manifest["publishConfig"] ?? {}) as { access?: unknown; provenance?: unknown };
  expect(access === "public", "publishConfig.access is not public");
  expect(provenance === true, "publishConfig.provenance is not true");
  expect(
    isDeepStrictEqual(manifest["repository"], repository),
    `its repository is ${JSON.stringify(manifest["repository"])} and not ${JSON.stringify(repository)}`,
  );
  expect(typeof (manifest["engines"] as { node?: unknown } | undefined)?.node === "string", "engines.node is missing");
  for (const field of ["license", "exports", "description"]) expect(field in manifest, `${field} is missing`);
  for (const script of ["preinstall", "install", "postinstall"]) {
    expect(!(script in ((manifest["scripts"] ?? {}) as object)), `it runs a script when it is installed: ${script}`);
  }
  return faults;
}
