import { describe, expect, test } from "vitest";
import { mergeDocuments } from "../build/merge.ts";

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

describe("several documents", () => {
  test("become one with the paths and the components of all", () => {
    expect(merge({})).toEqual({
      ...retrieve,
      paths: { ...retrieve.paths, ...item.paths },
      components: {
        parameters: retrieve.components.parameters,
        schemas: { ...retrieve.components.schemas, Answer: { type: "string" } },
      },
    });
  });

  test("may have operations of one path", () => {
    expect(merge({ paths: { "/payouts": { get: { summary: "list" } } } })).toMatchObject({
      paths: { "/payouts": { post: { summary: "retrieve" }, get: { summary: "list" } } },
    });
  });

  test("are left as they are", () => {
    const documents = { "retrieve.json": structuredClone(retrieve), "item.json": structuredClone(item) };
    const merged = mergeDocuments(documents) as typeof retrieve;
    merged.components.schemas.Item.required.push("name");
    merged.info.title = "Other";
    expect(documents).toEqual({ "retrieve.json": retrieve, "item.json": item });
  });
});

describe("both files are named", () => {
  test.each<[string, object, string]>([
    [
      "when they hold the same operation, even word for word",
      { paths: retrieve.paths },
      "paths /payouts post stands in retrieve.json and in other.json",
    ],
    [
      "when a component of one name differs",
      { components: { schemas: { Item: { type: "object" } } } },
      "components schemas Item is one thing in retrieve.json and another in other.json",
    ],
    [
      "when what stands outside of paths and components differs",
      { info: { title: "API", version: "2" } },
      "info is one thing in retrieve.json and another in other.json",
    ],
  ])("%s", (_, other, message) => {
    expect(() => merge(other)).toThrow(message);
  });
});
