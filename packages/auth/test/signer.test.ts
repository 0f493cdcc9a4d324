import { createHmac } from "node:crypto";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { createSigner, parseAuthorization } from "../src/index.ts";

const credentials = { apiKey: "sandbox-api-key", secretKey: "sandbox-secret-key" };
const path = "/v1/mass/payout/init";

// The scheme written a second time, with another library: Node's own HMAC over Node's own buffers.
function expectedSignature(randomKey: string, target: string, body: string | Uint8Array): string {
  return createHmac("sha256", credentials.secretKey).update(randomKey).update(target).update(body).digest("hex");
}

async function signatureOf(target: string, body: string | Uint8Array | undefined, signedTarget?: "path-and-query") {
  const signer = createSigner(credentials, { randomKey: () => "fixed-1", signedTarget });
  return parseAuthorization((await signer.sign({ path: target, body })).authorization)?.signature;
}

describe("what is signed", () => {
  test.each([
    ["Turkish letters", '{"description":"şükrü ğ İ ı Ç"}'],
    ["an emoji", '{"description":"maaş 💸"}'],
    ["a lone surrogate, which UTF-8 replaces", "\ud800"],
    ["white space", ' {\n\t"a" : 1 } '],
    ["an empty body", ""],
  ])("a string body stands for its UTF-8: %s", async (_, body) => {
    expect(await signatureOf(path, body)).toBe(expectedSignature("fixed-1", path, Buffer.from(body)));
    expect(await signatureOf(path, new TextEncoder().encode(body))).toBe(await signatureOf(path, body));
  });

  test("bytes that are no UTF-8 are signed as they are", async () => {
    const body = Uint8Array.of(0, 0xff, 0xfe, 0x80, 10);
    expect(await signatureOf(path, body)).toBe(expectedSignature("fixed-1", path, body));
  });

  test("bytes of another realm, as test runners make them, are bytes", async () => {
    const body: Uint8Array = runInNewContext("Uint8Array.of(123, 125)");
    expect(body).not.toBeInstanceOf(Uint8Array);
    expect(await signatureOf(path, body)).toBe(await signatureOf(path, "{}"));
  });

  test("a view into a larger buffer is signed without its surroundings", async () => {
    const body = new Uint8Array(Buffer.from("xx{}yy").buffer.slice(0)).subarray(0, 0);
    expect(await signatureOf(path, body)).toBe(await signatureOf(path, ""));
    expect(await signatureOf(path, Buffer.from("xx{}yy").subarray(2, 4))).toBe(await signatureOf(path, "{}"));
  });

  test("no body and an empty body are the same", async () => {
    expect(await signatureOf(path, undefined)).toBe(await signatureOf(path, ""));
  });

  test("percent-escapes of the path are signed as they stand", async () => {
    const escaped = "/v1/mass/payout/retrieve/items/a%20%C5%9F%2Fb";
    expect(await signatureOf(escaped, undefined)).toBe(expectedSignature("fixed-1", escaped, ""));
  });

  test("the query is left out unless it is asked for", async () => {
    const target = `${path}?locale=tr&a=b?c`;
    expect(await signatureOf(target, "{}")).toBe(expectedSignature("fixed-1", path, "{}"));
    expect(await signatureOf(target, "{}", "path-and-query")).toBe(expectedSignature("fixed-1", target, "{}"));
  });

  test("an API key with letters outside ASCII keeps them", async () => {
    const signer = createSigner({ apiKey: "anahtarş", secretKey: "s" });
    expect(parseAuthorization((await signer.sign({ path })).authorization)?.apiKey).toBe("anahtarş");
  });
});

describe("random keys", () => {
  test("every signature has one of its own, also when the same request is signed again", async () => {
    const signer = createSigner(credentials);
    const keys = await Promise.all(
      Array.from({ length: 1000 }, async () => (await signer.sign({ path }))["x-iyzi-rnd"]),
    );
    expect(new Set(keys).size).toBe(1000);
    for (const key of keys) expect(key).toMatch(/^[A-Za-z0-9-]{16,}$/);
  });

  test.each(["", "a:b", "a&b", "a b", "a\n", "ş"])("%j is refused: it would break the header", async (randomKey) => {
    const signer = createSigner(credentials, { randomKey: () => randomKey });
    await expect(signer.sign({ path })).rejects.toThrow("randomKey must return");
  });
});

test.each([undefined, null, 123])("a random key that is %s and no text is refused", async (randomKey) => {
  const signer = createSigner(credentials, { randomKey: () => randomKey as never });
  await expect(signer.sign({ path })).rejects.toThrow("randomKey must return");
});

describe("mistakes in the call", () => {
  test("a whole URL in place of the path is refused", async () => {
    const signer = createSigner(credentials);
    await expect(signer.sign({ path: "https://api.iyzipay.com/v1/mass/payout/balance" })).rejects.toThrow(
      "path must be what follows the host",
    );
  });

  test.each(["h2+x.y-z://host/v1", "HTTPS://host"])("%s is a whole URL too", async (url) => {
    await expect(createSigner(credentials).sign({ path: url })).rejects.toThrow("path must be what follows the host");
  });

  test.each(["/v1?callback=https://host/", "//host/v1", "/a://b"])("%s is a path", async (target) => {
    await expect(createSigner(credentials).sign({ path: target })).resolves.toBeDefined();
  });

  test("a missing path is refused", async () => {
    await expect(createSigner(credentials).sign({} as never)).rejects.toThrow("path must be a string");
  });

  test("an object in place of the serialised body is refused", async () => {
    const signer = createSigner(credentials);
    await expect(signer.sign({ path, body: { page: 0 } as never })).rejects.toThrow("serialise it once");
  });
});
