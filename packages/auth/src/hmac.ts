/** A key for HMAC-SHA256. The key can't be read back from it. */
export interface HmacKey {
  /** The message's signature in lower-case hexadecimal. */
  sign(message: Uint8Array<ArrayBuffer>): Promise<string>;
  /** Whether the signature is the message's, compared in constant time. */
  verify(message: Uint8Array<ArrayBuffer>, signature: string): Promise<boolean>;
}

export function createHmacKey(secretKey: string): HmacKey {
  const key = new TextEncoder().encode(secretKey);
  return createNodeHmacKey(key) ?? createWebCryptoHmacKey(key);
}

/** The part of `node:crypto` that is used. Declared here, so that the package compiles without Node's types. */
interface NodeCrypto {
  createSecretKey(key: Uint8Array): object;
  createHmac(
    algorithm: "sha256",
    key: object,
  ): { update(message: Uint8Array): { digest(): Uint8Array; digest(encoding: "hex"): string } };
  timingSafeEqual(one: Uint8Array, other: Uint8Array): boolean;
}

/**
 * HMAC of `node:crypto`, or `undefined` where the runtime does not have it. For the few bytes of a request it is many
 * times faster than WebCrypto, which hands each message to another thread. An import of `node:crypto` would keep the
 * package out of other runtimes, therefore `process.getBuiltinModule`.
 */
export function createNodeHmacKey(secretKey: Uint8Array): HmacKey | undefined {
  const { process } = globalThis as { process?: { getBuiltinModule?(name: string): NodeCrypto | undefined } };
  const crypto = process?.getBuiltinModule?.("node:crypto");
  if (crypto === undefined) return undefined;
  const key = crypto.createSecretKey(secretKey);
  const hmac = (message: Uint8Array) => crypto.createHmac("sha256", key).update(message);
  return {
    sign: async (message) => hmac(message).digest("hex"),
    async verify(message, signature) {
      const expected = new TextEncoder().encode(hmac(message).digest("hex"));
      const given = new TextEncoder().encode(signature);
      return given.length === expected.length && crypto.timingSafeEqual(given, expected);
    },
  };
}

const webCryptoAlgorithm = { name: "HMAC", hash: "SHA-256" };

/** HMAC of WebCrypto, which every supported runtime has. */
export function createWebCryptoHmacKey(secretKey: Uint8Array<ArrayBuffer>): HmacKey {
  let imported: Promise<CryptoKey> | undefined;
  const importKey = () => {
    imported ??= crypto.subtle.importKey("raw", secretKey, webCryptoAlgorithm, false, ["sign", "verify"]);
    return imported;
  };
  return {
    async sign(message) {
      const bytes = new Uint8Array(await crypto.subtle.sign(webCryptoAlgorithm, await importKey(), message));
      return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    },
    async verify(message, signature) {
      const bytes = Uint8Array.from({ length: signature.length / 2 }, (_, index) =>
        Number.parseInt(signature.slice(2 * index, 2 * index + 2), 16),
      );
      return crypto.subtle.verify(webCryptoAlgorithm, await importKey(), bytes, message);
    },
  };
}
