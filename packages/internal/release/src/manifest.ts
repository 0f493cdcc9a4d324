import { isDeepStrictEqual } from "node:util";
import type { Manifest } from "@iyzico-mass-payout/harness/workspace";
import type { Repository } from "./repository.ts";

/** What a published manifest must say. */
export interface ManifestExpectations {
  readonly version: string;
  readonly repository: Repository["repository"];
  /** The version of each package of the workspace that was published. */
  readonly versions: ReadonlyMap<string, string>;
}

const dependencyFields = ["dependencies", "peerDependencies", "optionalDependencies", "devDependencies"] as const;

/** Returns the problems of a manifest that was published, as sentences. */
export function problemsOfManifest(
  manifest: Manifest,
  { version, repository, versions }: ManifestExpectations,
): string[] {
  const problems: string[] = [];
  const expect = (isMet: boolean, problem: string) => {
    if (!isMet) problems.push(problem);
  };
  expect(manifest.version === version, `version must be ${version}, not ${manifest.version}`);
  expect(manifest.private !== true, "it is private");
  for (const field of dependencyFields) {
    for (const [name, range] of Object.entries((manifest[field] ?? {}) as Record<string, string>)) {
      // Only the workspace can resolve these ranges. devDependencies are not installed, but they are published.
      if (/^(workspace|catalog|link|file):/.test(range)) problems.push(`${field} has ${name} as ${range}`);
      else if (field !== "devDependencies" && versions.has(name)) {
        const published = versions.get(name);
        expect(
          range.replace(/^[~^]/, "") === published,
          `${field} has ${name} ${range}, and ${published} is published`,
        );
      }
    }
  }
  const { access, provenance } = (manifest["publishConfig"] ?? {}) as { access?: unknown; provenance?: unknown };
  expect(access === "public", "publishConfig.access must be public");
  expect(provenance === true, "publishConfig.provenance must be true");
  expect(
    isDeepStrictEqual(manifest["repository"], repository),
    `repository must be ${JSON.stringify(repository)}, not ${JSON.stringify(manifest["repository"])}`,
  );
  expect(typeof (manifest["engines"] as { node?: unknown } | undefined)?.node === "string", "engines.node is required");
  for (const field of ["license", "exports", "description"]) expect(field in manifest, `${field} is required`);
  for (const script of ["preinstall", "install", "postinstall"]) {
    expect(!(script in ((manifest["scripts"] ?? {}) as object)), `it has an install script: ${script}`);
  }
  return problems;
}
