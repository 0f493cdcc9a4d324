import { nodeHmac } from "./hmac-node.js";
import { webHmac } from "./hmac-webcrypto.js";

/** HMAC-SHA256 under one secret key, which can't be read back. */
export interface Hmac {
  /** The signature of a message in lower-case hexadecimal. */
  sign(message: Uint8Array<ArrayBuffer>): Promise<string>;
  /** Whether the signature belongs to the message, compared in constant time. */
  verify(message: Uint8Array<ArrayBuffer>, signature: string): Promise<boolean>;
}

export function hmacWith(secretKey: string): Hmac {
  const key = new TextEncoder().encode(secretKey);
  return nodeHmac(key) ?? webHmac(key);
}
