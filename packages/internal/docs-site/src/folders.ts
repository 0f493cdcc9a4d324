import { fileURLToPath } from "node:url";

/** Where the site is written that is published. */
export const publishedSite: string = fileURLToPath(new URL("../dist/site/", import.meta.url));

/** Where the site is written that is checked. */
export const checkedSite: string = fileURLToPath(new URL("../dist/checked/", import.meta.url));

/** The sub-path that it is served at: that of the repository's name, as GitHub Pages does. */
export const checkedBase = "/iyzico-mass-payout/";
