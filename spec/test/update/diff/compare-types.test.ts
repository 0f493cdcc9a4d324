import { expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { renderTypes } from "../../../generate/generate.ts";
import { compareTypes } from "../../../update/diff/compare-types.ts";
import { type Json, tree } from "../../support/pages.ts";

/** A change of the document, and the differences of the generated types, as `impact label: before → after`. */
type Case = [name: string, change: (schemas: Json, document: Json) => void, ...differences: string[]];

const generate = (document: Json) => renderTypes(stringify(document, { aliasDuplicateObjects: false }));

const before = await generate(parse(tree.document));

async function compare(change: Case[1]) {
  const document = parse(tree.document);
  change(document.components.schemas, document);
  return compareTypes(before, await generate(document));
}

const summarise = async (change: Case[1]) =>
  (await compare(change)).map(
    ({ impact, label, before: was = "", after = "" }) => `${impact} ${label}: ${was} → ${after}`,
  );

const auth = (document: Json) => document.paths["/v1/mass/payout/auth"].post;
const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });

const differing: Case[] = [
  [
    "a removed field of an answer",
    (schemas) => delete schemas.MassPayoutSummary.properties.currency,
    "breaking MassPayoutSummary.currency: currency?: string → ",
  ],
  [
    "a new field of an answer",
    (schemas) => {
      schemas.MassPayoutSummary.properties.trial = { type: "array", items: { type: "boolean" } };
    },
    "minor MassPayoutSummary.trial:  → trial?: boolean[]",
  ],
  [
    "a field of an answer that may be missing",
    (schemas) => {
      schemas.FailureEnvelope.required = [];
    },
    'breaking FailureEnvelope.status: status: "failure" → status?: "failure"',
  ],
  [
    "a field of an answer that is always there",
    (schemas) => {
      schemas.MassPayoutSummary.required = ["currency"];
    },
    "minor MassPayoutSummary.currency: currency?: string → currency: string",
  ],
  [
    "a field of an answer that can be null",
    (schemas) => {
      schemas.MassPayoutSummary.properties.currency.nullable = true;
    },
    "breaking MassPayoutSummary.currency: currency?: string → currency?: null | string",
  ],
  [
    "a list of values in an answer that is longer",
    (schemas) => {
      schemas.SuccessStatus.enum = ["success", "accepted"];
    },
    'minor SuccessStatus: "success" → "accepted" | "success"',
  ],
  [
    "a list of values in an answer that is another",
    (schemas) => {
      schemas.SuccessStatus.enum = ["accepted"];
    },
    'breaking SuccessStatus: "success" → "accepted"',
  ],
  [
    "a list that only an alias still has",
    (schemas) => schemas.MassPayoutItemStatus.enum.splice(1),
    'breaking MassPayoutItemStatus: "DEPOSIT_FAIL" | "DEPOSIT_SUCCESS" | "FAILED" | "INIT" | "INVALID" | "MASS_PAYOUT_CANCELED" | "PROCESSING" | "QUEUED" | "SUCCESS" → "FAILED"',
  ],
  [
    "an answer that only can be read",
    (schemas) => {
      schemas.MassPayoutSummary.properties.currency.readOnly = true;
    },
    "minor MassPayoutSummary.currency: currency?: string → readonly currency?: string",
  ],
  [
    "a list of requests that is longer",
    (schemas) => schemas.MassPayoutCurrency.enum.push("GBP"),
    'minor MassPayoutCurrency: "EUR" | "TRY" | "USD" → "EUR" | "GBP" | "TRY" | "USD"',
  ],
  [
    "a list of requests that is shorter",
    (schemas) => schemas.MassPayoutCurrency.enum.pop(),
    'breaking MassPayoutCurrency: "EUR" | "TRY" | "USD" → "TRY" | "USD"',
  ],
  [
    "a field that one kind of item requires, beside an allOf",
    (schemas) => {
      schemas.MassPayoutInitItemByOtherId.required = ["description"];
    },
    "breaking MassPayoutInitItemByOtherId.description: description?: string → description: string",
  ],
  [
    "a field of a request that can only be read",
    (schemas) => {
      schemas.MassPayoutAuthRequest.properties.requestId.readOnly = true;
    },
    "breaking MassPayoutAuthRequest.requestId: requestId: string → readonly requestId: string",
  ],
  [
    "a field of a request with more types",
    (schemas) => {
      schemas.MassPayoutAuthRequest.properties.requestId = { anyOf: [{ type: "string" }, { type: "number" }] };
    },
    "minor MassPayoutAuthRequest.requestId: requestId: string → requestId: number | string",
  ],
  [
    "a field of a request without a type",
    (schemas) => {
      schemas.MassPayoutAuthRequest.properties.requestId = {};
    },
    "minor MassPayoutAuthRequest.requestId: requestId: string → requestId: unknown",
  ],
  [
    "a request without one of its alternatives",
    (schemas) => {
      const { anyOf, oneOf } = schemas.MassPayoutRetrieveRequest;
      (anyOf ?? oneOf).pop();
    },
    expect.stringMatching(/^breaking MassPayoutRetrieveRequest: /),
  ],
  [
    "items of another type",
    (schemas) => {
      schemas.MassPayoutInitResponse.properties.invalidItems.items = { type: "string" };
    },
    "breaking MassPayoutInitResponse.invalidItems: invalidItems?: MassPayoutInvalidItem[] → invalidItems?: string[]",
  ],
  [
    "an object that contains itself",
    (schemas) => {
      schemas.MassPayoutInvalidItem.properties.trial = reference("MassPayoutInvalidItem");
    },
    expect.stringMatching(/^minor MassPayoutInvalidItem\.trial:/),
  ],
  [
    "an object with any further fields",
    (schemas) => {
      schemas.MassPayoutInvalidItem.additionalProperties = { type: "string" };
    },
    expect.stringMatching(/^minor MassPayoutInvalidItem: /),
  ],
  [
    "an object without fields",
    (schemas) => {
      schemas.MassPayoutInvalidItem = { type: "object" };
    },
    "breaking MassPayoutInvalidItem.externalId: externalId?: string → ",
    "breaking MassPayoutInvalidItem.errorCode: errorCode?: number | string → ",
    "breaking MassPayoutInvalidItem.errorMessage: errorMessage?: string → ",
  ],
  [
    "an answer with a part that has no fields",
    (schemas) => {
      schemas.MassPayoutInvalidItem = { allOf: [schemas.MassPayoutInvalidItem, { type: "object", properties: {} }] };
    },
    expect.stringMatching(/^minor MassPayoutInvalidItem: /),
  ],
  [
    "a request with a part that has no fields",
    (schemas) => {
      schemas.MassPayoutAuthRequest = { allOf: [schemas.MassPayoutAuthRequest, { type: "object", properties: {} }] };
    },
    expect.stringMatching(/^breaking MassPayoutAuthRequest: /),
  ],
  [
    "an answer that is no failure",
    (_, document) => {
      const content = auth(document).responses["200"].content["application/json"];
      content.schema = content.schema.oneOf[0];
    },
    "breaking The answer 200: application/json: FailureEnvelope | MassPayoutAuthResponse → application/json: MassPayoutAuthResponse",
  ],
  [
    "another media type",
    (_, document) => {
      auth(document).requestBody.content = { "text/plain": { schema: { type: "string" } } };
    },
    "breaking The request: application/json: MassPayoutAuthRequest → ",
    "minor The request:  → text/plain: string",
  ],
  [
    "a body that may be left out",
    (_, document) => {
      auth(document).requestBody.required = false;
    },
    expect.stringMatching(/^minor The request body: /),
  ],
  [
    "a request without a body",
    (_, document) => delete auth(document).requestBody,
    expect.stringMatching(/^breaking The request body: /),
  ],
  [
    "another HTTP status",
    (_, document) => {
      const { responses } = auth(document);
      responses["202"] = responses["200"];
      delete responses["200"];
    },
    "breaking HTTP status 200:  → ",
    "minor HTTP status 202:  → ",
  ],
  [
    "a further HTTP status of success with another body",
    (_, document) => {
      const content = { "application/json": { schema: { type: "string" } } };
      auth(document).responses["202"] = { description: "Accepted", content };
    },
    "breaking HTTP status 202:  → ",
  ],
  [
    "a further HTTP status of failure",
    (_, document) => {
      const content = { "application/json": { schema: { type: "string" } } };
      auth(document).responses["503"] = { description: "Unavailable", content };
    },
    "minor HTTP status 503:  → ",
  ],
  [
    "a further media type of an answer",
    (_, document) => {
      auth(document).responses["200"].content["text/plain"] = { schema: { type: "string" } };
    },
    "breaking The answer 200:  → text/plain: string",
  ],
  [
    "a further media type of a request",
    (_, document) => {
      auth(document).requestBody.content["text/plain"] = { schema: { type: "string" } };
    },
    "minor The request:  → text/plain: string",
  ],
  [
    "a parameter that may be left out",
    (_, document) => {
      document.components.parameters.LocaleQuery.required = false;
    },
    'minor The query parameter locale: locale: "en" | "tr" → locale?: "en" | "tr"',
  ],
  [
    "a new parameter that is required",
    (_, document) => {
      auth(document).parameters.push({ name: "trial", in: "header", required: true, schema: { type: "string" } });
    },
    "breaking The header parameter trial:  → trial: string",
  ],
  [
    "an operation that is gone, and a new one",
    (_, document) => {
      document.paths["/v2/mass/payout/auth"] = document.paths["/v1/mass/payout/auth"];
      delete document.paths["/v1/mass/payout/auth"];
    },
    "breaking POST /v1/mass/payout/auth:  → ",
    "minor POST /v2/mass/payout/auth:  → ",
  ],
  [
    "an operation with another name",
    (_, document) => {
      auth(document).operationId = "trial";
    },
    'breaking operations["authMassPayout"]:  → ',
  ],
  [
    "a schema with another name",
    (schemas) => {
      schemas.TrialItem = schemas.MassPayoutInvalidItem;
      delete schemas.MassPayoutInvalidItem;
      schemas.MassPayoutInitResponse.properties.invalidItems.items = reference("TrialItem");
    },
    "breaking MassPayoutInvalidItem:  → ",
    "patch TrialItem:  → ",
  ],
];

