import { unprintable } from "./credentials.js";

/** What an `Authorization` header of the scheme IYZWSv2 says. */
export interface Authorization {
  apiKey: string;
  randomKey: string;
  /** HMAC-SHA256 in lower-case hexadecimal, 64 digits. */
  signature: string;
}

const scheme = "IYZWSv2 ";
const content = /apiKey:([^:&]+)&randomKey:([\w-]+)&signature:([0-9a-f]{64})/;

/** Writes the header's value. */
export function formatAuthorization({ apiKey, randomKey, signature }: Authorization): string {
  const bytes = new TextEncoder().encode(`apiKey:${apiKey}&randomKey:${randomKey}&signature:${signature}`);
  return scheme + btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/**
 * Reads an `Authorization` header. Returns `undefined` for everything that a signer would not have written to the byte:
 * another scheme, upper-case hexadecimal, Base64 with stray bits. Says nothing about whether the signature is right.
 *
 * @example
 * ```ts
 * import { parseAuthorization } from "@iyzico-mass-payout/auth";
 *
 * export function merchantOf(request: Request): string | undefined {
 *   return parseAuthorization(request.headers.get("authorization"))?.apiKey;
 * }
 * ```
 */
export function parseAuthorization(header: string | null | undefined): Authorization | undefined {
  const match = content.exec(decodeBase64(header?.slice(scheme.length) ?? ""));
  if (match === null) return undefined;
  const [, apiKey, randomKey, signature] = match as unknown as [string, string, string, string];
  const authorization = { apiKey, randomKey, signature };
  // Several texts decode to the same bytes; only the one that a signer writes is accepted.
  return !unprintable.test(apiKey) && formatAuthorization(authorization) === header ? authorization : undefined;
}

function decodeBase64(base64: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));
  } catch {
    return "";
  }
}
