import { describe, expect, test } from "vitest";
import { differingPlaces, isSamePart, pointersOf, replayDifference } from "../../../update/diff/replay.ts";

const base = { a: { type: "string", list: [{ n: 1 }, { n: 2 }] }, b: { type: "string" }, same: { x: 1 } };

describe("one difference of several is made alone", () => {
  const revision = {
    a: { type: "number", list: [{ n: 0 }, { n: 1 }, { n: 2 }], enum: ["A"] },
    c: base.b,
    same: base.same,
  };
  const compared = { base, revision };

  test.each([
    ["another value", { base: "#/a/type", revision: "#/a/type" }, { ...base, a: { ...base.a, type: "number" } }],
    ["a key that is new", { base: "#/a", revision: "#/a/enum" }, { ...base, a: { ...base.a, enum: ["A"] } }],
    ["a part that is new", { revision: "#/a/enum" }, { ...base, a: { ...base.a, enum: ["A"] } }],
    ["a part of a list that is new", { revision: "#/a/list/0" }, { ...base, a: { ...base.a, list: revision.a.list } }],
    ["a part that is removed", { base: "#/b" }, { a: base.a, same: base.same }],
    ["a key that is removed", { base: "#/b/type", revision: "#/b" }, { ...base, b: {} }],
    ["a part that is renamed", { base: "#/b", revision: "#/c" }, { a: base.a, c: base.b, same: base.same }],
  ])("%s", (_, sides, expected) => {
    expect(replayDifference(compared, sides)).toEqual(expected);
  });

  test.each([
    ["the part is as it was: a reference leads to another", { base: "#/same/x" }],
    ["the place does not exist without another difference", { revision: "#/d/type" }],
    ["it has no place", {}],
  ])("unless %s", (_, sides) => {
    expect(replayDifference(compared, sides)).toBeUndefined();
  });

  test("and the documents are as they were", () => {
    expect(base.a.list).toHaveLength(2);
    expect(revision.a.list).toHaveLength(3);
  });
});

test("differing places are as deep as possible, and whole lists if their lengths differ", () => {
  const other = { a: { type: "number", list: [{ n: 1 }] }, b: { type: "string", "x/y": 1 }, same: { x: 1 } };
  expect(differingPlaces(base, other)).toEqual(["#/a/type", "#/a/list", "#/b/x~1y"]);
  expect(differingPlaces(base, structuredClone(base))).toEqual([]);
});

test("places are the same part if one contains the other", () => {
  expect(isSamePart("#/a", "#/a/b")).toBe(true);
  expect(isSamePart("#/a/b", "#/a")).toBe(true);
  expect(isSamePart("#/a", "#/ab")).toBe(false);
});

test("the parent of a key that one document does not have is no place of a difference", () => {
  expect(pointersOf({ base: "#/a", revision: "#/a/enum" })).toEqual(["#/a/enum"]);
  expect(pointersOf({ base: "#/b", revision: "#/c" })).toEqual(["#/b", "#/c"]);
});
