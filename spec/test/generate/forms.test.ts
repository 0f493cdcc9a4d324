import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { buildDocument } from "../../build/document.ts";
import { lintDocument } from "../../build/lint.ts";
import { checkCompiles } from "../../generate/compile.ts";
import { generateTypes } from "../../generate/generate.ts";
import { notesOnTypes } from "../../generate/uncarried.ts";
import { type Json, published, tree } from "../support/pages.ts";

const detail = "MassPayoutItemDetail";
const path = "/v1/mass/payout/retrieve";

/** Builds the corrected document from the vendor's page of retrieve with a change. */
async function build(change: (schemas: Json, document: Json) => void): Promise<string> {
  const { document } = published();
  change(document.components.schemas, document);
  return buildDocument({ ...tree.upstream, "retrieve-mass-payout.json": JSON.stringify(document) }, tree.overlays);
}

/** Adds a field for each schema: trial0, trial1, … */
const withFields =
  (...fields: Json[]) =>
  (schemas: Json) => {
    for (const [index, field] of fields.entries()) schemas[detail].properties[`trial${index}`] = field;
  };

/** The generated text without line breaks, so that an expectation is one line. */
const flat = (text = "") => text.replaceAll(/\s+/g, " ");

interface Form {
  field: Json;
  /** What the generated type is. */
  type: string;
  /** The note on what it leaves out. */
  note?: string;
}

const leftOut = (keyword: string) => `${keyword} is not carried into the types`;
const object = { type: "object", properties: { a: { type: "string" } } };
const limit = { type: "object", properties: { limit: { type: "integer" } } };
const objectType = "{ a?: string; }";

const forms30: Form[] = [
  { field: { type: "string", nullable: true, enum: ["A", null] }, type: '"A" | null' },
  {
    field: { type: "string", nullable: true, enum: ["A"] },
    type: '"A" | null',
    note: "its list of values has no null and it may be null otherwise; the types allow null",
  },
  { field: { type: "integer", enum: [1, 2, -3] }, type: "1 | 2 | -3" },
  { field: { type: "boolean", enum: [true] }, type: "true" },
  { field: { enum: [1, "1", true] }, type: '1 | "1" | true' },
  { field: { type: "array", items: { type: "string", enum: ["A"] } }, type: '"A"[]' },
  { field: { not: { type: "string" } }, type: "unknown", note: leftOut("not") },
  { field: { ...object, additionalProperties: true }, type: `${objectType} & { [key: string]: unknown; }` },
  {
    field: { ...object, additionalProperties: { type: "integer" } },
    type: `${objectType} & { [key: string]: number; }`,
    note: "the types intersect its fields with the type of its additionalProperties",
  },
  {
    field: {
      oneOf: [{ $ref: "#/components/schemas/TrialCard" }, { $ref: "#/components/schemas/TrialCash" }],
      discriminator: { propertyName: "kind", mapping: { card: "#/components/schemas/TrialCard" } },
    },
    type: 'components["schemas"]["TrialCard"] | components["schemas"]["TrialCash"]',
  },
  {
    field: { allOf: [{ $ref: "#/components/schemas/TrialCard" }], required: ["kind", "number"] },
    type: 'WithRequired<components["schemas"]["TrialCard"], "kind">',
    note: "required number is not carried into the types: no member of allOf has the field itself",
  },
  {
    field: { allOf: [{ $ref: "#/components/schemas/TrialGold" }], required: ["kind", "limit"] },
    type: 'WithRequired<components["schemas"]["TrialGold"], "limit">',
    note: "required kind is not carried into the types: no member of allOf has the field itself",
  },
  {
    field: { allOf: [object, { allOf: [{ $ref: "#/components/schemas/TrialCash" }] }], required: ["kind", "a"] },
    type: '{ a: string; } & WithRequired<components["schemas"]["TrialCash"], "kind">',
  },
  // A property may have any name.
  { field: { type: "object", properties: { not: { type: "string" } } }, type: "{ not?: string; }" },
  {
    field: { type: "string", enum: ["A"], "x-enum-descriptions": ["First"] },
    type: '"A"',
    note: "x-enum-descriptions has another form than the status tables and is not carried into the types",
  },
];

