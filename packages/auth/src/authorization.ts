import { unprintable } from "./credentials.js";

/** What an `Authorization` header of the scheme IYZWSv2 says. */
export interface Authorization {
  apiKey: string;
  randomKey: string;
  /** HMAC-SHA256 in lower-case hexadecimal, 64 digits. */
  signature: string;
}

const scheme = "IYZWSv2 ";
const content = /^apiKey:([^:&]+)&randomKey:([\w-]+)&signature:([0-9a-f]{64})$/;

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
  if (!header?.startsWith(scheme)) return undefined;
  const text = decodeBase64(header.slice(scheme.length));
  const [, apiKey, randomKey, signature] = (text && content.exec(text)) || [];
  if (apiKey === undefined || randomKey === undefined || signature === undefined) return undefined;
  if (unprintable.test(apiKey)) return undefined;
  const authorization = { apiKey, randomKey, signature };
  // Several Base64 texts decode to the same bytes; only the one that a signer writes is accepted.
  return formatAuthorization(authorization) === header ? authorization : undefined;
}

function decodeBase64(base64: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
