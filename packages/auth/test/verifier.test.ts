import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createSigner, createVerifier, type SignedTarget } from "../src/index.ts";

const key = fc.stringMatching(/^[\w.~+/=-]{1,40}$/);
const credentials = fc.record({ apiKey: key, secretKey: key });
const randomKey = fc.stringMatching(/^[\w-]{1,36}$/);
const path = fc.webPath().map((relative) => `/${relative.replace(/^\/+/, "")}`);
const body = fc.oneof(fc.string({ unit: "grapheme" }), fc.uint8Array(), fc.constant(undefined));

async function signed(
  given: { apiKey: string; secretKey: string },
  random: string,
  parts: { path: string; body: string | Uint8Array | undefined },
) {
  const { authorization } = await createSigner(given, { randomKey: () => random }).sign(parts);
  return { authorization, ...parts };
}

const verifierFor = (given: { apiKey: string; secretKey: string }) =>
  createVerifier({ secretKeyFor: (apiKey) => (apiKey === given.apiKey ? given.secretKey : undefined) });

/** The bytes with one of them changed. The difference must not be 0. */
function changed(bytes: Uint8Array, at: number, difference: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const index = at % copy.length;
  copy[index] = (copy[index] ?? 0) ^ difference;
  return copy;
}
const latin1Bytes = (string: string) => Uint8Array.from(string, (character) => character.charCodeAt(0));
const latin1String = (bytes: Uint8Array) => String.fromCharCode(...bytes);
const anyIndex = fc.nat({ max: 100_000 });
const anyDifference = fc.integer({ min: 1, max: 255 });

describe("the verifier accepts", () => {
  test("what the signer makes, for any keys, path and body", async () => {
    await fc.assert(
      fc.asyncProperty(credentials, randomKey, path, body, async (given, random, target, content) => {
        const request = await signed(given, random, { path: target, body: content });
        expect(await verifierFor(given).verify(request)).toEqual({ ok: true, apiKey: given.apiKey });
      }),
    );
  });

  test("a request whose secret key is fetched asynchronously", async () => {
    const request = await signed({ apiKey: "a", secretKey: "s" }, "r", { path: "/", body: "{}" });
    const verifier = createVerifier({ secretKeyFor: async () => "s" });
    expect(await verifier.verify(request)).toEqual({ ok: true, apiKey: "a" });
  });
});

describe("the verifier rejects what no signer makes, although the signature is right:", () => {
  // Signs with the right secret key, without the checks of the signer.
  const forged = (apiKey: string, random: string, path: string) => {
    const signature = createHmac("sha256", "s")
      .update(random + path)
      .digest("hex");
    const content = `apiKey:${apiKey}&randomKey:${random}&signature:${signature}`;
    return { authorization: `IYZWSv2 ${Buffer.from(content).toString("base64")}`, path };
  };
  const verifier = createVerifier({ secretKeyFor: () => "s" });

  test("a forged request is accepted when it could be a signer's", async () => {
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
  ])("%s", async (_, apiKey, random, path) => {
    expect(await verifier.verify(forged(apiKey, random, path))).toEqual({ ok: false, reason: "malformed" });
  });

  test("every random key that the signer would not use", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), async (random) => {
        const { ok } = await verifier.verify(forged("key", random, "/v1"));
        expect(ok).toBe(/^[\w-]+$/.test(random));
      }),
    );
  });
});

describe("the verifier rejects a request with one changed byte", () => {
  test("in the header", async () => {
    await fc.assert(
      fc.asyncProperty(credentials, anyIndex, anyDifference, async (given, at, difference) => {
        const request = await signed(given, "r-1", { path: "/v1", body: "{}" });
        const authorization = latin1String(changed(latin1Bytes(request.authorization), at, difference));
        expect(await verifierFor(given).verify({ ...request, authorization })).toMatchObject({ ok: false });
      }),
    );
  });

  test("in the path", async () => {
    await fc.assert(
      fc.asyncProperty(path, anyIndex, anyDifference, async (target, at, difference) => {
        const given = { apiKey: "a", secretKey: "s" };
        const request = await signed(given, "r-1", { path: target, body: undefined });
        // A byte that becomes '?' ends the path there: the path is another one too.
        const other = latin1String(changed(latin1Bytes(target), at, difference));
        expect(await verifierFor(given).verify({ ...request, path: other })).toEqual({
          ok: false,
          reason: "wrong-signature",
        });
      }),
    );
  });

  test("in the body", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1 }), anyIndex, anyDifference, async (content, at, difference) => {
        const given = { apiKey: "a", secretKey: "s" };
        const request = await signed(given, "r-1", { path: "/v1", body: content });
        const other = changed(content, at, difference);
        expect(await verifierFor(given).verify({ ...request, body: other })).toEqual({
          ok: false,
          reason: "wrong-signature",
        });
      }),
    );
  });

  test("more or less at the end of the body", async () => {
    const given = { apiKey: "a", secretKey: "s" };
    const request = await signed(given, "r-1", { path: "/v1", body: "{}" });
    for (const other of ["{", "{} ", "{}\0", ""]) {
      expect(await verifierFor(given).verify({ ...request, body: other })).toMatchObject({ ok: false });
    }
  });
});