test.each(differing)("%s", async (_, change, ...differences) => {
  expect(await summarise(change)).toEqual(differences);
});

const neutral: Case[] = [
  ["the same document", () => {}],
  [
    "a reference that is inlined",
    (schemas) => {
      schemas.MassPayoutRetrieveResponse.properties.massPayout = structuredClone(schemas.MassPayoutSummary);
    },
  ],
  [
    "a reference inside an allOf with a description",
    (schemas) => {
      const { properties } = schemas.MassPayoutRetrieveResponse;
      properties.massPayout = { description: "Other words.", allOf: [properties.massPayout] };
    },
  ],
  [
    "members and properties in another order",
    (schemas) => {
      const { properties } = schemas.MassPayoutSummary;
      schemas.MassPayoutSummary.properties = Object.fromEntries(Object.entries(properties).reverse());
      schemas.MassPayoutItemStatus.enum.reverse();
    },
  ],
  [
    "an integer that is a number",
    (schemas) => {
      schemas.MassPayoutSummary.properties.merchantId.type = "number";
    },
  ],
  [
    "a bound, a format, a default and a description",
    (schemas) => {
      Object.assign(schemas.MassPayoutRetrieveFields.properties.page, {
        minimum: 1,
        format: "int32",
        default: 1,
        description: "Other words.",
      });
    },
  ],
];

