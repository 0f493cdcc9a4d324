// pnpm's hook during release:preview: it writes the preview's version into the packed manifests. The files of the tree stay
// unchanged.
import { listPublishedPackages, root } from "@iyzico-mass-payout/harness/workspace";
import { previewManifest, readPreview } from "./preview-version.ts";

const siblings = listPublishedPackages(root).map(({ manifest }) => manifest.name);

export const hooks = {
  beforePacking: (manifest) => previewManifest(manifest, readPreview(process.env).version, siblings),
};
