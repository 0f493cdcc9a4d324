import { parseAuthorization } from "./authorization-header.js";
import { createHmacKey, type HmacKey } from "./hmac.js";
import { checkSignedTarget, isWholeUrl, type SignedParts, type SignedTarget, stringToSign } from "./string-to-sign.js";

/** Why a request was rejected. */
export type RejectionReason = "missing" | "malformed" | "unknown-key" | "wrong-signature";

/** The merchant's API key, or why the request was rejected. */
export type Verification = { ok: true; apiKey: string } | { ok: false; reason: RejectionReason };

/** Verifies the signatures of requests. */
export interface Verifier {
  /**
   * `path` and `body` as they arrived: the raw request target and the raw bytes, not parsed and serialised again.
   *
   * @throws {TypeError} when `path` is not a string, or `body` is neither a string nor bytes.
   */
  verify(request: SignedParts & { authorization: string | null | undefined }): Promise<Verification>;
}

/** How signatures are verified. */
export interface VerifierOptions {
  /** Returns the secret key of an API key, `undefined` when the API key is unknown. */
  secretKeyFor: (apiKey: string) => string | undefined | Promise<string | undefined>;
  /** Which part of the URL must be signed, `"path"` by default. */
  signedTarget?: SignedTarget | undefined;
}

/**
 * Creates the counterpart of a signer, for mock servers, tests and diagnoses. It accepts exactly the headers that
 * {@link createSigner} makes with the same keys and the same `signedTarget`. Signatures are compared in constant time.
 *
 * It does not remember random keys, so it accepts a repeated request. The scheme signs path and body without a
 * separator: `/a` with the body `b` has the signature of `/ab` without a body.
 *
 * @throws {TypeError} when `signedTarget` has another value.
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
 *
 * @example Finds out whether a request was signed with its query. Without a query both targets are the same.
 * ```ts
 * import { createVerifier, type SignedTarget } from "@iyzico-mass-payout/auth";
 *
 * export async function signedTargetOf(authorization: string, path: string): Promise<SignedTarget | undefined> {
 *   for (const signedTarget of ["path", "path-and-query"] as const) {
 *     const verifier = createVerifier({ secretKeyFor: () => "sandbox-secret", signedTarget });
 *     if ((await verifier.verify({ authorization, path })).ok) return signedTarget;
 *   }
 *   return undefined;
 * }
 * ```
 */
export function createVerifier(options: VerifierOptions): Verifier {
  const { secretKeyFor } = options;
  const signedTarget = checkSignedTarget(options.signedTarget);
  // To make a key costs several times what it costs to use it, and most verifiers serve one merchant.
  let last: { secretKey: string; key: HmacKey } | undefined;
  const keyOf = (secretKey: string): HmacKey => {
    if (last?.secretKey !== secretKey) last = { secretKey, key: createHmacKey(secretKey) };
    return last.key;
  };
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
      const message = stringToSign(parsed.randomKey, { path, body }, signedTarget);
      return (await keyOf(secretKey).verify(message, parsed.signature))
        ? { ok: true, apiKey: parsed.apiKey }
        : { ok: false, reason: "wrong-signature" };
    },
  });
}
