import facts from "@iyzico-mass-payout/spec/vectors/iyzwsv2.json" with { type: "json" };
import { describe, expect, test } from "vitest";
import { createSigner, createVerifier, parseAuthorization } from "../src/index.ts";
import { stringToSign } from "../src/string-to-sign.ts";

describe.each(facts.vectors)("vector of $origin, $path", ({ apiKey, secretKey, randomKey, path, body, signature }) => {
  const sign = (target = path) =>
    createSigner({ apiKey, secretKey }, { randomKey: () => randomKey }).sign({
      path: target,
      body: body ?? undefined,
    });

  test("has a string to sign of randomKey, path and body without separators", () => {
    const message = stringToSign(randomKey, { path, body: body ?? undefined }, "path");
    expect(`${message.head}${message.body}`).toBe(`${randomKey}${path}${body ?? ""}`);
  });

  test("has the documented signature", async () => {
    const { authorization } = await sign();
    expect(parseAuthorization(authorization)).toEqual({ apiKey, randomKey, signature });
  });

  test("has a header of the scheme and the Base64 of the three parts", async () => {
    const parts = `apiKey:${apiKey}&randomKey:${randomKey}&signature:${signature}`;
    expect(await sign()).toEqual({
      authorization: `IYZWSv2 ${Buffer.from(parts).toString("base64")}`,
      "x-iyzi-rnd": randomKey,
    });
  });

  test("keeps its signature when a query follows the path", async () => {
    expect(await sign(`${path}?test=true&locale=tr`)).toEqual(await sign());
  });

  test("is accepted by the verifier", async () => {
    const verifier = createVerifier({ secretKeyFor: () => secretKey });
    const { authorization } = await sign();
    expect(await verifier.verify({ authorization, path, body: body ?? undefined })).toEqual({
      ok: true,
      apiKey,
    });
  });
});
