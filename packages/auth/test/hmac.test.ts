import facts from "@iyzico-mass-payout/spec/vectors/iyzwsv2.json" with { type: "json" };
import * as fc from "fast-check";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createNodeHmacKey, createWebCryptoHmacKey } from "../src/hmac.ts";
import { createSigner, createVerifier } from "../src/index.ts";
import { stringToSign } from "../src/string-to-sign.ts";

const bytes = (string: string) => new TextEncoder().encode(string);
const message = { head: "mess", body: "age" };

describe.each([
  ["node:crypto", createNodeHmacKey],
  ["WebCrypto", createWebCryptoHmacKey],
])("HMAC of %s", (_, createKey) => {
  test.each(facts.vectors)("signs and accepts the vector of $origin, $path", async (vector) => {
    const { secretKey, randomKey, path, body, signature } = vector;
    const key = createKey(bytes(secretKey));
    const message = stringToSign(randomKey, { path, body: body ?? undefined }, "path");
    expect(await key?.sign(message)).toBe(signature);
    expect(await key?.verify(message, signature)).toBe(true);
  });

  test("rejects a signature with another digit, of another length, or of another message", async () => {
    const key = createKey(bytes("secret"));
    const signature = (await key?.sign(message)) ?? "";
    const others = [
      signature.replace(/^./, (digit) => (digit === "0" ? "1" : "0")),
      signature.slice(2),
      `${signature}00`,
    ];
    for (const other of others) expect(await key?.verify(message, other)).toBe(false);
    expect(await key?.verify({ head: "mess", body: "ages" }, signature)).toBe(false);
  });
});

test("node:crypto and WebCrypto give the same signature for any key and message", async () => {
  const key = fc.string({ unit: "binary", minLength: 1 });
  const text = fc.string({ unit: "binary" });
  await fc.assert(
    fc.asyncProperty(key, text, fc.oneof(text, fc.uint8Array()), async (secretKey, head, body) => {
      const signed = await createNodeHmacKey(bytes(secretKey))?.sign({ head, body });
      expect(await createWebCryptoHmacKey(bytes(secretKey)).sign({ head, body })).toBe(signed);
    }),
  );
});

test("a runtime without node:crypto signs with WebCrypto", async () => {
  const original = Object.getOwnPropertyDescriptor(process, "getBuiltinModule") as PropertyDescriptor;
  onTestFinished(() => void Object.defineProperty(process, "getBuiltinModule", original));
  Object.defineProperty(process, "getBuiltinModule", { value: undefined, configurable: true });
  expect(createNodeHmacKey(bytes("secret"))).toBeUndefined();
  const { authorization } = await createSigner({ apiKey: "key", secretKey: "secret" }).sign({ path: "/", body: "ş" });
  Object.defineProperty(process, "getBuiltinModule", original);
  const verifier = createVerifier({ secretKeyFor: () => "secret" });
  expect(await verifier.verify({ authorization, path: "/", body: "ş" })).toMatchObject({ ok: true });
});

test("the key of WebCrypto cannot be read back", async () => {
  const importKey = vi.spyOn(crypto.subtle, "importKey");
  onTestFinished(() => importKey.mockRestore());
  await createWebCryptoHmacKey(bytes("secret")).sign(message);
  const imported = await (importKey.mock.results[0]?.value as Promise<CryptoKey>);
  expect(imported.extractable).toBe(false);
  await expect(crypto.subtle.exportKey("raw", imported)).rejects.toThrow();
});
