import type { Hmac } from "./hmac.js";

const algorithm = { name: "HMAC", hash: "SHA-256" };

/** The HMAC of WebCrypto, which every runtime has. */
export function webHmac(secretKey: Uint8Array<ArrayBuffer>): Hmac {
  let imported: Promise<CryptoKey> | undefined;
  const key = () => {
    imported ??= crypto.subtle.importKey("raw", secretKey, algorithm, false, ["sign", "verify"]);
    return imported;
  };
  return {
    async sign(message) {
      const bytes = new Uint8Array(await crypto.subtle.sign(algorithm, await key(), message));
      return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    },
    async verify(message, signature) {
      const bytes = Uint8Array.from({ length: signature.length / 2 }, (_, index) =>
        Number.parseInt(signature.slice(2 * index, 2 * index + 2), 16),
      );
      return crypto.subtle.verify(algorithm, await key(), bytes, message);
    },
  };
}