test.each(neutral)("%s: no difference", async (_, change) => {
  expect(await summarise(change)).toEqual([]);
});

/** Applies a rewrite to every object with properties in a document. */
function rewriteObjects(document: Json, rewrite: (schema: Json, name: string, document: Json) => void) {
  for (const [name, schema] of Object.entries(document.components.schemas as Json)) {
    if ((schema as Json).properties !== undefined) rewrite(schema, name, document);
  }
}

const rewrites: [name: string, rewrite: (schema: Json, name: string, document: Json) => void][] = [
  [
    "every reference in a field is inlined",
    ({ properties }, _, { components }) => {
      for (const [field, value] of Object.entries(properties as Json) as [string, Json][]) {
        const name = /schemas\/(.*)/.exec(value.$ref ?? "")?.[1];
        if (name !== undefined) properties[field] = structuredClone(components.schemas[name]);
      }
    },
  ],
  [
    "every field is wrapped in an allOf",
    ({ properties }) => {
      for (const field of Object.keys(properties)) properties[field] = { description: "x", allOf: [properties[field]] };
    },
  ],
  [
    "every field gets a schema with a name",
    ({ properties }, name, { components }) => {
      for (const field of Object.keys(properties)) {
        components.schemas[`${name}Of${field}`] = properties[field];
        properties[field] = reference(`${name}Of${field}`);
      }
    },
  ],
  [
    "half of the fields move to a base",
    (schema, name, { components }) => {
      // openapi-typescript does not find the fields that a schema requires beside an allOf in the base of a base.
      if (name.endsWith("Fields")) return;
      const fields = Object.entries(schema.properties as Json);
      // A part without fields is a part that must be empty.
      if (fields.length < 2) return;
      const partOf = (part: typeof fields) => ({ type: "object", properties: Object.fromEntries(part) });
      const half = Math.ceil(fields.length / 2);
      const { allOf = [], required } = schema;
      components.schemas[`${name}Base`] = partOf(fields.slice(0, half));
      components.schemas[name] = { allOf: [...allOf, reference(`${name}Base`), partOf(fields.slice(half))], required };
    },
  ],
  [
    "every order is reversed",
    (schema) => {
      schema.properties = Object.fromEntries(Object.entries(schema.properties).reverse());
      schema.required?.reverse();
      for (const value of Object.values(schema.properties) as Json[]) value.enum?.reverse();
    },
  ],
];