const forms31: Form[] = [
  { field: { type: ["string", "null"] }, type: "string | null" },
  { field: { type: ["string", "null"], enum: ["A", null] }, type: '"A" | null' },
  {
    field: { type: ["string", "null"], enum: ["A"] },
    type: '"A" | null',
    note: "its list of values has no null and it may be null otherwise; the types allow null",
  },
  { field: { const: "X" }, type: '"X"' },
  { field: { const: null }, type: "unknown", note: "const null is not carried into the types, which allow any value" },
  { field: { type: "string", examples: ["a", "b"] }, type: "string" },
  { field: { type: "number", exclusiveMinimum: 0 }, type: "number" },
  { field: { type: "string", contentEncoding: "base64" }, type: "string" },
  { field: { type: "object", patternProperties: { "^x": { type: "string" } } }, type: "{ [key: string]: string; }" },
  { field: { ...object, unevaluatedProperties: false }, type: objectType, note: leftOut("unevaluatedProperties") },
  { field: { ...object, dependentRequired: { a: ["b"] } }, type: objectType, note: leftOut("dependentRequired") },
  { field: { ...object, if: { required: ["a"] } }, type: objectType, note: leftOut("if") },
  {
    field: { $ref: "#/components/schemas/MassPayoutSummary", description: "Own words." },
    type: 'components["schemas"]["MassPayoutSummary"]',
  },
  {
    field: { $ref: "#/components/schemas/MassPayoutSummary", required: ["externalId"] },
    type: 'components["schemas"]["MassPayoutSummary"]',
    note: leftOut("required beside $ref"),
  },
  {
    field: {
      type: "array",
      prefixItems: [{ type: "string" }, { type: "number" }],
      items: false,
      minItems: 2,
    },
    type: "[ string, number ]",
  },
];

const others30 = (schemas: Json, { paths, components, tags, servers }: Json) => {
  const { post } = paths[path];
  const of = (kind: string) => ({ properties: { kind: { type: "string", enum: [kind] } }, required: ["kind"] });
  Object.assign(schemas, { TrialCard: of("card"), TrialCash: of("TrialCash") });
  schemas.TrialGold = { ...limit, allOf: [{ $ref: "#/components/schemas/TrialCard" }] };
  schemas.TrialNumber = { type: "integer", enum: [2, 1, 2], "x-enum-descriptions": { 1: { en: "One." } } };
  schemas.trial_state = {
    type: "string",
    nullable: true,
    enum: ["A", null],
    "x-enum-descriptions": { A: { en: "x" } },
  };
  Object.assign(schemas, { Promise: { type: "string" }, string: { type: "string" }, default: { type: "string" } });
  tags.push({ name: "Other", description: "Other." });
  servers.push({ url: "https://{zone}.iyzipay.com", variables: { zone: { default: "a" } } });
  post.servers = [{ url: "https://other.iyzipay.com" }];
  post.parameters.push({ name: "session", in: "cookie", schema: { type: "string" } });
  post.requestBody.content["multipart/form-data"] = { schema: object, encoding: { a: { contentType: "text/csv" } } };
  post.responses[200].headers = { "X-Rate": { schema: { type: "integer" } } };
  post.responses[200].links = { next: { operationId: "retrieveMassPayout" } };
  post.responses[410] = { $ref: "#/components/responses/Gone" };
  components.responses = { Gone: { description: "Gone." } };
  components.examples = { Not: { value: { not: 1, links: 2 } } };
  components.callbacks = { Done: { "{$request.body#/url}": { post: { responses: { 200: { description: "x" } } } } } };
  post.callbacks = { done: { $ref: "#/components/callbacks/Done" } };
};
const notesOnOthers30 = [
  `#/paths/~1v1~1mass~1payout~1retrieve/post: ${leftOut("callbacks")}`,
  "#/paths/~1v1~1mass~1payout~1retrieve/post: servers is not carried: requests go to the client's base URL",
  `#/paths/~1v1~1mass~1payout~1retrieve/post/requestBody/content/multipart~1form-data: ${leftOut("encoding")}`,
  `#/paths/~1v1~1mass~1payout~1retrieve/post/responses/200: ${leftOut("links")}`,
];

const others31 = (schemas: Json, document: Json) => {
  schemas.TrialList = { type: ["string", "null"], enum: ["A", null], "x-enum-descriptions": { A: { en: "First." } } };
  document.openapi = "3.1.0";
  document.jsonSchemaDialect = "https://spec.openapis.org/oas/3.1/dialect/base";
  const content = { "application/json": { schema: { $ref: `#/components/schemas/${detail}` } } };
  document.webhooks = {
    paid: { post: { operationId: "paid", requestBody: { content }, responses: { 200: { description: "x" } } } },
  };
  document.components.pathItems = { Trial: { get: { responses: { 200: { description: "x" } } } } };
};

