import { retain } from "./abort-propagation.js";
import type { Signer } from "./signer.js";

/**
 * Returns the request with its signature. The bytes that were signed are the bytes of its body. Consumes the body of the
 * given request.
 *
 * Redirects are not followed: a signature covers one path only, and a redirect would send the body with its personal
 * data to whichever server the redirect names.
 */
export async function signRequest(signer: Signer, request: Request): Promise<Request> {
  const { pathname, search } = new URL(request.url);
  // Copied before the body is read: Bun drops the content type of a form or a blob when it reads the body.
  const headers = new Headers(request.headers);
  const body = request.body === null ? null : new Uint8Array(await request.arrayBuffer());
  const { authorization, "x-iyzi-rnd": randomKey } = await signer.sign({
    path: pathname + search,
    body: body ?? undefined,
  });
  headers.set("authorization", authorization);
  headers.set("x-iyzi-rnd", randomKey);
  const signed = new Request(request, { headers, body, redirect: "manual" });
  retain(signed, request);
  return signed;
}
