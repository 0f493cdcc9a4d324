import { unprintable } from "./credentials.js";

/**
 * The parts of an HTTP `Authorization` header of the scheme IYZWSv2. The header authenticates one request; authorising
 * a payout is an operation of the API and not part of this package.
 */
export interface Authorization {
  /** Identifies the merchant. */
  apiKey: string;
  /** Unique for each request; the signature covers it. */
  randomKey: string;
  /** HMAC-SHA256 in lower-case hexadecimal, 64 digits. */
  signature: string;
}

const scheme = "IYZWSv2 ";
const content = /apiKey:([^:&]+)&randomKey:([\w-]+)&signature:([0-9a-f]{64})/;

export function formatAuthorization({ apiKey, randomKey, signature }: Authorization): string {
  const text = `apiKey:${apiKey}&randomKey:${randomKey}&signature:${signature}`;
  // btoa takes a character for a byte. That is right for ASCII, and much faster than to go through the bytes.
  return scheme + btoa(/^\p{ASCII}*$/u.test(apiKey) ? text : bytesAsText(text));
}

/** A text with one character for each byte of the given text in UTF-8. */
function bytesAsText(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join("");
}

/**
 * Parses an `Authorization` header. Returns `undefined` unless the header is byte for byte what a signer writes: also
 * for another scheme, upper-case hexadecimal, and Base64 with stray bits. Does not verify the signature.
 *
 * @example
 * ```ts
 * import { parseAuthorization } from "@iyzico-mass-payout/auth";
 *
 * export function apiKeyOf(request: Request): string | undefined {
 *   return parseAuthorization(request.headers.get("authorization"))?.apiKey;
 * }
 * ```
 */
export function parseAuthorization(header: string | null | undefined): Authorization | undefined {
  const match = content.exec(decodeBase64(header?.slice(scheme.length) ?? ""));
  if (match === null) return undefined;
  const [, apiKey, randomKey, signature] = match as unknown as [string, string, string, string];
  const authorization = { apiKey, randomKey, signature };
  // Several Base64 strings decode to the same bytes; only the one that a signer writes is accepted.
  return !unprintable.test(apiKey) && formatAuthorization(authorization) === header ? authorization : undefined;
}

function decodeBase64(base64: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));
  } catch {
    return "";
  }
}
