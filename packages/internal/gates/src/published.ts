import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root: string = fileURLToPath(new URL("../../../../", import.meta.url));

/** A package that users install. */
export interface PublishedPackage {
  name: string;
  folder: string;
  /** What `pnpm pack` made of it. Nothing here reads the sources: what counts is what arrives. */
  tarball: string;
}

/** Every package of the repository that is not private. */
export const published: readonly PublishedPackage[] = globSync("packages/*/package.json", { cwd: root })
  .sort()
  .flatMap((path) => {
    const { name, private: isPrivate } = JSON.parse(readFileSync(join(root, path), "utf8"));
    const folder = join(root, dirname(path));
    return isPrivate === true ? [] : [{ name, folder, tarball: join(folder, "tarball.tgz") }];
  });

export function tarballOf(name: string): string {
  return join(root, "packages", name, "tarball.tgz");
}
