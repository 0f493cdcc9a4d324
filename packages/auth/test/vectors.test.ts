import { describe, expect, test } from "vitest";
import { createSigner, createVerifier, parseAuthorization } from "../src/index.ts";
import { messageOf } from "../src/message.ts";
import facts from "./vectors.json" with { type: "json" };

describe.each(facts.vectors)("vector of $origin, $path", ({ apiKey, secretKey, randomKey, path, body, signature }) => {
  const sign = (target = path) =>
    createSigner({ apiKey, secretKey }, { randomKey: () => randomKey }).sign({
      path: target,
      body: body ?? undefined,
    });

  test("the string to sign is randomKey, path and body without separators", () => {
    const message = messageOf(randomKey, { path, body: body ?? undefined }, "path");
    expect(new TextDecoder().decode(message)).toBe(`${randomKey}${path}${body ?? ""}`);
  });

  test("the signature is the documented one", async () => {
    const { authorization } = await sign();
    expect(parseAuthorization(authorization)).toEqual({ apiKey, randomKey, signature });
  });

  test("the header is scheme and Base64 of the three parts", async () => {
    const parts = `apiKey:${apiKey}&randomKey:${randomKey}&signature:${signature}`;
    expect(await sign()).toEqual({
      authorization: `IYZWSv2 ${Buffer.from(parts).toString("base64")}`,
      "x-iyzi-rnd": randomKey,
    });
  });

  test("a query behind the path changes nothing", async () => {
    expect(await sign(`${path}?test=true&locale=tr`)).toEqual(await sign());
  });

  test("the verifier accepts it", async () => {
    const verifier = createVerifier({ secretKeyFor: () => secretKey });
    const { authorization } = await sign();
    expect(await verifier.verify({ authorization, path, body: body ?? undefined })).toEqual({
      ok: true,
      apiKey,
    });
  });
});

test("the header of the vendor's documents is read and written to the byte", async () => {
  const documented = {
    apiKey: "sandbox-l9Md1Gj3IYcmu4NdaWxaSUoCoX7DC5RA",
    randomKey: "123456789",
    signature: "079df4b2426fc7f4208d8f22fbc0349794019f8ce2b0711de7808b4874f4e796",
  };
  const text = `apiKey:${documented.apiKey}&randomKey:${documented.randomKey}&signature:${documented.signature}`;
  expect(parseAuthorization(`IYZWSv2 ${btoa(text)}`)).toEqual(documented);
});
