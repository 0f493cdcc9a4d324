import { expect, test } from "vitest";
import { keysOf, pointerOf, resolveReference, valueAt } from "../../document/pointer.ts";

const document = { paths: { "/a~b": { get: { $ref: "#/components/one" } } }, components: { one: { type: "string" } } };

test("a pointer and its keys say the same, whatever characters a key has", () => {
  const keys = ["paths", "/a~b", "get"];
  expect(pointerOf(keys)).toBe("#/paths/~1a~0b/get");
  for (const pointer of ["#/paths/~1a~0b/get", "/paths/~1a~0b/get"]) expect(keysOf(pointer)).toEqual(keys);
  expect(valueAt(document, keys)).toBe(document.paths["/a~b"].get);
  expect(valueAt(document, ["paths", "/c", "get"])).toBeUndefined();
});

test("a reference is followed to the part that has none, and to the last that has a target", () => {
  const around = { one: { $ref: "#/other" }, other: { $ref: "#/one" } };
  expect(resolveReference(document.paths["/a~b"].get, document)).toBe(document.components.one);
  expect(resolveReference({ $ref: "#/missing" }, document)).toEqual({ $ref: "#/missing" });
  expect(resolveReference(around.one, around)).toBeUndefined();
});
