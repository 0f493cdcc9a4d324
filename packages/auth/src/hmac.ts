import type { StringToSign } from "./string-to-sign.js";

/** A key for HMAC-SHA256. The key can't be read back from it. */
export interface HmacKey {
  /** The message's signature in lower-case hexadecimal. Not a promise where none is needed: it costs a tenth of the rest. */
  sign(message: StringToSign): string | Promise<string>;
  /** Whether the signature is the message's, compared in constant time. */
  verify(message: StringToSign, signature: string): Promise<boolean>;
}

export function createHmacKey(secretKey: string): HmacKey {
  const key = new TextEncoder().encode(secretKey);
  return createNodeHmacKey(key) ?? createWebCryptoHmacKey(key);
}

/** The part of `node:crypto` that is used. Declared here, so that the package compiles without Node's types. */
interface NodeCrypto {
  createSecretKey(key: Uint8Array): object;
  createHmac(algorithm: "sha256", key: object): Hmac;
  timingSafeEqual(one: Uint8Array, other: Uint8Array): boolean;
}

interface Hmac {
  /** Takes a string as its UTF-8. */
  update(piece: string | Uint8Array): Hmac;
  digest(encoding: "hex"): string;
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
  const sign = ({ head, body }: StringToSign) =>
    crypto.createHmac("sha256", key).update(head).update(body).digest("hex");
  return {
    sign,
    async verify(message, signature) {
      const expected = new TextEncoder().encode(sign(message));
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
      const signature = await crypto.subtle.sign(webCryptoAlgorithm, await importKey(), joinBytes(message));
      const bytes = new Uint8Array(signature);
      return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    },
    async verify(message, signature) {
      const bytes = Uint8Array.from({ length: signature.length / 2 }, (_, index) =>
        Number.parseInt(signature.slice(2 * index, 2 * index + 2), 16),
      );
      return crypto.subtle.verify(webCryptoAlgorithm, await importKey(), bytes, joinBytes(message));
    },
  };
}

/** The message as WebCrypto needs it, which signs one piece only. */
function joinBytes({ head, body }: StringToSign): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const pieces = [encoder.encode(head), typeof body === "string" ? encoder.encode(body) : body] as const;
  const bytes = new Uint8Array(pieces[0].length + pieces[1].length);
  bytes.set(pieces[0]);
  bytes.set(pieces[1], pieces[0].length);
  return bytes;
}
