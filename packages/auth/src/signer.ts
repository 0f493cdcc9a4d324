import { formatAuthorization } from "./authorization.js";
import { type Credentials, checkCredentials } from "./credentials.js";
import { type Hmac, hmacWith } from "./hmac.js";
import { isWholeUrl, messageOf } from "./message.js";
import type { SignedParts, SignedTarget } from "./signed-parts.js";

/** The headers that authenticate one request. A type and no interface: so it fits wherever headers are taken. */
export type SignedHeaders = {
  authorization: string;
  /** The random key again. Left over from the scheme before; the vendor's SDKs still send it. */
  "x-iyzi-rnd": string;
};

/** Signs requests for one merchant. The secret can't be read from it. */
export interface Signer {
  /** Signs one request under a fresh random key. Sign again for every attempt, also for a repeated one. */
  sign(parts: SignedParts): Promise<SignedHeaders>;
}

/** How requests are signed. */
export interface SignerOptions {
  /**
   * Where random keys come from; `crypto.randomUUID` by default. Each must be unique and consist of letters, digits,
   * '-' and '_'. For tests and for reproducing known signatures.
   */
  randomKey?: (() => string) | undefined;
  /** Which part of the address is signed, `"path"` by default. */
  signedTarget?: SignedTarget | undefined;
}

/**
 * Makes a signer for iyzico's scheme IYZWSv2:
 * `"IYZWSv2 " + base64("apiKey:…&randomKey:…&signature:" + hex(HMAC-SHA256(secretKey, randomKey + path + body)))`.
 *
 * @throws {InvalidCredentialsError} when a key is empty or has white space, a line break or an invisible character in
 * it, or the API key has ':' or '&' in it.
 *
 * @example
 * ```ts
 * import { createSigner } from "@iyzico-mass-payout/auth";
 *
 * const signer = createSigner({ apiKey: "sandbox-key", secretKey: "sandbox-secret" });
 * const body = JSON.stringify({ requestId: "79cdefc1", page: 0, size: 40 });
 * const headers = await signer.sign({ path: "/v1/mass/payout/retrieve", body });
 * await fetch("https://sandbox-api.iyzipay.com/v1/mass/payout/retrieve?locale=en", {
 *   method: "POST",
 *   headers: { ...headers, "content-type": "application/json" },
 *   body, // the string that was signed
 * });
 * ```
 */
export function createSigner(credentials: Credentials, options: SignerOptions = {}): Signer {
  // The keys live in this closure alone: inspect, JSON.stringify and structuredClone see functions, no properties.
  const { apiKey, secretKey } = checkCredentials(credentials);
  const { randomKey: freshRandomKey = () => crypto.randomUUID(), signedTarget = "path" } = options;
  let hmac: Hmac | undefined;
  return Object.freeze({
    async sign(parts: SignedParts): Promise<SignedHeaders> {
      if (isWholeUrl(parts.path)) {
        throw new TypeError("path must be what follows the host, such as /v1/mass/payout/retrieve, not a whole URL.");
      }
      const randomKey = freshRandomKey();
      if (typeof randomKey !== "string" || !/^[\w-]+$/.test(randomKey)) {
        throw new TypeError("randomKey must return letters, digits, '-' and '_', and at least one of them.");
      }
      const message = messageOf(randomKey, parts, signedTarget);
      hmac ??= hmacWith(secretKey);
      const signature = await hmac.sign(message);
      return {
        authorization: formatAuthorization({ apiKey, randomKey, signature }),
        "x-iyzi-rnd": randomKey,
      };
    },
  });
}

/** Takes either form in which callers may say who signs. */
export function signerOf(credentialsOrSigner: Credentials | Signer, options?: SignerOptions): Signer {
  return isSigner(credentialsOrSigner) ? credentialsOrSigner : createSigner(credentialsOrSigner, options);
}

function isSigner(credentialsOrSigner: Credentials | Signer): credentialsOrSigner is Signer {
  return typeof (credentialsOrSigner as Partial<Signer> | undefined)?.sign === "function";
}
