import type { MassPayoutErrorCode } from "./codes.js";

/**
 * Where the documentation site is, with a slash at its end, such as `https://owner.github.io/iyzico-mass-payout/`; undefined as
 * long as it is not published. It is named here and nowhere else.
 */
const siteAddress: string | undefined = undefined;

/** Where an error code is explained: on the documentation site if there is one, and in a file of this package otherwise. */
export function docsOf(code: MassPayoutErrorCode, address: string | undefined = siteAddress): string {
  return address === undefined ? `docs/errors.md#${code}` : `${address}errors#${code}`;
}
