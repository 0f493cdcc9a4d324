import type { Middleware } from "openapi-fetch";
import { describe, expectTypeOf, test } from "vitest";
import {
  type Credentials,
  createSignedFetch,
  createSigner,
  createVerifier,
  iyzwsv2,
  parseAuthorization,
  type RejectionReason,
  type SignedTarget,
  type Signer,
  type SignerOptions,
  type Verification,
  type VerifierOptions,
} from "../src/index.ts";

describe("types", () => {
  test("the middleware is assignable to openapi-fetch's", () => {
    expectTypeOf(iyzwsv2).returns.toExtend<Middleware>();
    expectTypeOf(iyzwsv2).parameter(0).toEqualTypeOf<Credentials | Signer>();
  });

  test("a signed fetch has the type of fetch", () => {
    expectTypeOf(createSignedFetch).returns.toEqualTypeOf<typeof fetch>();
  });

  test("the signed headers are assignable to HeadersInit and to a record of strings", () => {
    expectTypeOf(createSigner({ apiKey: "a", secretKey: "s" }).sign).returns.resolves.toExtend<HeadersInit>();
    expectTypeOf(createSigner({ apiKey: "a", secretKey: "s" }).sign).returns.resolves.toExtend<
      Record<string, string>
    >();
  });

  test("a signer has sign and no other member", () => {
    expectTypeOf<keyof Signer>().toEqualTypeOf<"sign">();
    // @ts-expect-error secretKey is required
    createSigner({ apiKey: "a" });
  });

  test("signer and verifier take the same signed targets", () => {
    expectTypeOf<SignedTarget>().toEqualTypeOf<"path" | "path-and-query">();
    expectTypeOf<SignerOptions["signedTarget"]>().toEqualTypeOf<SignedTarget | undefined>();
    expectTypeOf<VerifierOptions["signedTarget"]>().toEqualTypeOf<SignedTarget | undefined>();
  });

  test("parsing a header may give undefined", () => {
    expectTypeOf(parseAuthorization).returns.toEqualTypeOf<
      { apiKey: string; randomKey: string; signature: string } | undefined
    >();
  });

  test("a rejection has a reason, and an acceptance an API key", () => {
    expectTypeOf(createVerifier({ secretKeyFor: () => "s" }).verify).returns.resolves.toEqualTypeOf<Verification>();
    expectTypeOf<Extract<Verification, { ok: false }>>().toEqualTypeOf<{ ok: false; reason: RejectionReason }>();
    expectTypeOf<Extract<Verification, { ok: true }>>().toHaveProperty("apiKey");
  });
});
