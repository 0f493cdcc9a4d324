import { createHmac, createSecretKey, randomUUID } from "node:crypto";
import { credentials } from "./payouts.ts";

const key = createSecretKey(Buffer.from(credentials.secretKey));

/** A type, because an interface is not assignable to `HeadersInit`. */
export type Signature = { authorization: string; "x-iyzi-rnd": string };

/**
 * Signs with nothing but node:crypto: the reference of the benchmarks, without any check of its arguments. It is what an
 * engineer writes who knows the scheme and wants it fast.
 */
export function signByHand(path: string, body: string | Uint8Array): Signature {
  const randomKey = randomUUID();
  const signature = signatureOf(randomKey, path, body);
  const text = `apiKey:${credentials.apiKey}&randomKey:${randomKey}&signature:${signature}`;
  return { authorization: `IYZWSv2 ${Buffer.from(text).toString("base64")}`, "x-iyzi-rnd": randomKey };
}

/** Whether a header is exactly what IYZWSv2 defines for this path, this body and the random key in the header. */
export function isSignedBy(authorization: string | undefined, path: string, body: string | Uint8Array): boolean {
  const [scheme, encoded = ""] = authorization?.split(" ") ?? [];
  const text = Buffer.from(encoded, "base64").toString();
  const [, randomKey = ""] = /&randomKey:([\w-]+)&/.exec(text) ?? [];
  const signature = signatureOf(randomKey, path, body);
  return scheme === "IYZWSv2" && text === `apiKey:${credentials.apiKey}&randomKey:${randomKey}&signature:${signature}`;
}

function signatureOf(randomKey: string, path: string, body: string | Uint8Array): string {
  const hmac = createHmac("sha256", key);
  // One string is faster than two updates; bytes must not be joined with it.
  if (typeof body === "string") hmac.update(randomKey + path + body);
  else hmac.update(randomKey + path).update(body);
  return hmac.digest("hex");
}
