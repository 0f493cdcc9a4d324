import { describe, expect, test } from "vitest";
import { canonicalJson, sha256 } from "../../../src/pay/machine/hash.ts";

// Stored fingerprints and checksums are made from both: an earlier version's must stay valid.

describe("canonical JSON", () => {
  test("has the keys of every object in order, and the entries of a list as they are", () => {
    const value = { b: 1, a: { d: [{ z: 1, y: 2 }, "x"], c: null }, "": true };
    expect(canonicalJson(value)).toBe('{"":true,"a":{"c":null,"d":[{"y":2,"z":1},"x"]},"b":1}');
    expect(canonicalJson([2, 1, null, "a"])).toBe('[2,1,null,"a"]');
  });

  test("leaves out fields that are undefined", () => {
    expect(canonicalJson({ b: undefined, a: 1 })).toBe('{"a":1}');
  });
});

test("SHA-256 is that of the UTF-8 of a string, in lower-case hexadecimal with all of its zeros", async () => {
  expect(await sha256("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  expect(await sha256("ş")).toBe("ef6e788bf4e810d939be09c13bd226c4e98be8045356acfaf28db8bac285917b");
});
