import type { Credentials } from "./credentials.js";
import { fetchOnce } from "./fetch-once.js";
import { keepAlive, keepAliveWhileRead } from "./lifetime.js";
import { signedRequest } from "./signed-request.js";
import { type Signer, signerOf } from "./signer.js";

/**
 * A `fetch` that signs every request with IYZWSv2. Each call is signed anew, under a random key of its own. Redirects
 * are not followed: one arrives as a response with its 3xx status.
 *
 * @param fetch sends the signed request; {@link fetchOnce} by default.
 * @throws {InvalidCredentialsError} at once when the credentials can't work, see {@link createSigner}.
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
  const signer = signerOf(credentialsOrSigner);
  return async (input, init) => {
    const unsigned = new Request(input, init);
    keepAlive(unsigned, input);
    const request = await signedRequest(signer, unsigned);
    const response = await fetch(request);
    keepAliveWhileRead(response, request);
    return response;
  };
}
