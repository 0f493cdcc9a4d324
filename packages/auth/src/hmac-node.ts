import type { Hmac } from "./hmac.js";

/** As much of `node:crypto` as is used. */
interface NodeCrypto {
  createSecretKey(key: Uint8Array): object;
  createHmac(
    algorithm: "sha256",
    key: object,
  ): { update(message: Uint8Array): { digest(): Uint8Array; digest(encoding: "hex"): string } };
  timingSafeEqual(one: Uint8Array, other: Uint8Array): boolean;
}

/**
 * The HMAC of `node:crypto`, where the runtime has it: for a request's few bytes it is many times faster than WebCrypto,
 * which hands each of them to another thread. Not an import, which would keep the package out of other runtimes.
 */
export function nodeHmac(secretKey: Uint8Array): Hmac | undefined {
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
