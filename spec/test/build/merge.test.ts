import { describe, expect, test } from "vitest";
import { mergeDocuments } from "../../build/merge.ts";

const retrieve = {
  openapi: "3.0.3",
  info: { title: "API" },
  paths: { "/payouts": { post: { summary: "retrieve" } } },
  components: { parameters: { Locale: { in: "query" } }, schemas: { Item: { type: "object", required: ["id"] } } },
};
const item = {
  openapi: "3.0.3",
  info: { title: "API" },
  paths: { "/items": { get: { summary: "item" } } },
  components: { schemas: { Item: { required: ["id"], type: "object" }, Answer: { type: "string" } } },
};

const merge = (other: object) => mergeDocuments({ "retrieve.json": retrieve, "other.json": { ...item, ...other } });

describe("merged documents", () => {
  test("have the paths and the components of all", () => {
    expect(merge({})).toEqual({
      ...retrieve,
      paths: { ...retrieve.paths, ...item.paths },
      components: {
        parameters: retrieve.components.parameters,
        schemas: { ...retrieve.components.schemas, Answer: { type: "string" } },
      },
    });
  });

  test("may have different operations of one path", () => {
    expect(merge({ paths: { "/payouts": { get: { summary: "list" } } } })).toMatchObject({
      paths: { "/payouts": { post: { summary: "retrieve" }, get: { summary: "list" } } },
    });
  });

  test("share no values with the given documents", () => {
    const documents = { "retrieve.json": structuredClone(retrieve), "item.json": structuredClone(item) };
    const merged = mergeDocuments(documents) as typeof retrieve;
    merged.components.schemas.Item.required.push("name");
    merged.info.title = "Other";
    expect(documents).toEqual({ "retrieve.json": retrieve, "item.json": item });
  });
});

describe("an error names both files", () => {
  test.each<[string, object, string]>([
    [
      "when both have the same operation, even if it is equal",
      { paths: retrieve.paths },
      "paths /payouts post is in retrieve.json and in other.json",
    ],
    [
      "when a component of one name differs",
      { components: { schemas: { Item: { type: "object" } } } },
      "components schemas Item differs between retrieve.json and other.json",
    ],
    [
      "when anything outside paths and components differs",
      { info: { title: "API", version: "2" } },
      "info differs between retrieve.json and other.json",
    ],
  ])("%s", (_, other, message) => {
    expect(() => merge(other)).toThrow(message);
  });
});
