import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import type { Change } from "../update/change.ts";
import { differencesOf } from "../update/difference.ts";
import { greatest, type Impact } from "../update/impact.ts";
import { changesOf } from "../update/policy.ts";

const committed = readFileSync(new URL("../openapi.yaml", import.meta.url), "utf8");

// biome-ignore lint/suspicious/noExplicitAny: cases reach everywhere into a document.
type Tree = any;
/** What changes in a document, how it is rated for the two packages, and how what is said of it begins. */
type Case = [
  name: string,
  change: (document: Tree, schemas: Tree) => void,
  types: Impact,
  client: Impact,
  ...said: string[],
];

const retrieve = "/v1/mass/payout/retrieve";
const balance = "/v1/mass/payout/balance";
const cancel = "/v1/mass/payout/cancel/{requestId}";
const getItem = "/v1/mass/payout/retrieve/items/{referenceCode}";
const rename = (fields: Tree, from: string, to: string) => {
  fields[to] = fields[from];
  delete fields[from];
};
const without = (list: unknown[], value: unknown) => list.splice(list.indexOf(value), 1);

const cases: Case[] = [
  // answers
  [
    "a new optional field of an answer",
    (_, { MassPayoutItemDetail }) => {
      MassPayoutItemDetail.properties.trialField = { type: "string" };
    },
    "minor",
    "none",
    "Answers have a new field: MassPayoutItemDetail.trialField (string).",
  ],
  [
    "a new object in an answer",
    (_, schemas) => {
      schemas.TrialSchema = { type: "object", properties: { code: { type: "string" } } };
      schemas.MassPayoutItemDetail.properties.trial = { $ref: "#/components/schemas/TrialSchema" };
    },
    "minor",
    "none",
    "Answers have a new field: MassPayoutItemDetail.trial",
    "There is a new type, TrialSchema.",
  ],
  [
    "a new status of an item",
    (_, { MassPayoutItemStatus }) => {
      MassPayoutItemStatus.enum.push("TRIAL_STATUS");
      MassPayoutItemStatus["x-enum-descriptions"].TRIAL_STATUS = { en: "The bank looks at it." };
    },
    "minor",
    "minor",
    "MassPayoutItemStatus has a new value: `TRIAL_STATUS`.",
  ],
  [
    "a new status of a payout",
    (_, { MassPayoutStatus }) => MassPayoutStatus.enum.unshift("TRIAL_STATUS"),
    "minor",
    "minor",
    "MassPayoutStatus has a new value: `TRIAL_STATUS`.",
  ],
  [
    "a status that is gone",
    (_, { MassPayoutItemStatus }) => without(MassPayoutItemStatus.enum, "DEPOSIT_FAIL"),
    "breaking",
    "patch",
    "MassPayoutItemStatus no longer has the value `DEPOSIT_FAIL`.",
  ],
  [
    "a status that is called otherwise",
    (_, { MassPayoutItemStatus }) => {
      MassPayoutItemStatus.enum[MassPayoutItemStatus.enum.indexOf("FAILED")] = "TRIAL_STATUS";
    },
    "breaking",
    "minor",
    "MassPayoutItemStatus has a new value: `TRIAL_STATUS`.",
    "MassPayoutItemStatus no longer has the value `FAILED`.",
  ],
  [
    "statuses in another order",
    (_, { MassPayoutItemStatus }) => MassPayoutItemStatus.enum.reverse(),
    "patch",
    "none",
    "MassPayoutItemStatus lists the same values in another order.",
  ],
  [
    "a status whose meaning reads differently",
    (_, { MassPayoutStatus }) => {
      MassPayoutStatus["x-enum-descriptions"].COMPLETED.en = "Everything was processed.";
    },
    "patch",
    "patch",
    "What `COMPLETED` of MassPayoutStatus means reads differently: Everything was processed.",
  ],
  [
    "a field of an answer that lists its values for the first time",
    (_, { MassPayoutSummary }) => {
      MassPayoutSummary.properties.currency.enum = ["TRY", "USD"];
    },
    "minor",
    "none",
    "MassPayoutSummary.currency lists its values now: `TRY`, `USD`.",
  ],
  [
    "a field of an answer that is gone, and that the client reads",
    (_, { MassPayoutItemDetail }) => {
      delete MassPayoutItemDetail.properties.referenceCode;
    },
    "breaking",
    "breaking",
    "The field MassPayoutItemDetail.referenceCode is gone.",
  ],
  [
    "a field of an answer that is gone, and that the client does not read",
    (_, { MassPayoutInitResponse }) => {
      delete MassPayoutInitResponse.properties.systemTime;
    },
    "breaking",
    "none",
    "The field MassPayoutInitResponse.systemTime is gone.",
  ],
  [
    "a field of an answer that has another name",
    (_, { MassPayoutItemDetail }) => rename(MassPayoutItemDetail.properties, "referenceCode", "trialField"),
    "breaking",
    "breaking",
    "Answers have a new field: MassPayoutItemDetail.trialField (string).",
    "The field MassPayoutItemDetail.referenceCode is gone.",
  ],
  [
    "a field of an answer that has another type",
    (_, { MassPayoutItemDetail }) => {
      MassPayoutItemDetail.properties.referenceCode.type = "integer";
    },
    "breaking",
    "breaking",
    "MassPayoutItemDetail.referenceCode has another type: it was string and is integer.",
  ],
  [
    "a list in an answer that becomes a text",
    (_, { MassPayoutItemDetail }) => {
      MassPayoutItemDetail.properties.errorMessages = { type: "string", "x-sensitive": true };
    },
    "breaking",
    "breaking",
    "MassPayoutItemDetail.errorMessages has another type: it was array and is string.",
  ],
  [
    "a field of an answer that can be null",
    (_, { MassPayoutItemDetail }) => {
      MassPayoutItemDetail.properties.referenceCode.nullable = true;
    },
    "breaking",
    "none",
    "MassPayoutItemDetail.referenceCode can be null.",
  ],
  [
    "a field of an answer that is always there",
    (_, { MassPayoutItemDetail }) => {
      MassPayoutItemDetail.required = ["referenceCode"];
    },
    "minor",
    "none",
    "Answers always have MassPayoutItemDetail.referenceCode now.",
  ],
  [
    "a field of an answer that may be missing",
    (_, { MassPayoutAuthResponse }) => {
      MassPayoutAuthResponse.required = [];
    },
    "breaking",
    "breaking",
    "Answers may lack MassPayoutAuthResponse.status now.",
  ],
  [
    "a bound of a field of an answer",
    (_, { MassPayoutItemDetail }) => {
      MassPayoutItemDetail.properties.referenceCode.maxLength = 5;
    },
    "patch",
    "none",
    "MassPayoutItemDetail.referenceCode: maxLength is 5.",
  ],
  [
    "a schema that has another name",
    (document) => {
      const renamed = JSON.parse(JSON.stringify(document).replaceAll("MassPayoutItemDetail", "PayoutItem"));
      Object.assign(document, renamed);
    },
    "breaking",
    "breaking",
    "MassPayoutItemDetail is called PayoutItem now.",
  ],
  [
    "an answer with another HTTP status",
    (document) => {
      document.paths[balance].get.responses["403"] = { description: "Forbidden" };
    },
    "minor",
    "none",
    "There may be an answer with HTTP status 403.",
  ],
  // requests
  [
    "a new optional field of a request",
    (_, { MassPayoutInitRequest }) => {
      MassPayoutInitRequest.properties.trialField = { type: "string" };
    },
    "minor",
    "none",
    "Requests may have a new field: MassPayoutInitRequest.trialField (string).",
  ],
  [
    "a new field that requests need",
    (_, { MassPayoutInitRequest }) => {
      MassPayoutInitRequest.properties.trialField = { type: "string" };
      MassPayoutInitRequest.required.push("trialField");
    },
    "breaking",
    "breaking",
    "Requests need a new field: MassPayoutInitRequest.trialField (string).",
  ],
  [
    "a field that requests need now",
    (_, { MassPayoutInitRequest }) => MassPayoutInitRequest.required.push("purpose"),
    "breaking",
    "breaking",
    "Requests must have MassPayoutInitRequest.purpose now.",
  ],
  [
    "a field that requests need now, of the schema that both ways of asking share",
    (_, { MassPayoutRetrieveFields }) => MassPayoutRetrieveFields.required.push("itemType"),
    "breaking",
    "breaking",
    "Requests must have MassPayoutRetrieveFields.itemType now.",
  ],
  [
    "a field that requests may leave out",
    (_, { MassPayoutInitItemFields }) => {
      MassPayoutInitItemFields.required = MassPayoutInitItemFields.required.filter((name: string) => name !== "amount");
    },
    "minor",
    "none",
    "Requests may leave MassPayoutInitItemFields.amount out now.",
  ],
  [
    "a field of a request that is gone",
    (_, { MassPayoutInitRequest }) => {
      delete MassPayoutInitRequest.properties.purpose;
    },
    "breaking",
    "breaking",
    "The field MassPayoutInitRequest.purpose is gone.",
  ],
  [
    "a field of a request that has another type",
    (_, { MassPayoutRetrieveFields }) => {
      MassPayoutRetrieveFields.properties.page.type = "string";
    },
    "breaking",
    "breaking",
    "MassPayoutRetrieveFields.page has another type: it was integer and is string.",
  ],
  [
    "a bound that narrows a request",
    (_, { MassPayoutInitRequest }) => {
      MassPayoutInitRequest.properties.externalId.maxLength = 36;
    },
    "breaking",
    "breaking",
    "MassPayoutInitRequest.externalId: maxLength is 36.",
  ],
  [
    "a new value that requests may name",
    (_, { MassPayoutPurpose }) => MassPayoutPurpose.enum.push("TRIAL_PURPOSE"),
    "minor",
    "minor",
    "MassPayoutPurpose has a new value: `TRIAL_PURPOSE`.",
  ],
  [
    "a bound that widens a request",
    (_, { MassPayoutInitRequest }) => {
      MassPayoutInitRequest.properties.items.minItems = 0;
    },
    "patch",
    "none",
    "MassPayoutInitRequest.items: minItems was 1 and is 0.",
  ],
  [
    "a field of a request that can be null",
    (_, { MassPayoutInitRequest }) => {
      MassPayoutInitRequest.properties.externalId.nullable = true;
    },
    "minor",
    "none",
    "MassPayoutInitRequest.externalId can be null.",
  ],
  [
    "a value of another list that answers choose from",
    (_, { FailureEnvelope }) => FailureEnvelope.properties.status.enum.push("trial"),
    "minor",
    "none",
    "FailureEnvelope.status has a new value: `trial`.",
  ],
  [
    "an answer of another media type",
    (document) => rename(document.paths[balance].get.responses["200"].content, "application/json", "text/plain"),
    "breaking",
    "breaking",
    "Media type `application/json` was removed.",
    "The answer 200: MediaType was added.",
  ],
  [
    "a value that requests may no longer name",
    (_, { MassPayoutPurpose }) => without(MassPayoutPurpose.enum, "DONATIONS"),
    "breaking",
    "breaking",
    "MassPayoutPurpose no longer has the value `DONATIONS`.",
  ],
  [
    "a new value of a list that requests and answers share",
    (_, { RecipientType }) => RecipientType.enum.push("TRIAL_TYPE"),
    "minor",
    "minor",
    "RecipientType has a new value: `TRIAL_TYPE`.",
  ],
  [
    "a field of a request that lists its values for the first time",
    (_, { MassPayoutAuthRequest }) => {
      MassPayoutAuthRequest.properties.requestId.enum = ["1"];
    },
    "breaking",
    "breaking",
    "MassPayoutAuthRequest.requestId lists its values now: `1`.",
  ],
  [
    "a parameter that requests need",
    (document) => {
      document.paths[balance].get.parameters.push({ name: "currency", in: "query", required: true, schema: {} });
    },
    "breaking",
    "breaking",
    "The query parameter currency is needed now.",
  ],
  [
    "a parameter that requests may have",
    (document) => {
      document.paths[balance].get.parameters.push({ name: "currency", in: "query", schema: { type: "string" } });
    },
    "minor",
    "none",
    "The query parameter currency may be sent.",
  ],
  [
    "a parameter of the path that has another type and a bound",
    (document) => {
      const [parameter] = document.paths[cancel].post.parameters;
      parameter.schema = { type: "integer", maximum: 5 };
    },
    "breaking",
    "breaking",
    "The path parameter requestId has another type: it was string and is integer.",
  ],
  [
    "a parameter of the path that has a bound",
    (document) => {
      document.paths[getItem].get.parameters[0].schema.maxLength = 36;
    },
    "breaking",
    "breaking",
    "The path parameter referenceCode: maxLength is 36.",
  ],
  [
    "a body that requests need",
    (document) => {
      document.paths[cancel].post.requestBody = {
        required: true,
        content: { "application/json": { schema: { type: "object" } } },
      };
    },
    "breaking",
    "breaking",
    "The request needs a body now.",
  ],
  [
    "a body that requests may leave out",
    (document) => {
      document.paths["/v1/mass/payout/auth"].post.requestBody.required = false;
    },
    "minor",
    "none",
    "The request may be sent with a body or without.",
  ],
  [
    "an operation with an address of its own",
    (document) => {
      document.paths[balance].get.servers = [{ url: "https://balance.iyzipay.com" }];
    },
    "breaking",
    "breaking",
    "The operation has an address of its own: https://balance.iyzipay.com.",
  ],
  [
    "a parameter that is gone",
    (document) => document.paths[balance].get.parameters.pop(),
    "breaking",
    "breaking",
    "The query parameter locale is gone.",
  ],
  // the document
  [
    "a new operation",
    (document) => {
      document.paths["/v1/mass/payout/list"] = {
        get: { operationId: "list", responses: { 200: { description: "" } } },
      };
    },
    "minor",
    "none",
    "There is a new operation: GET /v1/mass/payout/list.",
  ],
  [
    "an operation that is gone",
    (document) => {
      delete document.paths[balance];
    },
    "breaking",
    "breaking",
    `The operation GET ${balance} is gone.`,
  ],
  [
    "an operation with another method",
    (document) => rename(document.paths[balance], "get", "post"),
    "breaking",
    "breaking",
    `The operation GET ${balance} is gone.`,
    `There is a new operation: POST ${balance}.`,
  ],
  [
    "another address",
    (document) => {
      document.servers[0].url = "https://payouts.iyzipay.com";
    },
    "breaking",
    "breaking",
    "The address https://api.iyzipay.com is https://payouts.iyzipay.com now.",
  ],
  [
    "a field and an operation that are deprecated",
    (document, { MassPayoutItemDetail }) => {
      MassPayoutItemDetail.properties.referenceCode.deprecated = true;
      document.paths[balance].get.deprecated = true;
    },
    "minor",
    "none",
    "MassPayoutItemDetail.referenceCode is deprecated.",
    "The operation is deprecated.",
  ],
  [
    "a field, an operation and an example that are described with other words",
    (document, { MassPayoutItemDetail }) => {
      MassPayoutItemDetail.properties.referenceCode.description = "Other words.";
      document.paths[retrieve].post.summary = "Other words";
      document.paths[retrieve].post.responses["200"].content["application/json"].examples.publishedToQueue.summary =
        "x";
      document.info.version = "1.0.1";
      document.tags[0].description = "Other words";
    },
    "patch",
    "none",
    "MassPayoutItemDetail.referenceCode: description reads differently: Other words.",
    "The operation: summary reads differently: Other words",
    "The answer 200: summary reads differently: x",
    "The document's info: version reads differently: 1.0.1",
    "The document's tags 0: description reads differently: Other words",
  ],
  [
    "a field that is personal data",
    (_, { MassPayoutSummary }) => {
      MassPayoutSummary.properties.externalId["x-sensitive"] = true;
    },
    "patch",
    "none",
    "MassPayoutSummary.externalId: x-sensitive",
  ],
  ["nothing", () => {}, "none", "none"],
];

