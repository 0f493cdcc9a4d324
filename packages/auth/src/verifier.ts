import { parseAuthorization } from "./authorization.js";
import { hmacWith } from "./hmac.js";
import { isWholeUrl, messageOf } from "./message.js";
import type { SignedParts, SignedTarget } from "./signed-parts.js";

/** Why a request was refused. */
export type RefusalReason = "missing" | "malformed" | "unknown-key" | "wrong-signature";

/** Whose signature it is, or why it is refused. */
export type Verification = { ok: true; apiKey: string } | { ok: false; reason: RefusalReason };

/** Tells signed requests from others. */
export interface Verifier {
  /** `path` and `body` as they arrived: the raw request target and the raw bytes, not parsed and written again. */
  verify(request: SignedParts & { authorization: string | null | undefined }): Promise<Verification>;
}

/** How signatures are verified. */
export interface VerifierOptions {
  /** The secret that belongs to an API key, `undefined` when there is none. */
  secretKeyFor: (apiKey: string) => string | undefined | Promise<string | undefined>;
  /** Which part of the address is signed, `"path"` by default. */
  signedTarget?: SignedTarget | undefined;
}

/**
 * Makes the other side of a signer, for mock servers and tests: accepts exactly the headers that {@link createSigner}
 * makes with the same keys. Signatures are compared in constant time.
 *
 * It does not remember random keys, so it accepts a repeated request. And the scheme signs path and body without
 * anything between them: `/a` with the body `b` has the signature of `/ab` without a body.
 *
 * @example
 * ```ts
 * import { createVerifier } from "@iyzico-mass-payout/auth";
 *
 * const verifier = createVerifier({
 *   secretKeyFor: (apiKey) => (apiKey === "sandbox-key" ? "sandbox-secret" : undefined),
 * });
 *
 * export async function isSigned(request: Request): Promise<boolean> {
 *   const { ok } = await verifier.verify({
 *     authorization: request.headers.get("authorization"),
 *     path: new URL(request.url).pathname,
 *     body: new Uint8Array(await request.arrayBuffer()),
 *   });
 *   return ok;
 * }
 * ```
 */
export function createVerifier({ secretKeyFor, signedTarget = "path" }: VerifierOptions): Verifier {
  return Object.freeze({
    async verify({
      authorization,
      path,
      body,
    }: SignedParts & { authorization: string | null | undefined }): Promise<Verification> {
      if (!authorization) return { ok: false, reason: "missing" };
      const parsed = parseAuthorization(authorization);
      if (parsed === undefined || isWholeUrl(path)) return { ok: false, reason: "malformed" };
      const secretKey = await secretKeyFor(parsed.apiKey);
      if (!secretKey) return { ok: false, reason: "unknown-key" };
      const message = messageOf(parsed.randomKey, { path, body }, signedTarget);
      return (await hmacWith(secretKey).verify(message, parsed.signature))
        ? { ok: true, apiKey: parsed.apiKey }
        : { ok: false, reason: "wrong-signature" };
    },
  });
}
