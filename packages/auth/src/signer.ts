import { formatAuthorization } from "./authorization-header.js";
import { type Credentials, checkCredentials } from "./credentials.js";
import { createHmacKey, type HmacKey } from "./hmac.js";
import { checkSignedTarget, isWholeUrl, type SignedParts, type SignedTarget, stringToSign } from "./string-to-sign.js";

/** The headers that authenticate one request. A type, because an interface is not assignable to `HeadersInit`. */
export type SignedHeaders = {
  /** See {@link parseAuthorization}. */
  authorization: string;
  /** The random key again. Left over from the previous scheme; the vendor's SDKs still send it. */
  "x-iyzi-rnd": string;
};

/** Signs requests for one merchant. The secret key can't be read from it. */
export interface Signer {
  /**
   * Signs one request under a fresh random key. Sign again for every attempt, a retry included.
   *
   * @throws {TypeError} when `path` is not a string or is a whole URL, or `body` is neither a string nor bytes.
   */
  sign(parts: SignedParts): Promise<SignedHeaders>;
}

/** How requests are signed. */
export interface SignerOptions {
  /**
   * Returns a random key; `crypto.randomUUID` by default. Each must be unique and consist of letters, digits, '-' and
   * '_'. For tests, and for reproducing known signatures.
   */
  randomKey?: (() => string) | undefined;
  /** Which part of the URL is signed, `"path"` by default. */
  signedTarget?: SignedTarget | undefined;
}

/**
 * Creates a signer for iyzico's scheme IYZWSv2:
 * `"IYZWSv2 " + base64("apiKey:…&randomKey:…&signature:" + hex(HMAC-SHA256(secretKey, randomKey + path + body)))`.
 *
 * @throws {InvalidCredentialsError} when a key is empty or contains white space, a line break or an invisible character,
 * or the API key contains ':' or '&'.
 * @throws {TypeError} when `signedTarget` has another value.
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
 *
 * @example The query is signed too. Give `path` with its query then.
 * ```ts
 * import { createSignedFetch, createSigner } from "@iyzico-mass-payout/auth";
 *
 * const credentials = { apiKey: "sandbox-key", secretKey: "sandbox-secret" };
 * const signer = createSigner(credentials, { signedTarget: "path-and-query" });
 * const headers = await signer.sign({ path: "/v1/mass/payout/balance?locale=en" });
 * const signedFetch = createSignedFetch(signer);
 * ```
 */
export function createSigner(credentials: Credentials, options: SignerOptions = {}): Signer {
  // The keys are in this closure only: inspect, JSON.stringify and structuredClone see functions and no properties.
  const { apiKey, secretKey } = checkCredentials(credentials);
  const { randomKey: createRandomKey = () => crypto.randomUUID() } = options;
  const signedTarget = checkSignedTarget(options.signedTarget);
  let hmacKey: HmacKey | undefined;
  return Object.freeze({
    async sign(parts: SignedParts): Promise<SignedHeaders> {
      if (isWholeUrl(parts.path)) {
        throw new TypeError("path must be the part of the URL after the host, such as /v1/mass/payout/retrieve.");
      }
      const randomKey = createRandomKey();
      if (typeof randomKey !== "string" || !/^[\w-]+$/.test(randomKey)) {
        throw new TypeError("randomKey must return one or more letters, digits, '-' or '_'.");
      }
      const message = stringToSign(randomKey, parts, signedTarget);
      hmacKey ??= createHmacKey(secretKey);
      const signing = hmacKey.sign(message);
      const signature = typeof signing === "string" ? signing : await signing;
      return {
        authorization: formatAuthorization({ apiKey, randomKey, signature }),
        "x-iyzi-rnd": randomKey,
      };
    },
  });
}

/** The signer that a function with the parameter `credentialsOrSigner` uses. */
export function toSigner(credentialsOrSigner: Credentials | Signer, options?: SignerOptions): Signer {
  if (!isSigner(credentialsOrSigner)) return createSigner(credentialsOrSigner, options);
  // Ignored options would sign another part of the URL than the caller asked for.
  if (options !== undefined) throw new TypeError("options must be left out with a signer.");
  return credentialsOrSigner;
}

function isSigner(credentialsOrSigner: Credentials | Signer): credentialsOrSigner is Signer {
  return typeof (credentialsOrSigner as Partial<Signer> | undefined)?.sign === "function";
}