/** The parts of the document, by their places, that a case changes. */
function partsOf([, change]: Case): Map<string, unknown> {
  const document = parse(committed);
  const before = new Map(parts(document).map(([place, value]) => [place, JSON.stringify(value)]));
  change(document, document.components.schemas);
  const after = parts(document).filter(([place, value]) => before.get(place) !== JSON.stringify(value));
  const isLeft = new Set(parts(document).map(([place]) => place));
  const gone = [...before.keys()]
    .filter((place) => !isLeft.has(place))
    .map((place): [string, unknown] => [place, null]);
  return new Map([...after, ...gone]);
}

function parts({ paths, components, ...rest }: Tree): [place: string, value: unknown][] {
  const named = (name: string, values: object) =>
    Object.entries(values).map(([key, value]): [string, unknown] => [`${name} ${key}`, value]);
  const schemas = named("schemas", components.schemas);
  return [...schemas, ...named("paths", paths), ...named("parameters", components.parameters), ...Object.entries(rest)];
}

/** Cases that touch nothing in common are compared in one go: each comparison takes a process. */
function rounds(): Case[][] {
  const result: { cases: Case[]; touched: Set<string> }[] = [];
  for (const each of cases) {
    const places = [...partsOf(each).keys()];
    let round = result.find(({ touched }) => places.every((place) => !touched.has(place)));
    if (round === undefined) {
      round = { cases: [], touched: new Set() };
      result.push(round);
    }
    round.cases.push(each);
    for (const place of places) round.touched.add(place);
  }
  return result.map((round) => round.cases);
}

