import * as fc from "fast-check";
import { expect, test } from "vitest";
import { encodeFileName } from "../../../src/pay/file-store/files.ts";

function expectDifferentNames([one, other]: readonly [string, string]): void {
  const names = [one, other].map((text) => encodeFileName(text));
  // The same on a file system that ignores case, or that normalises Unicode; and never too long.
  for (const name of names) expect(name).toMatch(/^[a-z0-9_%+-]{0,71}$/);
  expect(names[0] === names[1]).toBe(one === other);
}

test("different keys have different file names, on file systems without case too", () => {
  const string = fc.string({ unit: "grapheme" });
  const parts = fc.tuple(fc.constantFrom("aA", "Aa", "AA", "aa", "+a", "%41"), fc.constantFrom("a", "A", "+", "a+"));
  const cases = parts.map((pair) => pair.join(""));
  fc.assert(fc.property(fc.oneof(fc.tuple(string, string), fc.tuple(cases, cases)), expectDifferentNames));
});

test("a key that looks like the file name of another key has another one", () => {
  const long = fc.string({ unit: fc.constantFrom("a", "A", "ş", "+", "f", "0"), minLength: 20, maxLength: 90 });
  const asKeys = (key: string) => {
    const name = encodeFileName(key);
    return [name, name.replace("sha256+", ""), name.replace("sha256", "SHA256"), name.replace("sha256+", "+")];
  };
  const pair = long.chain((key) => fc.tuple(fc.constant(key), fc.constantFrom(...asKeys(key))));
  fc.assert(fc.property(pair, expectDifferentNames), { numRuns: 1_000 });
  expect(encodeFileName("ş".repeat(1_000))).toMatch(/^sha256\+[0-9a-f]{64}$/);
  expect(encodeFileName("0f".repeat(32))).toBe("0f".repeat(32));
});

test("keys that differ in half a surrogate, or in U+FFFD instead of it, have different file names", () => {
  const unit = fc.constantFrom("\ud83d", "\ude00", "\ud83e", "\ufffd", "😀", "%ud83d", "a");
  const string = fc.string({ unit, maxLength: 30 });
  fc.assert(fc.property(fc.tuple(string, string), expectDifferentNames), { numRuns: 1_000 });
  expectDifferentNames(["\ud800", "\ufffd"]);
  expectDifferentNames(["\ud800".repeat(40), "\ufffd".repeat(40)]);
});
