import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createSigner, createVerifier, parseAuthorization } from "../src/index.ts";

const signature = "0".repeat(64);
const header = (content: string) => `IYZWSv2 ${btoa(content)}`;

test("the header of the vendor's documents is parsed", () => {
  const documented = {
    apiKey: "sandbox-l9Md1Gj3IYcmu4NdaWxaSUoCoX7DC5RA",
    randomKey: "123456789",
    signature: "079df4b2426fc7f4208d8f22fbc0349794019f8ce2b0711de7808b4874f4e796",
  };
  const content = `apiKey:${documented.apiKey}&randomKey:${documented.randomKey}&signature:${documented.signature}`;
  expect(parseAuthorization(header(content))).toEqual(documented);
});

test("the header of any signer is parsed to its parts", async () => {
  const key = fc.stringMatching(/^[\w.~+/=-]{1,40}$/);
  const randomKey = fc.stringMatching(/^[\w-]{1,36}$/);
  await fc.assert(
    fc.asyncProperty(key, key, randomKey, async (apiKey, secretKey, random) => {
      const signer = createSigner({ apiKey, secretKey }, { randomKey: () => random });
      const { authorization } = await signer.sign({ path: "/" });
      expect(parseAuthorization(authorization)).toMatchObject({ apiKey, randomKey: random });
    }),
  );
});

test.each([undefined, null, ""])("a missing header is not parsed: %j", (missing) => {
  expect(parseAuthorization(missing)).toBeUndefined();
});

describe("a header that no signer writes is not parsed, and the verifier calls it malformed:", () => {
  const verifier = createVerifier({ secretKeyFor: () => "s" });

  test.each([
    ["another scheme", "IYZWS a:b"],
    ["the scheme in lower case", header(`apiKey:a&randomKey:r&signature:${signature}`).replace("IYZWSv2", "iyzwsv2")],
    ["two spaces", header(`apiKey:a&randomKey:r&signature:${signature}`).replace(" ", "  ")],
    ["invalid Base64", "IYZWSv2 !!!"],
    ["the scheme alone", "IYZWSv2 "],
    ["bytes that are not UTF-8", `IYZWSv2 ${btoa("\xff\xfe")}`],
    ["another order", header(`randomKey:r&apiKey:a&signature:${signature}`)],
    ["an empty API key", header(`apiKey:&randomKey:r&signature:${signature}`)],
    ["an extra part", header(`apiKey:a&randomKey:r&signature:${signature}&x:y`)],
    ["a short signature", header("apiKey:a&randomKey:r&signature:00")],
    ["upper-case hexadecimal", header(`apiKey:a&randomKey:r&signature:${"A".repeat(64)}`)],
    ["missing padding", header(`apiKey:a&randomKey:r&signature:${signature}`).replace(/=+$/, "")],
    ["a million characters", header(`apiKey:${"a".repeat(1_000_000)}&randomKey:r&signature:x`)],
  ])("%s", async (_, authorization) => {
    expect(parseAuthorization(authorization)).toBeUndefined();
    expect(await verifier.verify({ authorization, path: "/" })).toEqual({ ok: false, reason: "malformed" });
  });

  test("Base64 whose last character has stray bits, although it decodes to the same bytes", async () => {
    // 95 bytes: the last group of four has one '=', so two bits of its last character are unused.
    const signer = createSigner({ apiKey: "a", secretKey: "s" }, { randomKey: () => "r" });
    const { authorization } = await signer.sign({ path: "/" });
    const content = atob(authorization.slice("IYZWSv2 ".length));
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const twin = [...alphabet]
      .map((character) => authorization.replace(/.(=+)$/, `${character}$1`))
      .find((other) => other !== authorization && atob(other.slice("IYZWSv2 ".length)) === content);
    expect(twin).toBeDefined();
    expect(parseAuthorization(twin)).toBeUndefined();
  });
});
