import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gt } from "semver";
import { integrityOf, readPackument } from "./packument.ts";

/** The folder of the repository at `root` that `release:pack` fills: the tarballs, with the plan beside them. */
export function packedFolderOf(root: string): string {
  return join(root, "packages/internal/release/dist");
}

/** A version in the plan of changesets. */
interface PlannedVersion {
  readonly name: string;
  readonly version: string;
  /** The path is relative to the plan. */
  readonly tarball: { readonly path: string };
}

/** The plan of changesets: what must be published, in groups of packages that do not depend on each other. */
export type PublishPlan = readonly (readonly PlannedVersion[])[];

/** Reads the plan in a folder that `release:pack` filled. */
export function readPublishPlan(folder: string): PublishPlan {
  return JSON.parse(readFileSync(join(folder, "publish-plan.json"), "utf8")).plan;
}

/**
 * Returns the versions of a plan that the registry does not have, and leaves out those that it has with the same bytes.
 * A release that broke off is completed in this way.
 *
 * @throws {Error} when the registry has a version with other bytes, or a newer version as the latest, which publishing
 * would replace.
 */
export async function selectUnpublished(folder: string, plan: PublishPlan, registry: string): Promise<PublishPlan> {
  const groups = await Promise.all(
    plan.map(async (group) => {
      const published = await Promise.all(group.map((planned) => isPublished(folder, planned, registry)));
      return group.filter((_, index) => !published[index]);
    }),
  );
  return groups.filter((group) => group.length > 0);
}

async function isPublished(folder: string, planned: PlannedVersion, registry: string): Promise<boolean> {
  const { name, version, tarball } = planned;
  const { versions, latest } = await readPackument(registry, name);
  const published = versions[version]?.dist.integrity;
  if (published !== undefined) {
    const packed = integrityOf(readFileSync(join(folder, tarball.path)));
    if (published === packed) return true;
    throw new Error(
      `${name} ${version} is published with other content: ${published}, and ${packed} was packed. ` +
        "A published version can't be replaced: release a new version.",
    );
  }
  if (latest !== undefined && gt(latest, version)) {
    throw new Error(
      `${name} ${latest} is published, and ${version} would replace it as the latest version. ` +
        "Run the newest release instead of this one.",
    );
  }
  return false;
}
