import { keepAlive } from "./lifetime.js";
import type { Signer } from "./signer.js";

/**
 * The same request, signed: the bytes that were signed are the bytes of its body. The given request is used up.
 *
 * Redirects are not followed: a signature is good for one path only, and a redirect would hand the body with its
 * personal data to whatever server is named.
 */
export async function signedRequest(signer: Signer, request: Request): Promise<Request> {
  const { pathname, search } = new URL(request.url);
  // Before the body is read: some runtimes then forget the content type that a form or a blob brought along.
  const headers = new Headers(request.headers);
  const body = request.body === null ? null : new Uint8Array(await request.arrayBuffer());
  const { authorization, "x-iyzi-rnd": randomKey } = await signer.sign({
    path: pathname + search,
    body: body ?? undefined,
  });
  headers.set("authorization", authorization);
  headers.set("x-iyzi-rnd", randomKey);
  const signed = new Request(request, { headers, body, redirect: "manual" });
  keepAlive(signed, request);
  return signed;
}
