import * as fc from "fast-check";
import { expect, test } from "vitest";
import { encodeFileName } from "../../../src/pay/file-store/files.ts";

test("different keys have different file names, on file systems without case too", () => {
  expect(encodeFileName("ş".repeat(1_000))).toMatch(/^[0-9a-f]{64}$/);
  const different = fc.uniqueArray(fc.string({ unit: "grapheme" }), { minLength: 2, maxLength: 2 });
  const cases = fc.tuple(fc.constantFrom("aA", "Aa", "AA", "aa", "+a", "%41"), fc.constantFrom("a", "A", "+", "a+"));
  fc.assert(
    fc.property(
      fc.oneof(
        different,
        fc.tuple(cases, cases).map((pair) => pair.map((parts) => parts.join(""))),
      ),
      (pair) => {
        const names = pair.map((text) => encodeFileName(text));
        for (const name of names) expect(name).toMatch(/^[a-z0-9_%+-]*$/);
        expect(names[0] === names[1]).toBe(pair[0] === pair[1]);
      },
    ),
  );
});
