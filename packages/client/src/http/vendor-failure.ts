import type { MassPayoutErrorCode } from "../errors/codes.js";
import type { Outcome } from "../errors/mass-payout-error.js";

/** What a failure that iyzico answered means. For an unknown outcome, the caller adds the next step to the hint. */
export interface VendorFailure {
  code: MassPayoutErrorCode;
  outcome: Outcome;
  summary: string;
  hint: string;
}

const authenticationFailed = {
  code: "authentication_failed",
  outcome: "rejected",
  summary: "iyzico rejected the signature or the credentials",
} as const;

const serviceFailed: VendorFailure = {
  code: "service_error",
  outcome: "unknown",
  summary: "iyzico's service failed",
  hint: "Such failures are temporary.",
};

const fieldRejected: VendorFailure = {
  code: "request_rejected",
  outcome: "rejected",
  summary: "iyzico rejected the request",
  hint: "See vendorMessage, if there is one. The same request will be rejected again.",
};

const limitExceeded: VendorFailure = {
  code: "rate_limited",
  outcome: "rejected",
  summary: "iyzico's request limit is exceeded",
  hint:
    "Wait a minute before the next request, and send fewer per minute. Read the payout before you send init, auth or " +
    "cancel again: that the rejected request had no effect is inferred and not documented.",
};

// For mass payout only: the same numbers have other meanings in iyzico's other services.
const byErrorCode: ReadonlyMap<string, VendorFailure> = new Map<string, VendorFailure>([
  ["1", serviceFailed],
  ["2", serviceFailed],
  ...Array.from({ length: 25 }, (_, index): [string, VendorFailure] => [String(index + 3), fieldRejected]),
  [
    "1000",
    {
      ...authenticationFailed,
      hint:
        "The secret key may be wrong, or a proxy changed the path or the body of the request. iyzico also answers 1000 " +
        "to a body that it cannot read: more than two decimals, empty strings, unknown keys, wrong types.",
    },
  ],
  [
    "1001",
    {
      ...authenticationFailed,
      hint: "The API key is unknown on this host: usually it is a sandbox key on the production host, or the reverse.",
    },
  ],
  ["1007", { ...authenticationFailed, hint: "The signature did not arrive: does a proxy remove headers?" }],
  ["1009", { ...authenticationFailed, hint: "The Authorization header did not arrive: does a proxy remove it?" }],
  [
    "2000",
    {
      code: "product_not_enabled",
      outcome: "rejected",
      summary: "mass payout is not enabled for this merchant",
      hint: "Ask iyzico's support to enable the product for the merchant in this environment.",
    },
  ],
  ["2005", fieldRejected],
  ["2030", fieldRejected],
  ["50000", limitExceeded],
  [
    "100001",
    {
      ...serviceFailed,
      hint: "Also seen when mass payout was not enabled for the merchant.",
    },
  ],
]);

const gatewayRejected: VendorFailure = {
  ...authenticationFailed,
  hint: "iyzico's gateway does not know these credentials: check both keys, and whether they belong to this host.",
};

const undocumented: VendorFailure = {
  code: "request_rejected",
  outcome: "unknown",
  summary: "iyzico answered with a failure that is not documented for mass payout",
  hint: "See vendorMessage, if there is one.",
};

/**
 * What a failure of the vendor means, from its error code. `status` is the field of the body: "401" is the gateway's
 * form of a rejection. The HTTP status counts only if the code is not documented.
 */
export function vendorFailureOf(errorCode: string | undefined, status: string, httpStatus: number): VendorFailure {
  if (status === "401") return gatewayRejected;
  const documented = byErrorCode.get(errorCode ?? "");
  if (documented !== undefined) return documented;
  const statusCode = /^\d{3}$/.test(status) ? Number(status) : httpStatus;
  if (statusCode === 429) return limitExceeded;
  return statusCode >= 500 ? serviceFailed : undocumented;
}