async function compare(round: readonly Case[]): Promise<Change[]> {
  const base = parse(committed);
  const revision = parse(committed);
  for (const [, change] of round) change(revision, revision.components.schemas);
  return changesOf(await differencesOf(committed, stringify(revision)), { base, revision });
}

const found = new Map<string, Change[]>();
const unclaimed: Change[] = [];

beforeAll(async () => {
  const waiting = rounds();
  const work = async () => {
    for (let round = waiting.shift(); round !== undefined; round = waiting.shift()) {
      const changes = await compare(round);
      const isSaidBy = ([, , , , ...said]: Case, { text }: Change) => said.some((begin) => text.startsWith(begin));
      for (const each of round)
        found.set(
          each[0],
          changes.filter((change) => isSaidBy(each, change)),
        );
      unclaimed.push(...changes.filter((change) => !round.some((each) => isSaidBy(each, change))));
    }
  };
  await Promise.all([work(), work()]);
}, 120_000);

test.each(cases)("%s", (name, _, types, client, ...said) => {
  const changes = found.get(name) ?? [];
  expect(changes).toHaveLength(said.length);
  expect(greatest(changes.map((change) => change.types))).toBe(types);
  expect(greatest(changes.map((change) => change.client))).toBe(client);
});

test("nothing else is said of any of them", () => {
  expect(unclaimed).toEqual([]);
});

test("a field of a request that can no longer be null breaks those who send null, and the client never does", async () => {
  const base = parse(committed);
  base.components.schemas.MassPayoutInitRequest.properties.purpose = { type: "string", nullable: true };
  const revision = structuredClone(base);
  revision.components.schemas.MassPayoutInitRequest.properties.purpose.nullable = false;
  const differences = await differencesOf(stringify(base), stringify(revision));
  expect(changesOf(differences, { base, revision })).toMatchObject([
    { text: "MassPayoutInitRequest.purpose can no longer be null.", types: "breaking", client: "none" },
  ]);
});
