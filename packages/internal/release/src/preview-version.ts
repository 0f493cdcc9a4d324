import type { Manifest } from "@iyzico-mass-payout/harness/workspace";

/** The packages of a pull request as they are packed for reviewers. */
export interface Preview {
  /** The number of the pull request. */
  readonly pullRequest: string;
  /** The hash of its last commit. */
  readonly commit: string;
  /** The version of all packages: no registry has it. */
  readonly version: string;
}

/**
 * Reads the pull request from the environment of its workflow.
 *
 * @throws {Error} when PULL_REQUEST or COMMIT is missing or malformed.
 */
export function readPreview({ PULL_REQUEST = "", COMMIT = "" }: NodeJS.ProcessEnv): Preview {
  if (!/^[1-9]\d*$/.test(PULL_REQUEST)) throw new Error("PULL_REQUEST must be the number of a pull request.");
  if (!/^[0-9a-f]{40}$/.test(COMMIT)) throw new Error("COMMIT must be the hash of a commit, 40 characters.");
  // With "g", as git describe writes it: semver forbids a number that begins with 0.
  const version = `0.0.0-pr.${PULL_REQUEST}.g${COMMIT.slice(0, 7)}`;
  return { pullRequest: PULL_REQUEST, commit: COMMIT, version };
}

/**
 * Returns a manifest as it is packed for a preview. It requires exactly the preview of its siblings, so a sibling that was
 * forgotten is an error of the installation, and never the published package.
 */
export function previewManifest(manifest: Manifest, version: string, siblings: readonly string[]): Manifest {
  const pin = (field: string) => {
    const ranges = Object.entries((manifest[field] ?? {}) as Record<string, string>);
    return ranges.length === 0
      ? {}
      : {
          [field]: Object.fromEntries(ranges.map(([name, range]) => [name, siblings.includes(name) ? version : range])),
        };
  };
  return { ...manifest, version, ...pin("dependencies"), ...pin("peerDependencies"), ...pin("devDependencies") };
}
