import { createSignedFetch, createSigner, createVerifier, parseAuthorization } from "@iyzico-mass-payout/auth";
import { equal, failureOf, has } from "./assert.js";

const keys = { apiKey: "sandbox-key", secretKey: "sandbox-secret" };
const verifier = createVerifier({ secretKeyFor: (apiKey) => (apiKey === keys.apiKey ? keys.secretKey : undefined) });
const path = "/v1/mass/payout/retrieve";
const body = '{"requestId":"şğİ","page":0,"size":40}';

/**
 * @param {readonly import("./suite.js").Vector[]} vectors
 * @returns {readonly import("./suite.js").Test[]}
 */
export const signing = (vectors) => [
  ...vectors.flatMap(vectorTests),

  [
    "a signed body is accepted, as a string and as bytes",
    async () => {
      const { authorization } = await createSigner(keys).sign({ path, body });
      const accepted = { ok: true, apiKey: keys.apiKey };
      equal(await verifier.verify({ authorization, path, body }), accepted);
      equal(await verifier.verify({ authorization, path, body: new TextEncoder().encode(body) }), accepted);
    },
  ],
  [
    "each signature has a random key of its own",
    async () => {
      const signer = createSigner(keys);
      const signed = await Promise.all(Array.from({ length: 50 }, () => signer.sign({ path, body })));
      equal(new Set(signed.map((headers) => headers["x-iyzi-rnd"])).size, 50);
      equal(new Set(signed.map(({ authorization }) => authorization)).size, 50);
    },
  ],
  [
    "another path, body, secret, signature or key is rejected",
    async () => {
      const { authorization } = await createSigner(keys).sign({ path, body });
      const rejected = (/** @type {string} */ reason) => ({ ok: false, reason });
      const { apiKey = "", randomKey = "", signature = "" } = parseAuthorization(authorization) ?? {};
      const forged = (/** @type {string} */ hex) =>
        `IYZWSv2 ${btoa(`apiKey:${apiKey}&randomKey:${randomKey}&signature:${hex}`)}`;
      equal(await verifier.verify({ authorization: forged(signature), path, body }), { ok: true, apiKey });

      equal(await verifier.verify({ authorization, path: `${path}s`, body }), rejected("wrong-signature"));
      equal(await verifier.verify({ authorization, path, body: `${body} ` }), rejected("wrong-signature"));
      equal(await verifier.verify({ authorization, path }), rejected("wrong-signature"));
      const digit = signature.startsWith("0") ? "1" : "0";
      for (const hex of [digit + signature.slice(1), "0".repeat(64)]) {
        equal(await verifier.verify({ authorization: forged(hex), path, body }), rejected("wrong-signature"));
      }
      const other = await createSigner({ ...keys, secretKey: "another-secret" }).sign({ path, body });
      equal(await verifier.verify({ ...other, path, body }), rejected("wrong-signature"));
      const unknown = await createSigner({ ...keys, apiKey: "unknown" }).sign({ path, body });
      equal(await verifier.verify({ ...unknown, path, body }), rejected("unknown-key"));
      equal(await verifier.verify({ authorization: "", path, body }), rejected("missing"));
      equal(await verifier.verify({ authorization: "Bearer abc", path, body }), rejected("malformed"));
    },
  ],
  [
    "a signed fetch sends the bytes that were signed",
    async () => {
      /** @type {unknown} */
      let verification;
      const signedFetch = createSignedFetch(keys, async (request) => {
        equal(request.redirect, "manual");
        verification = await verifier.verify({
          authorization: request.headers.get("authorization"),
          path: new URL(request.url).pathname,
          body: new Uint8Array(await request.arrayBuffer()),
        });
        return new Response("{}");
      });
      await signedFetch(`https://sandbox-api.iyzipay.com${path}?locale=tr`, { method: "POST", body });
      equal(verification, { ok: true, apiKey: keys.apiKey });
    },
  ],
  [
    "invalid credentials are an error before any request",
    async () => {
      const failure = await failureOf((async () => createSigner({ ...keys, secretKey: "secret\n" }))());
      has(failure, { name: "InvalidCredentialsError", code: "invalid_credentials" });
    },
  ],
];

/**
 * @param {import("./suite.js").Vector} vector
 * @returns {readonly import("./suite.js").Test[]}
 */
function vectorTests({ origin, apiKey, secretKey, randomKey, path, body, signature }) {
  const sign = () =>
    createSigner({ apiKey, secretKey }, { randomKey: () => randomKey }).sign({ path, body: body ?? undefined });
  return [
    [
      `${origin}: the string to sign is random key, path and body`,
      async () => equal(await hmac(secretKey, `${randomKey}${path}${body ?? ""}`), signature),
    ],
    [
      `${origin}, ${path}: the headers are the vendor's`,
      async () => {
        const parts = `apiKey:${apiKey}&randomKey:${randomKey}&signature:${signature}`;
        equal(await sign(), { authorization: `IYZWSv2 ${btoa(parts)}`, "x-iyzi-rnd": randomKey });
      },
    ],
    [
      `${origin}, ${path}: the verifier accepts it`,
      async () => {
        const { authorization } = await sign();
        const { verify } = createVerifier({ secretKeyFor: () => secretKey });
        equal(await verify({ authorization, path, body: body ?? undefined }), { ok: true, apiKey });
      },
    ],
  ];
}

/**
 * An HMAC by the runtime itself, independent of the package.
 *
 * @param {string} secretKey
 * @param {string} message
 */
async function hmac(secretKey, message) {
  const encoder = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", encoder.encode(secretKey), algorithm, false, ["sign"]);
  const bytes = new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(message)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
