import { createHmac } from "node:crypto";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { createSigner, createVerifier, iyzwsv2, parseAuthorization, type SignedTarget } from "../src/index.ts";

const credentials = { apiKey: "sandbox-api-key", secretKey: "sandbox-secret-key" };
const path = "/v1/mass/payout/init";

// A second implementation of the scheme: Node's own HMAC over Node's own buffers.
function expectedSignature(randomKey: string, target: string, body: string | Uint8Array): string {
  return createHmac("sha256", credentials.secretKey).update(randomKey).update(target).update(body).digest("hex");
}

async function signatureOf(target: string, body: string | Uint8Array | undefined, signedTarget?: SignedTarget) {
  const signer = createSigner(credentials, { randomKey: () => "fixed-1", signedTarget });
  return parseAuthorization((await signer.sign({ path: target, body })).authorization)?.signature;
}

describe("the body", () => {
  test.each([
    ["Turkish letters", '{"description":"şükrü ğ İ ı Ç"}'],
    ["an emoji", '{"description":"maaş 💸"}'],
    ["a lone surrogate, which UTF-8 replaces", "\ud800"],
    ["white space", ' {\n\t"a" : 1 } '],
    ["an empty body", ""],
  ])("is signed as its UTF-8 when it is a string: %s", async (_, body) => {
    expect(await signatureOf(path, body)).toBe(expectedSignature("fixed-1", path, Buffer.from(body)));
    expect(await signatureOf(path, new TextEncoder().encode(body))).toBe(await signatureOf(path, body));
  });

  test("is signed as it is when it is bytes that are not UTF-8", async () => {
    const body = Uint8Array.of(0, 0xff, 0xfe, 0x80, 10);
    expect(await signatureOf(path, body)).toBe(expectedSignature("fixed-1", path, body));
  });

  test("may be bytes of another realm, which test runners make", async () => {
    const body: Uint8Array = runInNewContext("Uint8Array.of(123, 125)");
    expect(body).not.toBeInstanceOf(Uint8Array);
    expect(await signatureOf(path, body)).toBe(await signatureOf(path, "{}"));
  });

  test("may be a view into a larger buffer; the rest of the buffer is not signed", async () => {
    const body = new Uint8Array(Buffer.from("xx{}yy").buffer.slice(0)).subarray(0, 0);
    expect(await signatureOf(path, body)).toBe(await signatureOf(path, ""));
    expect(await signatureOf(path, Buffer.from("xx{}yy").subarray(2, 4))).toBe(await signatureOf(path, "{}"));
  });

  test("has the same signature when it is missing and when it is empty", async () => {
    expect(await signatureOf(path, undefined)).toBe(await signatureOf(path, ""));
  });

  test("must be serialised", async () => {
    const signer = createSigner(credentials);
    await expect(signer.sign({ path, body: { page: 0 } as never })).rejects.toThrow("serialise it once");
  });
});

describe("the path", () => {
  test("is signed with its percent-escapes as they stand", async () => {
    const escaped = "/v1/mass/payout/retrieve/items/a%20%C5%9F%2Fb";
    expect(await signatureOf(escaped, undefined)).toBe(expectedSignature("fixed-1", escaped, ""));
  });

  test.each(["https://api.iyzipay.com/v1/mass/payout/balance", "h2+x.y-z://host/v1", "HTTPS://host"])(
    "must not be a whole URL, such as %s",
    async (url) => {
      await expect(createSigner(credentials).sign({ path: url })).rejects.toThrow(
        "path must be the part of the URL after the host",
      );
    },
  );

  test.each(["/v1?callback=https://host/", "//host/v1", "/a://b"])("may contain '//': %s", async (target) => {
    await expect(createSigner(credentials).sign({ path: target })).resolves.toBeDefined();
  });

  test("is required", async () => {
    await expect(createSigner(credentials).sign({} as never)).rejects.toThrow("path must be a string");
  });
});

describe("the query", () => {
  const target = `${path}?locale=tr&a=b?c`;

  test.each([undefined, "path"] as const)("is not signed when signedTarget is %s", async (signedTarget) => {
    expect(await signatureOf(target, "{}", signedTarget)).toBe(expectedSignature("fixed-1", path, "{}"));
  });

  test("is signed as it stands when signedTarget is path-and-query", async () => {
    expect(await signatureOf(target, "{}", "path-and-query")).toBe(expectedSignature("fixed-1", target, "{}"));
  });

  // The expected signatures were computed with OpenSSL.
  test.each([
    {
      secretKey: "secretKey",
      randomKey: "random",
      target: "/v2/uri?test=true",
      body: undefined,
      signature: "b7a2f634de9cd593accd9a53af28f78b82ec76dc2627f657f6643cf662c2667a",
    },
    {
      secretKey: "sandbox-secret",
      randomKey: "123456789",
      target: "/v1/mass/payout/retrieve?locale=tr",
      body: '{"requestId":"r-1","page":0,"size":40}',
      signature: "126a083bef3cd38cd794fc7334f43f879f11e10d57048a60313d921c5b81e979",
    },
  ])("is part of the known signature of $target", async ({ secretKey, randomKey, target, body, signature }) => {
    const options = { randomKey: () => randomKey, signedTarget: "path-and-query" } as const;
    const { authorization } = await createSigner({ apiKey: "a", secretKey }, options).sign({ path: target, body });
    expect(parseAuthorization(authorization)?.signature).toBe(signature);
  });

  test("makes no difference to a path without one", async () => {
    expect(await signatureOf(path, "{}", "path-and-query")).toBe(await signatureOf(path, "{}", "path"));
  });
});

describe.each([
  ["createSigner", (signedTarget: never) => createSigner(credentials, { signedTarget })],
  ["iyzwsv2", (signedTarget: never) => iyzwsv2(credentials, { signedTarget })],
  ["createVerifier", (signedTarget: never) => createVerifier({ secretKeyFor: () => "s", signedTarget })],
])("signedTarget of %s", (_, create) => {
  test.each(["query", "", "Path", null, true])("must not be %j", (signedTarget) => {
    expect(() => create(signedTarget as never)).toThrow(
      new TypeError('signedTarget must be "path" or "path-and-query".'),
    );
  });
});