describe.each([
  ["3.0", forms30, others30, notesOnOthers30],
  ["3.1", forms31, others31, []],
])("a document of OpenAPI %s", (_, forms, others, notesOnOthers) => {
  let document = "";
  let files: Record<string, string> = {};
  beforeAll(async () => {
    document = await build((schemas, all) => {
      withFields(...forms.map(({ field }) => field))(schemas);
      others(schemas, all);
    });
    files = await generateTypes(document);
  });

  test("is valid, and its types compile", async () => {
    expect((await lintDocument(document)).filter(({ isError }) => isError)).toEqual([]);
    await checkCompiles(files);
  });

  test("has types that say what each form says", () => {
    const api = flat(files["packages/types/src/generated/api.ts"]);
    for (const [index, { type }] of forms.entries()) expect(api).toContain(` trial${index}?: ${type};`);
  });

  test("has a note for each form that the types leave out, and for no other", () => {
    const ofFields = forms.flatMap(({ note }, index) =>
      note === undefined ? [] : [`#/components/schemas/${detail}/properties/trial${index}: ${note}`],
    );
    expect(notesOnTypes(parse(document)).toSorted()).toEqual([...ofFields, ...notesOnOthers].toSorted());
  });

  test("is exported whole as openapi.json", () => {
    expect(JSON.parse(files["packages/types/openapi.json"] ?? "")).toMatchObject(parse(document));
  });

  test.runIf(others === others30)("has lists of values without null and without repetitions, and their tables", () => {
    const [enums, tables] = ["enums", "descriptions"].map((name) =>
      flat(files[`packages/types/src/generated/${name}.ts`]),
    );
    expect(enums).toContain('trialStates = [ "A" ] as const');
    expect(enums).toContain("trialNumbers = [ 2, 1 ] as const");
    expect(enums).toContain('massPayoutItemDetailTrial0s = [ "A" ] as const');
    expect(tables).toContain("trialStateDescriptions: Readonly<Record<NonNullable<TrialState>, Readonly<Record<Locale");
    expect(tables).toContain('"1": { "en": "One.", "tr": "One." }');
    expect(tables).not.toContain("null");
  });

  test.runIf(others === others31)("has webhooks and shared path items", () => {
    const api = flat(files["packages/types/src/generated/api.ts"]);
    expect(api).toMatch(/export interface webhooks { paid: { .* post: operations\["paid"\]; /);
    expect(api).toContain("export type PathItemTrial = components['pathItems']['Trial'];");
  });
});

test("a list of values in a field with descriptions has a table of its field's type", async () => {
  const files = await generateTypes(
    await build(
      withFields({ type: "string", nullable: true, enum: ["A", null], "x-enum-descriptions": { A: { en: "x" } } }),
    ),
  );
  const tables = files["packages/types/src/generated/descriptions.ts"];
  expect(tables).toContain(`Readonly<Record<NonNullable<${detail}["trial0"]>, `);
  await checkCompiles(files);
});

test("a new language has the English descriptions", async () => {
  const files = await generateTypes(
    await build((_, { components }) => components.parameters.LocaleQuery.schema.enum.push("de")),
  );
  expect(flat(files["packages/types/src/generated/descriptions.ts"])).toContain('"INIT": { "de": "Mass payout request');
  await checkCompiles(files);
});

describe("types are not generated", () => {
  const name = (schema: string, definition: Json = { type: "string" }) => ({
    change: (schemas: Json) => {
      schemas[schema] = definition;
    },
  });
  const field = (definition: Json, version = "3.0.3") => ({
    change: (schemas: Json, document: Json) => {
      document.openapi = version;
      schemas[detail].properties.trial = definition;
    },
  });
  const list = (...values: Json[]) => ({ type: "string", enum: values });

  test.each<[string, { change: (schemas: Json, document: Json) => void }, string]>([
    [
      "when two schemas get one alias",
      {
        change: (schemas) => Object.assign(schemas, { FeeInfo: { type: "string" }, Fee_Info: { type: "object" } }),
      },
      "components schemas FeeInfo and components schemas Fee_Info would both become the type FeeInfo. Rename one of them",
    ],
    [
      "when a schema gets the alias of a parameter",
      name("ParameterLocaleQuery"),
      "components schemas ParameterLocaleQuery and components parameters LocaleQuery would both become the type",
    ],
    [
      "when two parameters get one alias",
      {
        change: (_, { components }) => {
          components.parameters.Locale_query = components.parameters.LocaleQuery;
        },
      },
      "components parameters LocaleQuery and components parameters Locale_query would both become the type",
    ],
    [
      "when a field's list has the name of a named list",
      {
        change: (schemas) => {
          schemas[detail].properties.fee = list("A");
          schemas[`${detail}Fee`] = list("B");
        },
      },
      `the values of ${detail}.fee and the values of ${detail}Fee would both become the export massPayoutItemDetailFees`,
    ],
    [
      "when a list has the name of another list's descriptions",
      name("MassPayoutStatusDescription", list("A")),
      "would both become the export massPayoutStatusDescriptions",
    ],
    ["when a list has the name of an export", name("Path", list("A")), "would both become the export paths"],
    ...["Record", "Readonly", "Omit", "WithRequired"].map((used): [string, ReturnType<typeof name>, string] => [
      `when a schema is named ${used}`,
      name(used),
      `components schemas ${used} would become the type ${used}, a name that the generated code uses. Rename it`,
    ]),
    ["when a name begins with a digit", name("3D"), "would become the type 3D, which can't be a name in TypeScript"],
    ["when a name has no letter", name("_"), "components schemas _ would become the type , which can't be a name"],
    ["when a list is empty", field(list()), `${detail}.trial must list at least one value other than null`],
    ["when a list has null alone", field({ nullable: true, enum: [null] }), "must list at least one value other than"],
    [
      "when a list has an object",
      field({ enum: [{ a: 1 }] }),
      `${detail}.trial lists {"a":1}: a value must be a string`,
    ],
    [
      "when a list has a number that code can't hold",
      field({ enum: [JSON.parse("12345678901234567890")] }),
      "or a number that code can hold exactly",
    ],
    [
      "when descriptions explain true and false",
      field({ enum: [true], "x-enum-descriptions": { true: { en: "Yes." } } }),
      "explains true and false: only strings and numbers can have descriptions",
    ],
    [
      "when a discriminator names a schema without a reference",
      field({ discriminator: { propertyName: "a", mapping: { a: detail } } }),
      "the mapping of a discriminator must refer to schemas, as #/components/schemas/Name",
    ],
    [
      "when a schema has definitions of its own",
      field({ $defs: { A: { type: "string" } } }, "3.1.0"),
      "$defs can't be carried into the types, which would have a field $defs",
    ],
    [
      "when a list of items may be longer or shorter than its first items",
      field({ type: "array", prefixItems: [{ type: "string" }] }, "3.1.0"),
      `#/components/schemas/${detail}/properties/trial: prefixItems can't be carried`,
    ],
    ["when a schema has an address of its own", field({ $id: "https://x.y" }, "3.1.0"), "$id can't be carried"],
    [
      "when schemas are of another dialect",
      {
        change: (_, document) => Object.assign(document, { openapi: "3.1.0", jsonSchemaDialect: "https://x.y/z" }),
      },
      "jsonSchemaDialect can't be carried into the types: https://x.y/z",
    ],
  ])("%s", async (_, { change }, message) => {
    const document = await build(change);
    await expect(generateTypes(document)).rejects.toThrow(message);
  });
});

test("sources that don't compile are rejected with the compiler's first errors", async () => {
  const filesWith = (count: number) => ({
    "packages/types/src/generated/api.ts": Array.from(
      { length: count },
      (_, index) => `export type T${index} = Missing${index};\n`,
    ).join(""),
    "packages/types/src/generated/enums.ts": "export const list = [] as const;",
    "packages/types/src/generated/descriptions.ts": "export const table = {} as const;",
    "packages/types/openapi.json": "{",
  });
  const first = "generated\\/api\\.ts\\(1,18\\): error TS2304: Cannot find name 'Missing0'\\.";
  await expect(checkCompiles(filesWith(1))).rejects.toThrow(
    new RegExp(`^The generated types don't compile: .*\\n${first}$`),
  );
  await expect(checkCompiles(filesWith(7))).rejects.toThrow(new RegExp(`\\n${first}\\n(.*\\n){4}… and 2 more$`));
});