describe("a rejection has a reason:", () => {
  const given = { apiKey: "a", secretKey: "s" };
  const verifier = verifierFor(given);

  test.each([undefined, null, ""])("missing, when the header is %j", async (authorization) => {
    expect(await verifier.verify({ authorization, path: "/" })).toEqual({ ok: false, reason: "missing" });
  });

  test.each(["Bearer abc", "IYZWSv2 !!!"])("malformed, when the header is %j", async (authorization) => {
    expect(await verifier.verify({ authorization, path: "/" })).toEqual({ ok: false, reason: "malformed" });
  });

  test("unknown-key, when the API key has no secret key", async () => {
    const request = await signed({ apiKey: "other", secretKey: "s" }, "r", { path: "/", body: undefined });
    expect(await verifier.verify(request)).toEqual({ ok: false, reason: "unknown-key" });
  });

  test("wrong-signature, when it was signed with another secret key", async () => {
    const request = await signed({ apiKey: "a", secretKey: "other" }, "r", { path: "/", body: undefined });
    expect(await verifier.verify(request)).toEqual({ ok: false, reason: "wrong-signature" });
  });
});

describe("which part of the URL was signed", () => {
  const given = { apiKey: "a", secretKey: "s" };
  const targets: readonly SignedTarget[] = ["path", "path-and-query"];
  const query = fc.webQueryParameters({ size: "+1" }).map((parameters) => `?q=${parameters}`);

  /** The targets under which a verifier accepts the request. */
  async function acceptedTargets(request: { authorization: string; path: string; body?: string }) {
    const verified = targets.map(async (signedTarget) => {
      const { ok } = await createVerifier({ secretKeyFor: () => "s", signedTarget }).verify(request);
      return ok ? [signedTarget] : [];
    });
    return (await Promise.all(verified)).flat();
  }

  test.each(targets)("is found by two verifiers: %s", async (signedTarget) => {
    await fc.assert(
      fc.asyncProperty(path, query, fc.string({ unit: "grapheme" }), async (pathname, search, content) => {
        const parts = { path: pathname + search, body: content };
        const { authorization } = await createSigner(given, { signedTarget }).sign(parts);
        expect(await acceptedTargets({ authorization, ...parts })).toEqual([signedTarget]);
      }),
    );
  });

  test("can't be told of a request without a query: both targets are the same", async () => {
    for (const signedTarget of targets) {
      const { authorization } = await createSigner(given, { signedTarget }).sign({ path: "/p" });
      expect(await acceptedTargets({ authorization, path: "/p" })).toEqual(targets);
    }
  });

  test("includes every byte of the query with path-and-query, and none with path", async () => {
    for (const signedTarget of targets) {
      const { authorization } = await createSigner(given, { signedTarget }).sign({ path: "/p?locale=tr" });
      const verifier = createVerifier({ secretKeyFor: () => "s", signedTarget });
      for (const other of ["/p?locale=en", "/p?locale=tr&", "/p?", "/p"]) {
        const { ok } = await verifier.verify({ authorization, path: other });
        expect(ok).toBe(signedTarget === "path");
      }
    }
  });
});

test("a verifier tells merchants apart, in whatever order their requests come", async () => {
  const merchants = new Map([
    ["one", "secret-one"],
    ["two", "secret-two"],
  ]);
  const verifier = createVerifier({ secretKeyFor: (apiKey) => merchants.get(apiKey) });
  const sign = (apiKey: string, secretKey: string) =>
    createSigner({ apiKey, secretKey }).sign({ path: "/", body: "{}" });
  const verify = async (apiKey: string, secretKey: string) => {
    const { authorization } = await sign(apiKey, secretKey);
    return (await verifier.verify({ authorization, path: "/", body: "{}" })).ok;
  };
  expect(await verify("one", "secret-one")).toBe(true);
  expect(await verify("two", "secret-one")).toBe(false);
  expect(await verify("two", "secret-two")).toBe(true);
  expect(await verify("one", "secret-two")).toBe(false);
  expect(await verify("one", "secret-one")).toBe(true);
});
