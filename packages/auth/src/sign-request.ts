import { retain } from "./abort-propagation.js";
import type { Signer } from "./signer.js";

/** What a signed request has in place of its own parts, as `fetch` and the constructor of Request take it. */
interface Signed {
  headers: Headers;
  body: BodyInit | null;
  redirect: "manual";
}

/** Signs a request. Consumes its body: the bytes that were signed are the bytes that must be sent. */
export async function signRequest(signer: Signer, request: Request): Promise<Signed> {
  // Copied before the body is read: Bun drops the content type of a form or a blob when it reads the body.
  const headers = new Headers(request.headers);
  const body = request.body === null ? null : new Uint8Array(await request.arrayBuffer());
  return sign(signer, request.url, headers, body);
}

/**
 * Signs a request that is not made yet, and adds the signature to its headers.
 *
 * Redirects are not followed: a signature covers one path only, and a redirect would send the body with its personal
 * data to whichever server the redirect names.
 */
export async function sign(
  signer: Signer,
  url: string,
  headers: Headers,
  body: string | Uint8Array<ArrayBuffer> | null = null,
): Promise<Signed> {
  const { pathname, search } = new URL(url);
  const signature = await signer.sign({ path: pathname + search, body: body ?? undefined });
  for (const [name, value] of Object.entries(signature)) headers.set(name, value);
  return { headers, body, redirect: "manual" };
}

/**
 * Makes a request of another one and what replaces parts of it: of the same class, which may be a subclass or the class
 * of another HTTP client, and with the properties that programs put on requests for their frameworks, such as `next`.
 */
export function remakeRequest(request: Request, init: RequestInit): Request {
  const remade: Request = new (request.constructor as typeof Request)(request, init);
  for (const key of Object.keys(request)) {
    if (!(key in remade)) Reflect.set(remade, key, Reflect.get(request, key));
  }
  retain(remade, request);
  return remade;
}
