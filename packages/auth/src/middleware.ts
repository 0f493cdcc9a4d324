import type { Credentials } from "./credentials.js";
import { keepAliveWhileRead } from "./lifetime.js";
import { signedRequest } from "./signed-request.js";
import { type Signer, type SignerOptions, signerOf } from "./signer.js";

/** Fits openapi-fetch's `Middleware`, without this package depending on openapi-fetch. */
export interface SigningMiddleware {
  onRequest(context: { readonly request: Request }): Promise<Request>;
  onResponse(context: { readonly request: Request; readonly response: Response }): undefined;
}

/**
 * Signs every request of an openapi-fetch client with IYZWSv2. Register it last, so that nothing changes a request
 * after it was signed. Redirects are not followed: one arrives as a response with its 3xx status.
 *
 * @param options go with credentials; a signer has its own.
 * @throws {InvalidCredentialsError} at once when the credentials can't work, see {@link createSigner}.
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
  const signer = signerOf(credentialsOrSigner, options);
  return Object.freeze({
    onRequest: ({ request }: { readonly request: Request }) => signedRequest(signer, request),
    onResponse({ request, response }: { readonly request: Request; readonly response: Response }): undefined {
      keepAliveWhileRead(response, request);
    },
  });
}
