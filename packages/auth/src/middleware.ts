import { retainWhileRead } from "./abort-propagation.js";
import type { Credentials } from "./credentials.js";
import { remakeRequest, signRequest } from "./sign-request.js";
import { type Signer, type SignerOptions, toSigner } from "./signer.js";

/** Assignable to openapi-fetch's `Middleware`. Declared here, so that this package does not depend on openapi-fetch. */
export interface SigningMiddleware {
  /** Returns the request with its signature. */
  onRequest(context: { readonly request: Request }): Promise<Request>;
  /** Lets the caller's abort signal reach the reading of the body; leaves the response as it is. */
  onResponse(context: { readonly request: Request; readonly response: Response }): undefined;
}

/**
 * Signs every request of an openapi-fetch client with IYZWSv2. Register it last, so that no other middleware changes a
 * request after it is signed. Redirects are not followed: a redirect is returned as a response with its 3xx status. A
 * request of a class of its own, such as undici's, stays of that class, and keeps what frameworks put on it.
 *
 * @param options how to sign, with credentials only: a signer has its own.
 * @throws {InvalidCredentialsError} when the credentials can't work, see {@link createSigner}.
 * @throws {TypeError} when `options` are given with a signer, or are invalid.
 *
 * @example
 * ```ts
 * import { iyzwsv2 } from "@iyzico-mass-payout/auth";
 * import type { paths } from "@iyzico-mass-payout/types";
 * import createClient from "openapi-fetch";
 *
 * const client = createClient<paths>({ baseUrl: "https://sandbox-api.iyzipay.com" });
 * client.use(iyzwsv2({ apiKey: "sandbox-key", secretKey: "sandbox-secret" }));
 * const { data } = await client.POST("/v1/mass/payout/retrieve", {
 *   params: { query: { locale: "en" } },
 *   body: { externalMassPayoutId: "salaries-2026-11", page: 0, size: 40 },
 * });
 * ```
 */
export function iyzwsv2(credentialsOrSigner: Credentials | Signer, options?: SignerOptions): SigningMiddleware {
  const signer = toSigner(credentialsOrSigner, options);
  return Object.freeze({
    onRequest: async ({ request }: { readonly request: Request }) =>
      remakeRequest(request, await signRequest(signer, request)),
    onResponse({ request, response }: { readonly request: Request; readonly response: Response }): undefined {
      retainWhileRead(response, request);
    },
  });
}