test.each(rewrites)("%s: no difference but new names", async (_, rewrite) => {
  const differences = await compare((__, document) => rewriteObjects(document, rewrite));
  expect(
    differences.filter(({ of, change, impact }) => of !== "name" || change !== "added" || impact !== "patch"),
  ).toEqual([]);
});

test("a part of a schema that gets a name adds the name only", async () => {
  const found = await summarise((schemas) => {
    const { currency, ...others } = schemas.MassPayoutSummary.properties;
    schemas.TrialBase = { type: "object", properties: { currency } };
    schemas.MassPayoutSummary = { allOf: [reference("TrialBase"), { type: "object", properties: others }] };
  });
  expect(found).toEqual(["patch TrialBase:  → "]);
});

/** Compares two versions of a schema `Trial`, which an answer has as a field, with others beside it. */
async function compareTrial(trial: Json, change: (schemas: Json) => void, others: Json = {}) {
  const [was, is] = await Promise.all(
    [() => {}, change].map((apply) => {
      const document = parse(tree.document);
      const { schemas } = document.components;
      Object.assign(schemas, structuredClone({ ...others, Trial: trial }));
      schemas.MassPayoutSummary.properties.trial = reference("Trial");
      apply(schemas);
      return generate(document);
    }),
  );
  return compareTypes(was as string, is as string).map(({ impact, label }) => `${impact} ${label}`);
}

test("a schema inside recursive ones is the only one that is different", async () => {
  const recursive = {
    type: "object",
    properties: {
      children: { type: "array", items: reference("Trial") },
      leaf: reference("Leaf"),
      amount: reference("Amount"),
    },
  };
  const others = {
    Leaf: { type: "object", properties: { root: reference("Trial") } },
    Amount: { type: "string", enum: ["one"] },
  };
  expect(
    await compareTrial(
      recursive,
      ({ Amount }) => {
        Amount.enum = ["other"];
      },
      others,
    ),
  ).toEqual(["breaking Amount"]);
});

test("a list of objects of two kinds is not an object or a list", async () => {
  const [one, other] = ["one", "other"].map((name) => ({ type: "object", properties: { [name]: { type: "string" } } }));
  const listOfBoth = { type: "array", items: { oneOf: [one, other] } };
  expect(
    await compareTrial(listOfBoth, (schemas) => {
      schemas.Trial = { oneOf: [one, { type: "array", items: other }] };
    }),
  ).toEqual(["breaking Trial"]);
});

test.each<[string, Json, Json, string[]]>([
  ["numbers is longer", { type: "integer", enum: [1, 2] }, { type: "integer", enum: [1, 2, 3] }, ["minor Trial"]],
  ["numbers is shorter", { type: "integer", enum: [1, 2] }, { type: "integer", enum: [1] }, ["breaking Trial"]],
  ["booleans is longer", { type: "boolean", enum: [true] }, { type: "boolean" }, ["minor Trial"]],
  ["booleans is shorter", { type: "boolean" }, { type: "boolean", enum: [true] }, ["breaking Trial"]],
  ["values has one of another type", { enum: [1, 2] }, { enum: [1, 2, "three"] }, ["breaking Trial"]],
])("a list of an answer: one of %s", async (_, was, is, differences) => {
  expect(
    await compareTrial(was, (schemas) => {
      schemas.Trial = is;
    }),
  ).toEqual(differences);
});

test("an answer without a part that had no fields is a minor difference", async () => {
  const fields = { type: "object", properties: { name: { type: "string" } } };
  expect(
    await compareTrial({ allOf: [fields, { type: "object", properties: {} }] }, (schemas) => {
      schemas.Trial = fields;
    }),
  ).toEqual(["minor Trial"]);
});

test("a difference of a schema in several operations is one", async () => {
  const [difference, ...others] = await compare((schemas) => {
    schemas.MassPayoutItemDetail.properties.recipientName.type = "number";
  });
  expect(others).toEqual([]);
  expect(difference).toMatchObject({
    operations: ["GET /v1/mass/payout/retrieve/items/{referenceCode}", "POST /v1/mass/payout/retrieve"],
    schema: "MassPayoutItemDetail",
    field: "recipientName",
  });
});
