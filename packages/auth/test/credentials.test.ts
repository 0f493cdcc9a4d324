import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { createSignedFetch, createSigner, InvalidCredentialsError, iyzwsv2 } from "../src/index.ts";

const apiKey = "CANARY-api-key";
const secretKey = "CANARY-secret-key";

const takers = {
  createSigner,
  iyzwsv2,
  createSignedFetch: (credentials: never) => createSignedFetch(credentials),
};

describe.each(Object.entries(takers))("%s refuses credentials that can't work", (_, take) => {
  test.each<[string, unknown, string]>([
    ["an empty API key", { apiKey: "", secretKey }, "apiKey is empty"],
    ["an empty secret key", { apiKey, secretKey: "" }, "secretKey is empty"],
    ["white space before the secret", { apiKey, secretKey: ` ${secretKey}` }, "secretKey contains white space"],
    ["white space inside the API key", { apiKey: "CANARY a", secretKey }, "apiKey contains white space"],
    ["a line break after the secret", { apiKey, secretKey: `${secretKey}\n` }, "secretKey contains white space"],
    ["a carriage return", { apiKey, secretKey: `${secretKey}\r` }, "secretKey contains white space"],
    ["a no-break space", { apiKey, secretKey: `${secretKey}\u00a0` }, "secretKey contains white space"],
    ["a byte order mark", { apiKey, secretKey: `\ufeff${secretKey}` }, "secretKey contains white space"],
    ["a zero-width space", { apiKey: `${apiKey}\u200b`, secretKey }, "apiKey contains white space"],
    ["a NUL", { apiKey: `${apiKey}\0`, secretKey }, "apiKey contains white space"],
    ["':' in the API key", { apiKey: "CANARY:a", secretKey }, "apiKey contains ':' or '&'"],
    ["'&' in the API key", { apiKey: "CANARY&a", secretKey }, "apiKey contains ':' or '&'"],
    ["a missing secret", { apiKey }, "secretKey is not a string"],
    ["a number as API key", { apiKey: 7, secretKey }, "apiKey is not a string"],
    ["undefined", undefined, "apiKey is not a string"],
    ["null", null, "apiKey is not a string"],
  ])("%s", (_, credentials, message) => {
    let refusal: unknown;
    try {
      take(credentials as never);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(InvalidCredentialsError);
    expect(refusal).toMatchObject({
      name: "InvalidCredentialsError",
      code: "invalid_credentials",
      message: expect.stringContaining(message),
    });
    expect(inspect(refusal, { depth: null, showHidden: true })).not.toContain("CANARY");
  });
});

test("':' and '&' are fine in a secret key", () => {
  expect(() => createSigner({ apiKey, secretKey: "a:b&c" })).not.toThrow();
});

describe.each([
  ["signer", createSigner({ apiKey, secretKey })],
  ["middleware", iyzwsv2({ apiKey, secretKey })],
  ["signed fetch", createSignedFetch({ apiKey, secretKey })],
])("nothing shows the secret of a %s", (_, holder) => {
  test("inspect, with every depth and hidden properties", () => {
    const shown = inspect(holder, { depth: null, showHidden: true, getters: true, showProxy: true });
    expect(shown).not.toContain("CANARY");
  });

  test("JSON.stringify", () => {
    expect(JSON.stringify({ holder }) ?? "").not.toContain("CANARY");
  });

  test("structuredClone, which refuses functions", () => {
    let shown: string;
    try {
      shown = inspect(structuredClone(holder), { depth: null, showHidden: true });
    } catch (error) {
      shown = inspect(error, { depth: null, showHidden: true });
    }
    expect(shown).not.toContain("CANARY");
  });

  test("the values of its properties, however they are listed", () => {
    const values = Reflect.ownKeys(holder).map((key) => String(Reflect.get(holder, key)));
    expect(values.join()).not.toContain("CANARY");
  });
});

test("a signer can't be changed after it was made", () => {
  const signer = createSigner({ apiKey, secretKey });
  expect(() => Object.assign(signer, { sign: undefined })).toThrow(TypeError);
});
