import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { createSignedFetch, createSigner, InvalidCredentialsError, iyzwsv2 } from "../src/index.ts";

const apiKey = "CANARY-api-key";
const secretKey = "CANARY-secret-key";

const factories = {
  createSigner,
  iyzwsv2,
  createSignedFetch: (credentials: never) => createSignedFetch(credentials),
};

describe.each(Object.entries(factories))("%s throws for credentials that can't work:", (_, create) => {
  test.each<[string, unknown, string]>([
    ["an empty API key", { apiKey: "", secretKey }, "apiKey must not be empty."],
    ["an empty secret key", { apiKey, secretKey: "" }, "secretKey must not be empty."],
    [
      "white space before the secret",
      { apiKey, secretKey: ` ${secretKey}` },
      "secretKey must not contain white space, line breaks or invisible characters",
    ],
    [
      "white space inside the API key",
      { apiKey: "CANARY a", secretKey },
      "apiKey must not contain white space, line breaks or invisible characters",
    ],
    [
      "a line break after the secret",
      { apiKey, secretKey: `${secretKey}\n` },
      "secretKey must not contain white space, line breaks or invisible characters",
    ],
    [
      "a carriage return",
      { apiKey, secretKey: `${secretKey}\r` },
      "secretKey must not contain white space, line breaks or invisible characters",
    ],
    [
      "a no-break space",
      { apiKey, secretKey: `${secretKey}\u00a0` },
      "secretKey must not contain white space, line breaks or invisible characters",
    ],
    [
      "a byte order mark",
      { apiKey, secretKey: `\ufeff${secretKey}` },
      "secretKey must not contain white space, line breaks or invisible characters",
    ],
    [
      "a zero-width space",
      { apiKey: `${apiKey}\u200b`, secretKey },
      "apiKey must not contain white space, line breaks or invisible characters",
    ],
    [
      "a NUL",
      { apiKey: `${apiKey}\0`, secretKey },
      "apiKey must not contain white space, line breaks or invisible characters",
    ],
    ["':' in the API key", { apiKey: "CANARY:a", secretKey }, "apiKey must not contain ':' or '&'."],
    ["'&' in the API key", { apiKey: "CANARY&a", secretKey }, "apiKey must not contain ':' or '&'."],
    ["a missing secret", { apiKey }, "secretKey must be a string."],
    ["a number as API key", { apiKey: 7, secretKey }, "apiKey must be a string."],
    ["undefined", undefined, "apiKey must be a string."],
    ["null", null, "apiKey must be a string."],
  ])("%s", (_, credentials, message) => {
    let thrown: unknown;
    try {
      create(credentials as never);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(InvalidCredentialsError);
    expect(thrown).toMatchObject({
      name: "InvalidCredentialsError",
      code: "invalid_credentials",
      message: expect.stringContaining(message),
    });
    expect(inspect(thrown, { depth: null, showHidden: true })).not.toContain("CANARY");
  });
});

test("a secret key may contain ':' and '&'", () => {
  expect(() => createSigner({ apiKey, secretKey: "a:b&c" })).not.toThrow();
});

describe.each([
  ["signer", createSigner({ apiKey, secretKey })],
  ["middleware", iyzwsv2({ apiKey, secretKey })],
  ["signed fetch", createSignedFetch({ apiKey, secretKey })],
])("the secret of a %s does not appear in", (_, holder) => {
  test("the output of inspect, at any depth and with hidden properties", () => {
    const output = inspect(holder, { depth: null, showHidden: true, getters: true, showProxy: true });
    expect(output).not.toContain("CANARY");
  });

  test("the output of JSON.stringify", () => {
    expect(JSON.stringify({ holder }) ?? "").not.toContain("CANARY");
  });

  test("a structured clone, or the error that functions cause", () => {
    let output: string;
    try {
      output = inspect(structuredClone(holder), { depth: null, showHidden: true });
    } catch (error) {
      output = inspect(error, { depth: null, showHidden: true });
    }
    expect(output).not.toContain("CANARY");
  });

  test("the values of its properties, hidden and symbol ones included", () => {
    const values = Reflect.ownKeys(holder).map((key) => String(Reflect.get(holder, key)));
    expect(values.join()).not.toContain("CANARY");
  });
});
