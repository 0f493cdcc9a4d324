import { retain, retainWhileRead } from "./abort-propagation.js";
import type { Credentials } from "./credentials.js";
import { fetchOnce } from "./fetch-once.js";
import { signRequest } from "./sign-request.js";
import { type Signer, toSigner } from "./signer.js";

/**
 * Creates a `fetch` that signs every request with IYZWSv2, each call under its own random key. Redirects are not
 * followed: a redirect is returned as a response with its 3xx status.
 *
 * @param credentialsOrSigner give a signer to sign the query too, see {@link SignedTarget}.
 * @param fetch sends the signed request; {@link fetchOnce} by default.
 * @throws {InvalidCredentialsError} when the credentials can't work, see {@link createSigner}.
 *
 * @example
 * ```ts
 * import { createSignedFetch } from "@iyzico-mass-payout/auth";
 *
 * const signedFetch = createSignedFetch({ apiKey: "sandbox-key", secretKey: "sandbox-secret" });
 * const response = await signedFetch("https://sandbox-api.iyzipay.com/v1/mass/payout/balance?locale=en");
 * ```
 */
export function createSignedFetch(
  credentialsOrSigner: Credentials | Signer,
  fetch: (request: Request) => Promise<Response> = fetchOnce,
): typeof globalThis.fetch {
  const signer = toSigner(credentialsOrSigner);
  return async (input, init) => {
    const unsigned = new Request(input, init);
    retain(unsigned, input);
    const request = await signRequest(signer, unsigned);
    const response = await fetch(request);
    retainWhileRead(response, request);
    return response;
  };
}
