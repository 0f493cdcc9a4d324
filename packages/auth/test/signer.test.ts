import { describe, expect, test } from "vitest";
import { createSigner, parseAuthorization } from "../src/index.ts";

const credentials = { apiKey: "sandbox-api-key", secretKey: "sandbox-secret-key" };
const path = "/v1/mass/payout/init";

test("an API key with letters outside ASCII is written as its UTF-8", async () => {
  const signer = createSigner({ apiKey: "anahtarş", secretKey: "s" });
  expect(parseAuthorization((await signer.sign({ path })).authorization)?.apiKey).toBe("anahtarş");
});

test("a signer can't be changed", () => {
  expect(() => Object.assign(createSigner(credentials), { sign: undefined })).toThrow(TypeError);
});

describe("the random key", () => {
  test("is another one for every signature, also when the same request is signed again", async () => {
    const signer = createSigner(credentials);
    const keys = await Promise.all(
      Array.from({ length: 1000 }, async () => (await signer.sign({ path }))["x-iyzi-rnd"]),
    );
    expect(new Set(keys).size).toBe(1000);
    for (const key of keys) expect(key).toMatch(/^[A-Za-z0-9-]{16,}$/);
  });

  test.each(["", "a:b", "a&b", "a b", "a\n", "ş"])(
    "must not be %j, which would make the header ambiguous",
    async (randomKey) => {
      const signer = createSigner(credentials, { randomKey: () => randomKey });
      await expect(signer.sign({ path })).rejects.toThrow("randomKey must return one or more letters, digits");
    },
  );

  test.each([undefined, null, 123])("must not be %s, which is not a string", async (randomKey) => {
    const signer = createSigner(credentials, { randomKey: () => randomKey as never });
    await expect(signer.sign({ path })).rejects.toThrow("randomKey must return one or more letters, digits");
  });
});
