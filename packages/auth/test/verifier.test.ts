import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createSigner, createVerifier, parseAuthorization } from "../src/index.ts";

const key = fc.stringMatching(/^[\w.~+/=-]{1,40}$/);
const credentials = fc.record({ apiKey: key, secretKey: key });
const randomKey = fc.stringMatching(/^[\w-]{1,36}$/);
const path = fc.webPath().map((text) => `/${text.replace(/^\/+/, "")}`);
const body = fc.oneof(fc.string({ unit: "grapheme" }), fc.uint8Array(), fc.constant(undefined));

async function signed(
  given: { apiKey: string; secretKey: string },
  random: string,
  parts: { path: string; body: string | Uint8Array | undefined },
) {
  const { authorization } = await createSigner(given, { randomKey: () => random }).sign(parts);
  return { authorization, ...parts };
}

const secretsOf = (given: { apiKey: string; secretKey: string }) =>
  createVerifier({ secretKeyFor: (apiKey) => (apiKey === given.apiKey ? given.secretKey : undefined) });

/** One byte of a text or of bytes, at a place and by a difference that are drawn, never by zero. */
function changed(bytes: Uint8Array, at: number, difference: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const place = at % copy.length;
  copy[place] = (copy[place] ?? 0) ^ difference;
  return copy;
}
const latin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const textOf = (bytes: Uint8Array) => String.fromCharCode(...bytes);
const anyPlace = fc.nat({ max: 100_000 });
const anyDifference = fc.integer({ min: 1, max: 255 });

describe("what the verifier accepts", () => {
  test("is what the signer made, whatever the keys, path and body", async () => {
    await fc.assert(
      fc.asyncProperty(credentials, randomKey, path, body, async (given, random, target, content) => {
        const request = await signed(given, random, { path: target, body: content });
        expect(await secretsOf(given).verify(request)).toEqual({ ok: true, apiKey: given.apiKey });
      }),
    );
  });

  test("has a header that parses to its parts", async () => {
    await fc.assert(
      fc.asyncProperty(credentials, randomKey, async (given, random) => {
        const { authorization } = await signed(given, random, { path: "/", body: undefined });
        expect(parseAuthorization(authorization)).toMatchObject({ apiKey: given.apiKey, randomKey: random });
      }),
    );
  });

  test("covers the query on both sides or on neither", async () => {
    const given = { apiKey: "a", secretKey: "s" };
    const signer = createSigner(given, { signedTarget: "path-and-query" });
    const { authorization } = await signer.sign({ path: "/p?locale=tr" });
    const verifier = createVerifier({ secretKeyFor: () => "s", signedTarget: "path-and-query" });
    expect(await verifier.verify({ authorization, path: "/p?locale=tr" })).toMatchObject({ ok: true });
    expect(await verifier.verify({ authorization, path: "/p?locale=en" })).toMatchObject({ ok: false });
  });

  test("may look its secret up in its own time", async () => {
    const request = await signed({ apiKey: "a", secretKey: "s" }, "r", { path: "/", body: "{}" });
    const verifier = createVerifier({ secretKeyFor: async () => "s" });
    expect(await verifier.verify(request)).toEqual({ ok: true, apiKey: "a" });
  });
});

describe("what no signer makes is refused although its signature is right:", () => {
  // A forger with the secret, who does not care for the signer's rules.
  const forged = (apiKey: string, randomKeyText: string, path: string) => {
    const signature = createHmac("sha256", "s")
      .update(randomKeyText + path)
      .digest("hex");
    const text = `apiKey:${apiKey}&randomKey:${randomKeyText}&signature:${signature}`;
    return { authorization: `IYZWSv2 ${Buffer.from(text).toString("base64")}`, path };
  };
  const verifier = createVerifier({ secretKeyFor: () => "s" });

  test("the forger is accepted while it keeps to the rules", async () => {
    expect(await verifier.verify(forged("key", "r-1_2", "/v1"))).toEqual({ ok: true, apiKey: "key" });
  });

  test.each([
    ["a random key with white space", "key", "a b", "/v1"],
    ["a random key that is a line break", "key", "\n", "/v1"],
    ["a random key outside ASCII", "key", "ş", "/v1"],
    ["an empty random key", "key", "", "/v1"],
    ["an API key with a line break", "key\n", "r", "/v1"],
    ["an API key with an invisible character", "\u200bkey", "r", "/v1"],
    ["a whole URL in place of the path", "key", "r", "http://other/v1"],
  ])("%s", async (_, apiKey, randomKeyText, path) => {
    expect(await verifier.verify(forged(apiKey, randomKeyText, path))).toEqual({ ok: false, reason: "malformed" });
  });

  test("any random key that the signer would not use", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), async (text) => {
        const { ok } = await verifier.verify(forged("key", text, "/v1"));
        expect(ok).toBe(/^[\w-]+$/.test(text));
      }),
    );
  });
});

