import { createHash } from "node:crypto";
import type { Manifest } from "@iyzico-mass-payout/harness/workspace";

/** What a registry has of a package. */
export interface Packument {
  /** The manifest of each version. */
  readonly versions: Readonly<Record<string, PublishedManifest>>;
  /** The version that is tagged as the latest, if there is one. */
  readonly latest?: string | undefined;
}

/** The manifest of a published version, with the address of its tarball. */
export type PublishedManifest = Manifest & { readonly dist: { readonly integrity: string; readonly tarball: string } };

/**
 * Reads what a registry has of a package: no version, if it does not know the package.
 *
 * @throws {Error} when the registry does not answer.
 */
export async function readPackument(registry: string, name: string): Promise<Packument> {
  const response = await fetch(registry + name.replace("/", "%2f"));
  if (response.status === 404) return { versions: {} };
  if (!response.ok) throw new Error(`${registry} can't be asked about ${name}: HTTP status ${response.status}.`);
  const { versions = {}, "dist-tags": tags } = (await response.json()) as {
    versions?: Packument["versions"];
    "dist-tags"?: { latest?: string };
  };
  return { versions, latest: tags?.latest };
}

/** The integrity of a tarball, as registries and lockfiles write it. */
export function integrityOf(bytes: Uint8Array): string {
  return `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
}
