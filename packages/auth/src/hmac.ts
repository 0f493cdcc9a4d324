const algorithm = { name: "HMAC", hash: "SHA-256" };

/** A key that signs and verifies but can't be read back. */
export function importKey(secretKey: string): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", new TextEncoder().encode(secretKey), algorithm, false, ["sign", "verify"]);
}

/** The signature of a message in lower-case hexadecimal. */
export async function hmac(key: CryptoKey, message: Uint8Array<ArrayBuffer>): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.sign(algorithm, key, message));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Whether the signature belongs to the message. WebCrypto compares in constant time. */
export function verifyHmac(key: CryptoKey, message: Uint8Array<ArrayBuffer>, signature: string): Promise<boolean> {
  const bytes = Uint8Array.from({ length: signature.length / 2 }, (_, index) =>
    Number.parseInt(signature.slice(2 * index, 2 * index + 2), 16),
  );
  return crypto.subtle.verify(algorithm, key, bytes, message);
}
