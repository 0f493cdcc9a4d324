import { describe, expect, test } from "vitest";
import { describeWinners, mergeDocuments } from "../../build/merge.ts";

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

const merge = (other: object, first: object = {}) =>
  mergeDocuments({ "retrieve.json": { ...retrieve, ...first }, "other.json": { ...item, ...other } });

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

  test("may have different operations of one path, and share what is common to the path", () => {
    const parameters = [{ name: "id", in: "path", required: true, schema: { type: "string" } }];
    const ofPath = (operation: object) => ({ paths: { "/payouts": { ...operation, parameters } } });
    expect(merge(ofPath({ get: { summary: "list" } }), ofPath({ post: { summary: "retrieve" } }))).toMatchObject({
      paths: { "/payouts": { post: { summary: "retrieve" }, get: { summary: "list" }, parameters } },
    });
  });

  test("share no values with the given documents", () => {
    const documents = { "retrieve.json": structuredClone(retrieve), "item.json": structuredClone(item) };
    const merged = mergeDocuments(documents) as typeof retrieve;
    merged.components.schemas.Item.required.push("name");
    merged.info.title = "Other";
    expect(documents).toEqual({ "retrieve.json": retrieve, "item.json": item });
  });

  test("have the tags of all", () => {
    const [payouts, balances] = [{ name: "Payouts", description: "Older." }, { name: "Balances" }];
    const newer = { name: "Payouts", description: "Newer." };
    expect(merge({ tags: [balances, newer] }, { tags: [payouts] })).toMatchObject({ tags: [newer, balances] });
  });
});

describe("the words of the newest document count", () => {
  const schema = (words: object, ofField: object) => ({
    ...words,
    type: "object",
    required: ["id", "description"],
    properties: { description: { ...ofField, type: "string" }, id: { type: "string", enum: ["A", "B"] } },
  });
  const older = schema({ title: "Older" }, { description: "Older.", example: "x" });
  const newer = {
    ...schema({ description: "Newer." }, { examples: ["y"], externalDocs: { url: "https://docs.iyzico.com" } }),
    required: ["description", "id"],
  };
  const documents = {
    "a.json": { info: { title: "A", version: "2" }, openapi: "3.0.3", components: { schemas: { Item: newer } } },
    "b.json": { info: { title: "B", version: "1" }, openapi: "3.0.1", components: { schemas: { Item: older } } },
  };

  test("of info, of shared components and of the order of lists, whatever the names of the files are", () => {
    expect(mergeDocuments(documents, ["b.json", "a.json"])).toEqual(documents["a.json"]);
    expect(mergeDocuments(documents, ["a.json", "b.json"])).toEqual(documents["b.json"]);
  });

  test("and each difference is described", () => {
    expect(describeWinners(documents, ["b.json", "a.json"])).toEqual([
      "The words of info are those of a.json, which is newer than b.json.",
      "The words of openapi are those of a.json, which is newer than b.json.",
      "The words of components schemas Item are those of a.json, which is newer than b.json.",
    ]);
    expect(describeWinners({ "a.json": documents["a.json"], "b.json": documents["a.json"] }, [])).toEqual([]);
  });

  test("also of scopes and of examples, which are words only", () => {
    const componentsWith = (words: string) => ({
      components: {
        examples: { One: { value: words } },
        securitySchemes: { OAuth: { type: "oauth2", flows: { implicit: { scopes: { pay: words } } } } },
      },
    });
    const newest = componentsWith("Newer.");
    expect(mergeDocuments({ "a.json": componentsWith("Older."), "b.json": newest })).toEqual(newest);
  });
});

describe("the order of lists without an order is that of the newest document", () => {
  const [text, count] = [
    { type: "string", maxLength: 9 },
    { type: "integer", description: "Words." },
  ] as const;
  // The same members with their keys in another order and other words.
  const [sameText, sameCount] = [
    { maxLength: 9, type: "string" },
    { description: "Newer.", type: "integer" },
  ] as const;

  test.each(["oneOf", "anyOf", "allOf", "parameters"])("%s", (key) => {
    const partOf = (members: object[]) =>
      key === "parameters"
        ? { paths: { "/a": { parameters: members } } }
        : { components: { schemas: { Item: { [key]: members } } } };
    const newest = partOf([sameCount, sameText]);
    expect(mergeDocuments({ "a.json": partOf([text, count]), "b.json": newest })).toEqual(newest);
  });
});

