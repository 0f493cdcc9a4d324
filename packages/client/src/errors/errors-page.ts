/**
 * The page that explains every error code: a file of this package, until the documentation site is published. Then its address,
 * such as `https://owner.github.io/iyzico-mass-payout/errors`. It is named here and nowhere else.
 */
export const errorsPage: string = "docs/errors.md";
