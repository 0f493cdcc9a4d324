import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { buildDocument, type Files } from "../../build/document.ts";
import { lintDocument } from "../../build/lint.ts";
import { clientReads } from "../../update/policy/client-fields.ts";

const spec = new URL("../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, spec), "utf8");
const folder = (path: string): Files =>
  Object.fromEntries(readdirSync(new URL(path, spec)).map((name) => [name, read(path + name)]));

const upstream = folder("upstream/");
const overlays = folder("overlays/");
const committed = read("openapi.yaml");
const document = parse(committed);

interface Schema {
  enum?: string[];
  "x-enum-descriptions"?: Record<string, { tr?: string }>;
  properties?: Record<string, Schema>;
}
interface Operation {
  operationId: string;
  parameters: { $ref?: string; name?: string }[];
  requestBody?: { content: { "application/json": { examples: Examples } } };
  responses: Record<"200" | "401", { content: { "application/json": { schema: object; examples: Examples } } }>;
}
type Examples = Record<string, { summary: string; value: Record<string, unknown> }>;

const schemas: Record<string, Schema> = document.components.schemas;
const operations = Object.entries(document.paths as Record<string, Record<string, Operation>>).flatMap(
  ([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [`${method} ${path}`, operation]),
);
const answersOf = (operation: Operation) => operation.responses["200"].content["application/json"];

describe("spec/upstream", () => {
  test("has published texts that match their recorded hashes", () => {
    const published = Object.entries(
      JSON.parse(read("upstream/sources.json")) as Record<string, { sha256?: string }>,
    ).filter(([, { sha256 }]) => sha256 !== undefined);
    expect(published.map(([name]) => name)).toContain("retrieve-mass-payout.json");
    for (const [name, { sha256 }] of published) {
      expect(
        createHash("sha256")
          .update(read(`upstream/${name}`))
          .digest("hex"),
      ).toBe(sha256);
    }
  });

  test("has one document for each operation", () => {
    const documents = Object.entries(upstream).filter(([, text]) => "paths" in JSON.parse(text));
    for (const [, text] of documents) {
      expect(Object.values(JSON.parse(text).paths).flatMap((methods) => Object.keys(methods as object))).toHaveLength(
        1,
      );
    }
    expect(documents).toHaveLength(operations.length);
  });

  test("has the source and the date of every file", () => {
    const sources = JSON.parse(read("upstream/sources.json"));
    expect(Object.keys(sources).sort()).toEqual(
      Object.keys(upstream)
        .filter((name) => name !== "sources.json")
        .sort(),
    );
    for (const source of Object.values(sources)) {
      expect(source).toMatchObject({
        source: expect.stringMatching(/^https:/),
        entered: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      });
    }
  });
});

describe("spec/openapi.yaml", () => {
  test("is built from upstream and overlays", async () => {
    expect(await buildDocument(upstream, overlays)).toBe(committed);
  });

  test("has no lint problem", async () => {
    expect(await lintDocument(committed)).toEqual([]);
  });

  test("fails to build when the vendor changes what an overlay corrects", async () => {
    const renamed = Object.entries(upstream).map(([name, text]) => [
      name,
      text.replaceAll("recipientName", "beneficiaryName"),
    ]);
    await expect(buildDocument(Object.fromEntries(renamed), overlays)).rejects.toThrow(
      /80-privacy\.yaml, action 2 .*recipientName.* changes nothing/,
    );
  });

  test("fails to build when a component differs between two documents", async () => {
    const retrieve = upstream["retrieve-mass-payout.json"] ?? "";
    const { paths, ...rest } = JSON.parse(retrieve);
    const other = JSON.stringify({ ...rest, paths: { "/other": paths["/v1/mass/payout/retrieve"] } });
    const changed = retrieve.replaceAll("recipientName", "beneficiaryName");
    await expect(
      buildDocument({ ...upstream, "other.json": other, "retrieve-mass-payout.json": changed }, overlays),
    ).rejects.toThrow("schemas MassPayoutItemDetail differs between other.json and retrieve-mass-payout.json");
  });

  test("has the English descriptions of the vendor's tables unchanged", () => {
    const tables = JSON.parse(read("upstream/retrieve-mass-payout.status-tables.json"));
    const { MassPayoutStatus, MassPayoutItemStatus } = document.components.schemas;
    const english = (schema: { "x-enum-descriptions": Record<string, { en: string }> }) =>
      Object.fromEntries(Object.entries(schema["x-enum-descriptions"]).map(([status, { en }]) => [status, en]));
    expect(english(MassPayoutStatus)).toEqual(tables["MassPayoutSummary.massPayoutStatus"]);
    expect(english(MassPayoutItemStatus)).toEqual(tables["MassPayoutItemDetail.itemStatus"]);
  });
});

describe("the linter", () => {
  test("rejects an example that does not match its schema", async () => {
    const broken = committed.replace("merchantId: 1", "merchantId: one");
    expect(await lintDocument(broken)).toContainEqual(
      expect.objectContaining({ rule: "no-invalid-media-type-examples" }),
    );
  });
});

describe.each(operations)("%s", (_, operation) => {
  test("has an operationId, and no parameter for headers that the client sends by itself", () => {
    expect(operation.operationId).toMatch(/^\w+MassPayout\w*$/);
    expect(operation.parameters.filter(({ $ref }) => $ref !== undefined)).toEqual([
      { $ref: "#/components/parameters/LocaleQuery" },
    ]);
  });

  test("answers 200 with a success or a failure, distinguished by a required status", () => {
    expect(answersOf(operation).schema).toEqual({
      oneOf: [{ $ref: expect.any(String) }, { $ref: "#/components/schemas/FailureEnvelope" }],
    });
    const [success] = (answersOf(operation).schema as { oneOf: { $ref: string }[] }).oneOf;
    expect(schemas[success?.$ref.split("/").at(-1) ?? ""]).toMatchObject({
      required: ["status"],
      properties: { status: { $ref: "#/components/schemas/SuccessStatus" } },
    });
  });

  test("has the documented example first, which is the default of a mock server", () => {
    const { requestBody } = operation;
    const examples = [answersOf(operation).examples, requestBody?.content["application/json"].examples ?? {}];
    for (const [first] of examples.map(Object.values).filter(({ length }) => length > 0)) {
      expect(first.summary).toMatch(/^As documented/);
    }
  });

  test("has the examples of failures that are common to all operations", () => {
    expect(Object.keys(answersOf(operation).examples)).toEqual(
      expect.arrayContaining([
        "failure",
        "failureWithoutCode",
        "invalidSignature",
        "unknownCredentials",
        "limitExceeded",
        "productNotEnabled",
        "systemError",
      ]),
    );
    expect(Object.keys(operation.responses["401"].content["application/json"].examples)).toEqual(["gatewayRejection"]);
  });
});

describe("the named examples", () => {
  /** All values of a key, anywhere in the examples of answers. */
  const valuesOf = (key: string) => {
    const values = new Set<unknown>();
    JSON.stringify(
      operations.map(([, operation]) => answersOf(operation).examples),
      (name, value) => {
        if (name === key) values.add(value);
        return value;
      },
    );
    return values;
  };

  test("cover every translated status, and one that no document lists", () => {
    const future = "SOME_FUTURE_STATUS";
    const translated = (list: Schema | undefined) =>
      Object.entries(list?.["x-enum-descriptions"] ?? {}).flatMap(([value, { tr }]) =>
        tr === undefined ? [] : [value],
      );
    const { MassPayoutStatus, MassPayoutItemStatus } = schemas;
    expect(valuesOf("massPayoutStatus")).toEqual(new Set([...translated(MassPayoutStatus), "SUCCESS", future]));
    expect(valuesOf("itemStatus")).toEqual(new Set([...translated(MassPayoutItemStatus), future]));
  });

  test("cover every field that the client reads, except two without a known value", () => {
    const fields = Object.values(clientReads)
      .flat()
      .filter((field) => valuesOf(field).size === 0);
    expect(fields).toEqual(["canceledDate", "errorGroup"]);
  });
});

describe("the recipients of init", () => {
  test("are those that the vendor lists, over both alternatives", () => {
    const { MassPayoutInitItemByIban, MassPayoutInitItemByOtherId, RecipientType } = schemas;
    const types = [MassPayoutInitItemByIban, MassPayoutInitItemByOtherId].flatMap(
      (schema) => schema?.properties?.["recipientType"]?.enum ?? [],
    );
    expect(types.sort()).toEqual([...(RecipientType?.enum ?? [])].sort());
  });
});

describe("personal data", () => {
  test("is marked as x-sensitive wherever it occurs", () => {
    const marked = Object.entries(schemas).flatMap(([name, { properties = {} }]) =>
      Object.entries(properties).flatMap(([field, schema]) => ("x-sensitive" in schema ? [`${name}.${field}`] : [])),
    );
    expect(marked.sort()).toEqual([
      "MassPayoutInitItemFields.description",
      "MassPayoutInitItemFields.recipientInfo",
      "MassPayoutInitItemFields.recipientName",
      "MassPayoutInvalidItem.errorMessage",
      "MassPayoutItemDetail.description",
      "MassPayoutItemDetail.errorMessage",
      "MassPayoutItemDetail.errorMessages",
      "MassPayoutItemDetail.recipientInfo",
      "MassPayoutItemDetail.recipientName",
    ]);
  });
});
