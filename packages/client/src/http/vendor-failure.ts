import type { MassPayoutErrorCode } from "../errors/codes.js";
import type { Outcome } from "../errors/mass-payout-error.js";

/** How a failure that iyzico answered with is to be taken. Where the outcome is unknown, the hint goes on with what to do. */
export interface VendorFailure {
  code: MassPayoutErrorCode;
  outcome: Outcome;
  summary: string;
  hint: string;
}

const authenticationFailed = {
  code: "authentication_failed",
  outcome: "rejected",
  summary: "iyzico did not accept the signature or the credentials",
} as const;

const serviceFailed: VendorFailure = {
  code: "service_error",
  outcome: "unknown",
  summary: "iyzico's side failed",
  hint: "Such failures pass.",
};

const fieldRefused: VendorFailure = {
  code: "request_rejected",
  outcome: "rejected",
  summary: "iyzico refused the request",
  hint: "See vendorMessage, where there is one. The same request will be refused again.",
};

const limitExceeded: VendorFailure = {
  code: "rate_limited",
  outcome: "rejected",
  summary: "iyzico's request limit is exceeded",
  hint:
    "Wait a minute before the next request, and send fewer a minute. PayoutSnapshot at the payout before you repeat anything that " +
    "moves money: that nothing was done is inferred and not documented.",
};

// The same numbers mean other things in iyzico's other services: this table is for mass payout alone.
const byErrorCode: ReadonlyMap<string, VendorFailure> = new Map<string, VendorFailure>([
  ["1", serviceFailed],
  ["2", serviceFailed],
  ...Array.from({ length: 25 }, (_, index): [string, VendorFailure] => [String(index + 3), fieldRefused]),
  [
    "1000",
    {
      ...authenticationFailed,
      hint:
        "The secret key may be wrong, or the request went through something that changed its path or body. iyzico also " +
        "answers 1000 to a body that it can't take: more than two decimals, empty strings, unknown keys, wrong types.",
    },
  ],
  [
    "1001",
    {
      ...authenticationFailed,
      hint: "The API key is unknown on this host: usually a sandbox key on the production host or the reverse.",
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
      hint: "Ask iyzico's support to switch the product on for the merchant, in this environment.",
    },
  ],
  ["2005", fieldRefused],
  ["2030", fieldRefused],
  ["50000", limitExceeded],
  [
    "100001",
    {
      ...serviceFailed,
      hint: "Also seen when mass payout was not enabled for the merchant.",
    },
  ],
]);

const gatewayRefused: VendorFailure = {
  ...authenticationFailed,
  hint: "iyzico's gateway does not know these credentials: check both keys, and that they belong to this host.",
};

const undocumented: VendorFailure = {
  code: "request_rejected",
  outcome: "unknown",
  summary: "iyzico answered with a failure that is not documented for mass payout",
  hint: "See vendorMessage, where there is one.",
};

/**
 * What the vendor's code says. `status` is the body's own: 401 there is the gateway's form of a refusal. The HTTP status
 * only helps where the code says nothing.
 */
export function vendorFailureOf(errorCode: string | undefined, status: string, httpStatus: number): VendorFailure {
  if (status === "401") return gatewayRefused;
  const documented = byErrorCode.get(errorCode ?? "");
  if (documented !== undefined) return documented;
  const statusCode = /^\d{3}$/.test(status) ? Number(status) : httpStatus;
  if (statusCode === 429) return limitExceeded;
  return statusCode >= 500 ? serviceFailed : undocumented;
}
