import { join } from "node:path";
import { listPublishedPackages, root } from "@iyzico-mass-payout/harness/workspace";

/** The tarball of a published package. The gates read tarballs and never sources: they are what users install. */
export interface Tarball {
  /** The package's name. */
  name: string;
  /** The file that the task `tarball` packs. */
  tarball: string;
}

/** The tarballs of all published packages. */
export const tarballs: readonly Tarball[] = listPublishedPackages(root).map(({ folder, manifest }) => ({
  name: manifest.name,
  tarball: join(root, folder, "tarball.tgz"),
}));

/** The tarball of one package, by its name without scope. */
export function tarballOf(name: string): string {
  return join(root, "packages", name, "tarball.tgz");
}
