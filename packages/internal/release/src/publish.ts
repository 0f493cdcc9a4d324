// `release:publish` publishes the tarballs that `release:pack` packed. A version that the registry has already is left
// alone, so a release that broke off is completed by running this again, with the same tarballs.
import { root } from "@iyzico-mass-payout/harness/workspace";
import { publishPacked } from "./publish-packed.ts";

try {
  process.exitCode = await publishPacked(root);
} catch (error) {
  console.error(`${(error as Error).message}\nNothing was published.`);
  process.exitCode = 1;
}
