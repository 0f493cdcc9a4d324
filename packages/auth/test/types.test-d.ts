import type { Middleware } from "openapi-fetch";
import { describe, expectTypeOf, test } from "vitest";
import {
  type Credentials,
  createSignedFetch,
  createSigner,
  createVerifier,
  iyzwsv2,
  parseAuthorization,
  type Signer,
  type Verification,
} from "../src/index.ts";

describe("types", () => {
  test("the middleware fits openapi-fetch", () => {
    expectTypeOf(iyzwsv2).returns.toExtend<Middleware>();
    expectTypeOf(iyzwsv2).parameter(0).toEqualTypeOf<Credentials | Signer>();
  });

  test("a signed fetch is a fetch", () => {
    expectTypeOf(createSignedFetch).returns.toEqualTypeOf<typeof fetch>();
  });

  test("the headers fit wherever headers are taken", () => {
    expectTypeOf(createSigner({ apiKey: "a", secretKey: "s" }).sign).returns.resolves.toExtend<HeadersInit>();
    expectTypeOf(createSigner({ apiKey: "a", secretKey: "s" }).sign).returns.resolves.toExtend<
      Record<string, string>
    >();
  });

  test("a signer has nothing but sign", () => {
    expectTypeOf<keyof Signer>().toEqualTypeOf<"sign">();
    // @ts-expect-error one key alone is no credentials
    createSigner({ apiKey: "a" });
  });

  test("a header may not be one that IYZWSv2 wrote", () => {
    expectTypeOf(parseAuthorization).returns.toEqualTypeOf<
      { apiKey: string; randomKey: string; signature: string } | undefined
    >();
  });

  test("a refusal has a reason and an acceptance has a merchant", () => {
    expectTypeOf(createVerifier({ secretKeyFor: () => "s" }).verify).returns.resolves.toEqualTypeOf<Verification>();
    expectTypeOf<Extract<Verification, { ok: false }>>().toHaveProperty("reason");
    expectTypeOf<Extract<Verification, { ok: true }>>().toHaveProperty("apiKey");
  });
});
