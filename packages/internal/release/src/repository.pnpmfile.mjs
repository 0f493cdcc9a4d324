// pnpm's hook while release:pack packs: the manifest in the tarball says where its source is. The files stay as they are.
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { repositoryOf } from "./repository.ts";

const root = fileURLToPath(new URL("../../../../", import.meta.url));

export const hooks = {
  beforePacking(manifest, folder) {
    return { ...manifest, ...repositoryOf(relative(root, folder).replaceAll("\\", "/"), process.env) };
  },
};