describe("one changed byte is refused", () => {
  test("anywhere in the header", async () => {
    await fc.assert(
      fc.asyncProperty(credentials, anyPlace, anyDifference, async (given, at, difference) => {
        const request = await signed(given, "r-1", { path: "/v1", body: "{}" });
        const authorization = textOf(changed(latin1(request.authorization), at, difference));
        expect(await secretsOf(given).verify({ ...request, authorization })).toMatchObject({ ok: false });
      }),
    );
  });

  test("anywhere in the path", async () => {
    await fc.assert(
      fc.asyncProperty(path, anyPlace, anyDifference, async (target, at, difference) => {
        const given = { apiKey: "a", secretKey: "s" };
        const request = await signed(given, "r-1", { path: target, body: undefined });
        // A byte that turns into '?' cuts the path short, which changes it as well.
        const other = textOf(changed(latin1(target), at, difference));
        expect(await secretsOf(given).verify({ ...request, path: other })).toEqual({
          ok: false,
          reason: "wrong-signature",
        });
      }),
    );
  });

  test("anywhere in the body", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1 }), anyPlace, anyDifference, async (content, at, difference) => {
        const given = { apiKey: "a", secretKey: "s" };
        const request = await signed(given, "r-1", { path: "/v1", body: content });
        const other = changed(content, at, difference);
        expect(await secretsOf(given).verify({ ...request, body: other })).toEqual({
          ok: false,
          reason: "wrong-signature",
        });
      }),
    );
  });

  test("and so is a byte more or less at the end of the body", async () => {
    const given = { apiKey: "a", secretKey: "s" };
    const request = await signed(given, "r-1", { path: "/v1", body: "{}" });
    for (const other of ["{", "{} ", "{}\0", ""]) {
      expect(await secretsOf(given).verify({ ...request, body: other })).toMatchObject({ ok: false });
    }
  });
});

describe("a refusal says why", () => {
  const given = { apiKey: "a", secretKey: "s" };
  const verifier = secretsOf(given);

  test.each([undefined, null, ""])("no header: %j is missing", async (authorization) => {
    expect(await verifier.verify({ authorization, path: "/" })).toEqual({ ok: false, reason: "missing" });
    expect(parseAuthorization(authorization)).toBeUndefined();
  });

  const signature = "0".repeat(64);
  const header = (text: string) => `IYZWSv2 ${btoa(text)}`;
  test.each([
    ["another scheme", "IYZWS a:b"],
    ["the scheme in lower case", header(`apiKey:a&randomKey:r&signature:${signature}`).replace("IYZWSv2", "iyzwsv2")],
    ["two spaces", header(`apiKey:a&randomKey:r&signature:${signature}`).replace(" ", "  ")],
    ["no Base64", "IYZWSv2 !!!"],
    ["the scheme alone", "IYZWSv2 "],
    ["bytes that are no UTF-8", `IYZWSv2 ${btoa("\xff\xfe")}`],
    ["another order", header(`randomKey:r&apiKey:a&signature:${signature}`)],
    ["an empty API key", header(`apiKey:&randomKey:r&signature:${signature}`)],
    ["a part too many", header(`apiKey:a&randomKey:r&signature:${signature}&x:y`)],
    ["a short signature", header("apiKey:a&randomKey:r&signature:00")],
    ["upper-case hexadecimal", header(`apiKey:a&randomKey:r&signature:${"A".repeat(64)}`)],
    ["missing padding", header(`apiKey:a&randomKey:r&signature:${signature}`).replace(/=+$/, "")],
    ["a million characters", header(`apiKey:${"a".repeat(1_000_000)}&randomKey:r&signature:x`)],
  ])("%s is malformed", async (_, authorization) => {
    expect(await verifier.verify({ authorization, path: "/" })).toEqual({ ok: false, reason: "malformed" });
    expect(parseAuthorization(authorization)).toBeUndefined();
  });

  test("Base64 whose last character has stray bits is malformed, although it decodes to the same text", async () => {
    // 95 bytes: the last group of four has one '=', so that two of its bits mean nothing.
    const { authorization } = await signed({ apiKey: "a", secretKey: "s" }, "r", {
      path: "/",
      body: undefined,
    });
    const text = atob(authorization.slice("IYZWSv2 ".length));
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const twin = [...alphabet]
      .map((character) => authorization.replace(/.(=+)$/, `${character}$1`))
      .find((other) => other !== authorization && atob(other.slice("IYZWSv2 ".length)) === text);
    expect(twin).toBeDefined();
    expect(parseAuthorization(twin)).toBeUndefined();
  });

  test("an API key without a secret is unknown", async () => {
    const request = await signed({ apiKey: "other", secretKey: "s" }, "r", { path: "/", body: undefined });
    expect(await verifier.verify(request)).toEqual({ ok: false, reason: "unknown-key" });
  });

  test("another secret makes a wrong signature", async () => {
    const request = await signed({ apiKey: "a", secretKey: "other" }, "r", { path: "/", body: undefined });
    expect(await verifier.verify(request)).toEqual({ ok: false, reason: "wrong-signature" });
  });
});
