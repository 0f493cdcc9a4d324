// `release:publish` publishes the tarballs that `release:pack` packed. A version that the registry has already is left
// alone, so a release that broke off is completed by running this again, with the same tarballs.
import { root } from "@iyzico-mass-payout/harness/workspace";
import { publishPacked, selectPacked } from "./publish-packed.ts";

const unpublished = await selectPacked(root).catch((error: Error) => {
  console.error(`${error.message}\nNothing was published.`);
  return undefined;
});
process.exitCode = unpublished === undefined ? 1 : publishPacked(root, unpublished);