test("the words of a path are those of the newest document", () => {
  const pathWith = (words: string) => ({ paths: { "/a": { summary: words, description: words } } });
  const newest = pathWith("Newer.");
  expect(mergeDocuments({ "a.json": pathWith("Older."), "b.json": newest })).toEqual(newest);
});

describe("an error names both files and the place", () => {
  const itemOf = (schema: object) => ({ components: { schemas: { Item: schema } } });

  test.each<[string, object, object, string]>([
    [
      "when both have the same operation, even if it is equal",
      { paths: retrieve.paths },
      {},
      "paths /payouts post is in retrieve.json and in other.json",
    ],
    [
      "when a component of one name differs",
      itemOf({ type: "object" }),
      {},
      'components schemas Item differs between retrieve.json and other.json in required: ["id"] and nothing. ' +
        "If iyzico changed both pages, import both pages in one call.",
    ],
    [
      "when a property whose name is that of a word differs",
      itemOf({ properties: { description: { type: "string", description: "Words." } } }),
      itemOf({ properties: { description: { type: "number" } } }),
      'other.json in properties description type: "number" and "string"',
    ],
    [
      "when a default differs in a key whose name is that of a word",
      itemOf({ default: { description: "a" } }),
      itemOf({ default: { description: "b" } }),
      'other.json in default description: "b" and "a"',
    ],
    [
      "when alternatives differ",
      itemOf({ oneOf: [{ type: "string" }, { type: "number" }] }),
      itemOf({ oneOf: [{ type: "number" }, { type: "integer" }] }),
      "components schemas Item differs between retrieve.json and other.json in oneOf",
    ],
    [
      "when the order of the first items of a list differs",
      itemOf({ prefixItems: [{ type: "string" }, { type: "number" }] }),
      itemOf({ prefixItems: [{ type: "number" }, { type: "string" }] }),
      "components schemas Item differs between retrieve.json and other.json in prefixItems",
    ],
    [
      "when a discriminator's value whose name is that of a word differs",
      itemOf({ discriminator: { propertyName: "a", mapping: { title: "#/components/schemas/A" } } }),
      itemOf({ discriminator: { propertyName: "a", mapping: { title: "#/components/schemas/B" } } }),
      "in discriminator mapping title",
    ],
    [
      "when a component whose name is that of a word differs",
      { components: { schemas: { description: { type: "string" } } } },
      { components: { schemas: { description: { type: "number" } } } },
      "components schemas description differs between retrieve.json and other.json in type",
    ],
    [
      "when the versions of OpenAPI differ",
      { openapi: "3.1.0" },
      {},
      'openapi differs between retrieve.json and other.json: "3.0" and "3.1"',
    ],
    [
      "when the servers differ",
      { servers: [{ url: "https://a.iyzipay.com", description: "Production" }] },
      { servers: [{ url: "https://b.iyzipay.com", description: "Production" }] },
      "servers differs between retrieve.json and other.json",
    ],
    [
      "when one alone has servers",
      { servers: [{ url: "/" }] },
      {},
      "servers is in other.json and not in retrieve.json.",
    ],
    ["when one alone has security", {}, { security: [] }, "security is in retrieve.json and not in other.json."],
    [
      "when an extension differs",
      { "x-unit": "lira" },
      { "x-unit": "kuruş" },
      'x-unit differs between retrieve.json and other.json: "kuruş" and "lira"',
    ],
  ])("%s", (_, other, first, message) => {
    expect(() => merge(other, first)).toThrow(message);
  });

  test("a transcription may lack what complete documents have", () => {
    const transcription = { paths: item.paths };
    const complete = { ...retrieve, servers: [{ url: "/" }] };
    expect(mergeDocuments({ "a.json": transcription, "b.json": complete })).toMatchObject({ servers: [{ url: "/" }] });
  });
});
