// `release:jsr-write` writes the jsr.json of each package for JSR from its package.json. `pnpm changeset version` does so too.
import { root } from "@iyzico-mass-payout/harness/workspace";
import { writeJsrFiles } from "./jsr.ts";

writeJsrFiles(root);
