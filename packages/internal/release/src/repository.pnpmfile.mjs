// pnpm's hook during release:pack: it writes `repository` into the packed manifests. The files of the tree stay unchanged.
import { relative } from "node:path";
import { root } from "@iyzico-mass-payout/harness/workspace";
import { repositoryOf } from "./repository.ts";

export const hooks = {
  beforePacking(manifest, folder) {
    return { ...manifest, ...repositoryOf(relative(root, folder).replaceAll("\\", "/"), process.env) };
  },
};
