import { retain, retainWhileRead } from "./abort-propagation.js";
import type { Credentials } from "./credentials.js";
import { fetchOnce } from "./fetch-once.js";
import { remakeRequest, sign, signRequest } from "./sign-request.js";
import { type Signer, toSigner } from "./signer.js";

/**
 * Creates a `fetch` that signs every request with IYZWSv2, each call under its own random key. Redirects are not
 * followed: a redirect is returned as a response with its 3xx status. What a call has beside the standard options, such as
 * `dispatcher` of Node, `proxy` of Bun or `client` of Deno, is passed on.
 *
 * @param credentialsOrSigner give a signer to sign the query too, see {@link SignedTarget}.
 * @param fetch sends the signed request, with the options that are not part of a Request as the second argument, if there
 * are any; {@link fetchOnce} by default.
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
  fetch: (request: Request, init?: RequestInit) => Promise<Response> = fetchOnce,
): typeof globalThis.fetch {
  const signer = toSigner(credentialsOrSigner);
  // The runtime's fetch takes a URL or a Request with options that replace parts of it. Every other gets a Request with them.
  const send = async (input: string | Request, init: RequestInit): Promise<Response> => {
    if (fetch === fetchOnce) return retainWhileRead(await fetchOnce(input, init), input);
    const request = typeof input === "string" ? new Request(input, init) : remakeRequest(input, init);
    return retainWhileRead(await fetch(request, otherOptions(request, init)), request);
  };
  return async (input, init) => {
    if (isUrl(input) && isText(init?.body) && isPlain(init)) {
      // Copied at once: the caller may change its objects while the signer works.
      const [url, options, headers] = [String(input), { ...init }, new Headers(init?.headers)];
      return send(url, { ...options, ...(await sign(signer, url, headers, init?.body)) });
    }
    const request = new Request(input, init);
    retain(request, input);
    const options = otherOptions(request, init);
    return send(request, { ...options, ...(await signRequest(signer, request)) });
  };
}

function isUrl(input: string | URL | Request): input is string | URL {
  return typeof input === "string" || "href" in input;
}

/** Whether a body is at hand, so that no Request has to be made to read it: that would be a fifth of the whole cost. */
function isText(body: RequestInit["body"]): body is string | null | undefined {
  return typeof (body ?? "") === "string";
}

/** Whether a copy has all of the options: `fetch` heeds inherited ones too, such as the signal of a class of the caller's. */
function isPlain(init: RequestInit | null | undefined): boolean {
  return Object.getPrototypeOf(init ?? {}) === Object.prototype;
}

/** The options that are no part of a Request, if there are any. */
function otherOptions(request: Request, init: RequestInit = {}): RequestInit | undefined {
  const others = Object.entries(init).filter(([name]) => !(name in request));
  return others.length > 0 ? Object.fromEntries(others) : undefined;
}
