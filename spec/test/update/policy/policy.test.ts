import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { type Change, type Impact, maxImpact } from "../../../update/policy/change.ts";
import { rateDocuments } from "../../../update/policy/policy.ts";

const committed = readFileSync(new URL("../../../openapi.yaml", import.meta.url), "utf8");

// biome-ignore lint/suspicious/noExplicitAny: cases change arbitrary parts of a document.
type Tree = any;
/** A change of the document, its impact on the two packages, and the beginnings of the texts that describe it. */
type Case = [
  name: string,
  change: (document: Tree, schemas: Tree) => void,
  types: Impact,
  client: Impact,
  ...texts: string[],
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
      MassPayoutItemStatus["x-enum-descriptions"].TRIAL_STATUS = { en: "The bank checks it." };
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
    "a removed status",
    (_, { MassPayoutItemStatus }) => without(MassPayoutItemStatus.enum, "DEPOSIT_FAIL"),
    "breaking",
    "patch",
    "MassPayoutItemStatus no longer has the value `DEPOSIT_FAIL`.",
  ],
  [
    "a renamed status",
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
    "a status with a changed description",
    (_, { MassPayoutStatus }) => {
      MassPayoutStatus["x-enum-descriptions"].COMPLETED.en = "Everything was processed.";
    },
    "patch",
    "patch",
    "The description of `COMPLETED` of MassPayoutStatus changed: Everything was processed.",
  ],
  [
    "a field of an answer that lists its values for the first time",
    (_, { MassPayoutSummary }) => {
      MassPayoutSummary.properties.currency.enum = ["TRY", "USD"];
    },
    "breaking",
    "none",
    "MassPayoutSummary.currency lists its values now: `TRY`, `USD`.",
  ],
  [
    "a removed field of an answer that the client reads",
    (_, { MassPayoutItemDetail }) => {
      delete MassPayoutItemDetail.properties.referenceCode;
    },
    "breaking",
    "breaking",
    "The field MassPayoutItemDetail.referenceCode was removed.",
  ],
  [
    "a removed field of an answer that the client does not read",
    (_, { MassPayoutInitResponse }) => {
      delete MassPayoutInitResponse.properties.systemTime;
    },
    "breaking",
    "none",
    "The field MassPayoutInitResponse.systemTime was removed.",
  ],
  [
    "a renamed field of an answer",
    (_, { MassPayoutItemDetail }) => rename(MassPayoutItemDetail.properties, "referenceCode", "trialField"),
    "breaking",
    "breaking",
    "Answers have a new field: MassPayoutItemDetail.trialField (string).",
    "The field MassPayoutItemDetail.referenceCode was removed.",
  ],
  [
    "a field of an answer with another type",
    (_, { MassPayoutItemDetail }) => {
      MassPayoutItemDetail.properties.referenceCode.type = "integer";
    },
    "breaking",
    "breaking",
    "MassPayoutItemDetail.referenceCode changed its type from string to integer.",
  ],
  [
    "a list in an answer that becomes a string",
    (_, { MassPayoutItemDetail }) => {
      MassPayoutItemDetail.properties.errorMessages = { type: "string", "x-sensitive": true };
    },
    "breaking",
    "breaking",
    "MassPayoutItemDetail.errorMessages changed its type from array to string.",
  ],
  [
    "a field of an answer that can be null",
    (_, { MassPayoutItemDetail }) => {
      MassPayoutItemDetail.properties.referenceCode.nullable = true;
    },
    "breaking",
    "none",
    "MassPayoutItemDetail.referenceCode can now be null.",
  ],
  [
    "a field of an answer that is now always present",
    (_, { MassPayoutItemDetail }) => {
      MassPayoutItemDetail.required = ["referenceCode"];
    },
    "minor",
    "none",
    "Answers now always have MassPayoutItemDetail.referenceCode.",
  ],
  [
    "a field of an answer that may be missing",
    (_, { MassPayoutAuthResponse }) => {
      MassPayoutAuthResponse.required = [];
    },
    "breaking",
    "breaking",
    "Answers may now omit MassPayoutAuthResponse.status.",
  ],
  [
    "a bound of a field of an answer",
    (_, { MassPayoutItemDetail }) => {
      MassPayoutItemDetail.properties.referenceCode.maxLength = 5;
    },
    "patch",
    "none",
    "MassPayoutItemDetail.referenceCode: maxLength is now 5.",
  ],
  [
    "a renamed schema",
    (document) => {
      const renamed = JSON.parse(JSON.stringify(document).replaceAll("MassPayoutItemDetail", "PayoutItem"));
      Object.assign(document, renamed);
    },
    "breaking",
    "breaking",
    "MassPayoutItemDetail was renamed to PayoutItem.",
  ],
  [
    "an answer with another HTTP status",
    (document) => {
      document.paths[balance].get.responses["403"] = { description: "Forbidden" };
    },
    "minor",
    "none",
    "Answers may have HTTP status 403.",
  ],
  // requests
  [
    "a new optional field of a request",
    (_, { MassPayoutInitRequest }) => {
      MassPayoutInitRequest.properties.trialField = { type: "string" };
    },
    "minor",
    "none",
    "Requests accept a new field: MassPayoutInitRequest.trialField (string).",
  ],
  [
    "a new required field of a request",
    (_, { MassPayoutInitRequest }) => {
      MassPayoutInitRequest.properties.trialField = { type: "string" };
      MassPayoutInitRequest.required.push("trialField");
    },
    "breaking",
    "breaking",
    "Requests require a new field: MassPayoutInitRequest.trialField (string).",
  ],
  [
    "a field that requests must now have",
    (_, { MassPayoutInitRequest }) => MassPayoutInitRequest.required.push("purpose"),
    "breaking",
    "breaking",
    "Requests must now have MassPayoutInitRequest.purpose.",
  ],
  [
    "a field that requests must now have, in the schema that both alternatives share",
    (_, { MassPayoutRetrieveFields }) => MassPayoutRetrieveFields.required.push("itemType"),
    "breaking",
    "breaking",
    "Requests must now have MassPayoutRetrieveFields.itemType.",
  ],
  [
    "a field that requests may now omit",
    (_, { MassPayoutInitItemFields }) => {
      MassPayoutInitItemFields.required = MassPayoutInitItemFields.required.filter((name: string) => name !== "amount");
    },
    "minor",
    "none",
    "Requests may now omit MassPayoutInitItemFields.amount.",
  ],
  [
    "a removed field of a request",
    (_, { MassPayoutInitRequest }) => {
      delete MassPayoutInitRequest.properties.purpose;
    },
    "breaking",
    "breaking",
    "The field MassPayoutInitRequest.purpose was removed.",
  ],
  [
    "a field of a request with another type",
    (_, { MassPayoutRetrieveFields }) => {
      MassPayoutRetrieveFields.properties.page.type = "string";
    },
    "breaking",
    "breaking",
    "MassPayoutRetrieveFields.page changed its type from integer to string.",
  ],
  [
    "a bound that narrows a request",
    (_, { MassPayoutInitRequest }) => {
      MassPayoutInitRequest.properties.externalId.maxLength = 36;
    },
    "breaking",
    "breaking",
    "MassPayoutInitRequest.externalId: maxLength is now 36.",
  ],
  [
    "a new value of a list of requests",
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
    "MassPayoutInitRequest.items: minItems is no longer 1.",
  ],
  [
    "a field of a request that can be null",
    (_, { MassPayoutInitRequest }) => {
      MassPayoutInitRequest.properties.externalId.nullable = true;
    },
    "minor",
    "none",
    "MassPayoutInitRequest.externalId can now be null.",
  ],
  [
    "a new value of another list of answers",
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
    "The answer 200: media type was added.",
  ],
  [
    "a removed value of a list of requests",
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
    "a new required parameter",
    (document) => {
      document.paths[balance].get.parameters.push({ name: "currency", in: "query", required: true, schema: {} });
    },
    "breaking",
    "breaking",
    "The query parameter currency is now required.",
  ],
  [
    "a new optional parameter",
    (document) => {
      document.paths[balance].get.parameters.push({ name: "currency", in: "query", schema: { type: "string" } });
    },
    "minor",
    "none",
    "The query parameter currency may now be sent or omitted.",
  ],
  [
    "a path parameter with another type and a bound",
    (document) => {
      const [parameter] = document.paths[cancel].post.parameters;
      parameter.schema = { type: "integer", maximum: 5 };
    },
    "breaking",
    "breaking",
    "The path parameter requestId changed its type from string to integer.",
  ],
  [
    "a path parameter with a bound",
    (document) => {
      document.paths[getItem].get.parameters[0].schema.maxLength = 36;
    },
    "breaking",
    "breaking",
    "The path parameter referenceCode: maxLength is now 36.",
  ],
  [
    "a new required body",
    (document) => {
      document.paths[cancel].post.requestBody = {
        required: true,
        content: { "application/json": { schema: { type: "object" } } },
      };
    },
    "breaking",
    "breaking",
    "The request body is now required.",
  ],
  [
    "a body that requests may now omit",
    (document) => {
      document.paths["/v1/mass/payout/auth"].post.requestBody.required = false;
    },
    "minor",
    "none",
    "The request body may now be sent or omitted.",
  ],
  [
    "an operation with its own address",
    (document) => {
      document.paths[balance].get.servers = [{ url: "https://balance.iyzipay.com" }];
    },
    "breaking",
    "breaking",
    "The operation has its own address: https://balance.iyzipay.com.",
  ],
  [
    "a removed parameter",
    (document) => document.paths[balance].get.parameters.pop(),
    "breaking",
    "breaking",
    "The query parameter locale was removed.",
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
    "a removed operation",
    (document) => {
      delete document.paths[balance];
    },
    "breaking",
    "breaking",
    `The operation GET ${balance} was removed.`,
  ],
  [
    "an operation with another method",
    (document) => rename(document.paths[balance], "get", "post"),
    "breaking",
    "breaking",
    `The operation GET ${balance} was removed.`,
    `There is a new operation: POST ${balance}.`,
  ],
  [
    "another address",
    (document) => {
      document.servers[0].url = "https://payouts.iyzipay.com";
    },
    "breaking",
    "breaking",
    "The address https://api.iyzipay.com changed to https://payouts.iyzipay.com.",
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
    "a field, an operation and an example with other descriptions",
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
    "MassPayoutItemDetail.referenceCode: description changed: Other words.",
    "The operation: summary changed: Other words",
    "The answer 200: summary changed: x",
    "The document's info: version changed: 1.0.1",
    "The document's tags 0: description changed: Other words",
  ],
  [
    "a field that is marked as personal data",
    (_, { MassPayoutSummary }) => {
      MassPayoutSummary.properties.externalId["x-sensitive"] = true;
    },
    "patch",
    "none",
    "MassPayoutSummary.externalId: x-sensitive",
  ],
  // what stands for a missing field, and who sends one
  [
    "a default of a field of a request",
    (_, { MassPayoutInitItemFields }) => {
      MassPayoutInitItemFields.properties.nonWithdrawable.default = false;
    },
    "minor",
    "minor",
    "MassPayoutInitItemFields.nonWithdrawable: the default is `false`.",
  ],
  [
    "a default of a field of an answer",
    (_, { MassPayoutItemDetail }) => {
      MassPayoutItemDetail.properties.referenceCode.default = "none";
    },
    "minor",
    "none",
    "MassPayoutItemDetail.referenceCode: the default is `none`.",
  ],
  [
    "a field of a request that only answers have",
    (_, { MassPayoutInitItemFields }) => {
      MassPayoutInitItemFields.properties.description.readOnly = true;
    },
    "breaking",
    "breaking",
    "MassPayoutInitItemFields.description is now only for answers.",
  ],
  [
    "a field of an answer that only requests have",
    (_, { MassPayoutItemDetail }) => {
      MassPayoutItemDetail.properties.referenceCode.writeOnly = true;
    },
    "breaking",
    "breaking",
    "MassPayoutItemDetail.referenceCode is now only for requests.",
  ],
  [
    "a field of an answer that is marked as only for answers",
    (_, { MassPayoutItemDetail }) => {
      MassPayoutItemDetail.properties.referenceCode.readOnly = true;
    },
    "minor",
    "none",
    "MassPayoutItemDetail.referenceCode is now only for answers.",
  ],
  [
    "a field that requests must now have, listed beside allOf",
    (_, { MassPayoutInitItemByIban }) => MassPayoutInitItemByIban.required.push("description"),
    "breaking",
    "breaking",
    "Requests must now have MassPayoutInitItemByIban.description.",
  ],
  [
    "a field that requests may now omit, listed beside allOf",
    (_, { MassPayoutInitItemByIban }) => {
      MassPayoutInitItemByIban.required = [];
    },
    "minor",
    "none",
    "Requests may now omit MassPayoutInitItemByIban.recipientName.",
  ],
  [
    "a new field that is required beside allOf",
    (_, { MassPayoutInitItemFields, MassPayoutInitItemByIban }) => {
      MassPayoutInitItemFields.properties.trialField = { type: "string" };
      MassPayoutInitItemByIban.required.push("trialField");
    },
    "breaking",
    "breaking",
    "Requests accept a new field: MassPayoutInitItemFields.trialField (string).",
    "Requests must now have MassPayoutInitItemByIban.trialField.",
  ],
  [
    "a field that is required beside allOf and already by the base",
    (_, { MassPayoutInitItemByIban }) => MassPayoutInitItemByIban.required.push("amount"),
    "none",
    "none",
  ],
  // alternatives
  [
    "a further alternative of a request",
    (_, { MassPayoutInitItem }) => MassPayoutInitItem.oneOf.unshift({ type: "object", title: "Trial" }),
    "minor",
    "none",
    "MassPayoutInitItem has a further alternative: Trial.",
  ],
  [
    "an alternative that a request loses",
    (_, { MassPayoutInitItem }) => MassPayoutInitItem.oneOf.pop(),
    "breaking",
    "breaking",
    "MassPayoutInitItem no longer has an alternative: MassPayoutInitItemByOtherId.",
  ],
  [
    "a further alternative of an answer",
    (document) =>
      document.paths[balance].get.responses["200"].content["application/json"].schema.oneOf.push({
        $ref: "#/components/schemas/GatewayRejection",
      }),
    "breaking",
    "breaking",
    "The answer 200 has a further alternative: GatewayRejection.",
  ],
  [
    "an alternative that an answer loses",
    (document) => document.paths[balance].get.responses["200"].content["application/json"].schema.oneOf.pop(),
    "minor",
    "none",
    "The answer 200 no longer has an alternative: FailureEnvelope.",
  ],
  [
    "a field that may have a value of another type besides",
    (_, { MassPayoutInitRequest }) => {
      const { externalId } = MassPayoutInitRequest.properties;
      MassPayoutInitRequest.properties.externalId = { oneOf: [{ type: "integer" }, externalId] };
    },
    "minor",
    "none",
    "MassPayoutInitRequest.externalId has a further alternative.",
  ],
  [
    "fields of which requests must have one",
    (_, { MassPayoutInitRequest }) => {
      MassPayoutInitRequest.anyOf = [{ required: ["purpose"] }, { required: ["conversationId"] }];
    },
    "breaking",
    "breaking",
    "MassPayoutInitRequest is now composed of other schemas (anyOf).",
  ],
  [
    "a field of a request that is required with another one",
    (_, { MassPayoutInitRequest }) => {
      MassPayoutInitRequest.dependentRequired = { purpose: ["conversationId"] };
    },
    "breaking",
    "breaking",
    "MassPayoutInitRequest: dependentRequired was added.",
  ],
  [
    "a value that a field of a request must not have",
    (_, { MassPayoutAuthRequest }) => {
      MassPayoutAuthRequest.properties.requestId.not = { enum: ["0"] };
    },
    "breaking",
    "breaking",
    "MassPayoutAuthRequest.requestId: not was added.",
  ],
  [
    "a path parameter with another name",
    (document) => {
      rename(document.paths, cancel, "/v1/mass/payout/cancel/{id}");
      document.paths["/v1/mass/payout/cancel/{id}"].post.parameters[0].name = "id";
    },
    "breaking",
    "none",
    "The path parameter requestId was renamed to id.",
  ],
  [
    "a required field that is described nowhere",
    (_, { MassPayoutAuthRequest }) => MassPayoutAuthRequest.required.push("merchantCode"),
    "breaking",
    "breaking",
    "Requests must now have MassPayoutAuthRequest.merchantCode.",
  ],
  [
    "a constraint of a request that changes inside",
    (_, { MassPayoutRetrieveFields }) => {
      MassPayoutRetrieveFields.properties.page.not = { type: "integer", maximum: 5 };
    },
    "breaking",
    "breaking",
    "MassPayoutRetrieveFields.page: not was added.",
  ],
  [
    "a list of requests that is open now",
    (_, { MassPayoutPurpose }) => {
      MassPayoutPurpose["x-extensible-enum"] = MassPayoutPurpose.enum;
      delete MassPayoutPurpose.enum;
    },
    "breaking",
    "breaking",
    "MassPayoutPurpose no longer lists all of its values.",
  ],
  [
    "a field of a request that may have any value",
    (_, { MassPayoutInitRequest }) => {
      delete MassPayoutInitRequest.properties.conversationId.type;
    },
    "minor",
    "none",
    "MassPayoutInitRequest.conversationId changed its type from string to any value.",
  ],
  [
    "a number of a request that may be in smaller steps",
    (_, { MassPayoutRetrieveFields }) => {
      MassPayoutRetrieveFields.properties.size.multipleOf = 10;
    },
    "breaking",
    "breaking",
    "MassPayoutRetrieveFields.size: multipleOf is now 10.",
  ],
  [
    "a parameter that requests may omit, because nothing says that it is required",
    (document) => {
      delete document.paths[getItem].get.parameters[0].required;
    },
    "minor",
    "none",
    "The path parameter referenceCode may now be omitted.",
  ],
  [
    "another path of an operation",
    (document) => rename(document.paths, balance, "/v2/mass/payout/balance"),
    "breaking",
    "breaking",
    `The path ${balance} changed to /v2/mass/payout/balance.`,
  ],
  [
    "a variable of an address",
    (document) => {
      document.servers[1].variables = { region: { default: "tr" } };
    },
    "breaking",
    "breaking",
    "The address https://sandbox-api.iyzipay.com changed: ",
  ],
  [
    "a reference around which the words say another unit",
    (_, { MassPayoutInitItemFields }) => {
      const { amount } = MassPayoutInitItemFields.properties;
      MassPayoutInitItemFields.properties.amount = { allOf: [amount], description: "In kuruş." };
    },
    "breaking",
    "breaking",
    "MassPayoutInitItemFields.amount: description was added: In kuruş.",
  ],
  [
    "a time that is described in another unit",
    (_, { MassPayoutItemResponse }) => {
      MassPayoutItemResponse.properties.systemTime.description = "System time (epoch seconds).";
    },
    "breaking",
    "breaking",
    "MassPayoutItemResponse.systemTime: description changed: System time (epoch seconds).",
  ],
  [
    "a parameter that is removed beside one that changes",
    (document) => {
      document.paths[getItem].get.parameters = [{ ...document.components.parameters.LocaleQuery, required: false }];
    },
    "breaking",
    "breaking",
    "The path parameter referenceCode was removed.",
    "The query parameter locale may now be omitted.",
  ],
  // numbers, lists, words and signatures
  [
    "a whole number of an answer that may have a fraction",
    (_, { MassPayoutItemsPage }) => {
      MassPayoutItemsPage.properties.page.type = "number";
    },
    "patch",
    "none",
    "MassPayoutItemsPage.page is now a number that may have a fraction.",
  ],
  [
    "a number of a request that may no longer have a fraction",
    (_, { MassPayoutAmount }) => {
      MassPayoutAmount.properties.value.type = "integer";
    },
    "breaking",
    "breaking",
    "MassPayoutAmount.value is now a whole number.",
  ],
  [
    "an open list of values of a request",
    (_, { MassPayoutInitRequest }) => {
      MassPayoutInitRequest.properties.conversationId["x-extensible-enum"] = ["1", "2"];
    },
    "breaking",
    "breaking",
    "MassPayoutInitRequest.conversationId lists its values now: `1`, `2`.",
  ],
  [
    "an open list of values of an answer",
    (_, { MassPayoutSummary }) => {
      MassPayoutSummary.properties.merchantId["x-extensible-enum"] = ["1", "2"];
    },
    "minor",
    "none",
    "MassPayoutSummary.merchantId lists its values now: `1`, `2`.",
  ],
  [
    "an amount that is described in another unit",
    (_, { MassPayoutBalanceResponse }) => {
      MassPayoutBalanceResponse.properties.balance.description = "The balance, in kuruş.";
    },
    "breaking",
    "breaking",
    "MassPayoutBalanceResponse.balance: description changed: The balance, in kuruş.",
  ],
  [
    "all fields of an answer that are removed",
    (_, { GatewayRejection }) => {
      delete GatewayRejection.properties;
    },
    "breaking",
    "none",
    "The field GatewayRejection.status was removed.",
    "The field GatewayRejection.errorCode was removed.",
    "The field GatewayRejection.errorMessage was removed.",
    "The field GatewayRejection.systemTime was removed.",
    "The field GatewayRejection.locale was removed.",
  ],
  [
    "a signature with another header",
    (document) => {
      document.components.securitySchemes.IYZWSv2.name = "X-Signature";
    },
    "breaking",
    "breaking",
    "The security scheme IYZWSv2 changed: name.",
  ],
  [
    "a second signature of every operation",
    (document) => {
      document.components.securitySchemes.Second = { type: "apiKey", in: "header", name: "X-Second" };
      document.security[0].Second = [];
    },
    "breaking",
    "breaking",
    "Requests must be authenticated in another way: the security of every operation changed.",
  ],
  [
    "another signature of one operation",
    (document) => {
      document.components.securitySchemes.Second = { type: "apiKey", in: "header", name: "X-Second" };
      document.paths[balance].get.security = [{ Second: [] }];
    },
    "breaking",
    "breaking",
    "Requests must be authenticated in another way: the security of the operation changed.",
  ],
  [
    "a second way to sign",
    (document) => {
      document.components.securitySchemes.Second = { type: "apiKey", in: "header", name: "X-Second" };
      document.security.push({ Second: [] });
    },
    "minor",
    "none",
    "Requests may be authenticated in a further way (the security of every operation).",
  ],
  [
    "a bound of a named schema that is removed",
    (_, { MassPayoutPurpose }) => {
      delete MassPayoutPurpose.type;
    },
    "none",
    "none",
  ],
  [
    "a schema that gets a name",
    (_, schemas) => {
      schemas.ErrorMessages = schemas.MassPayoutItemDetail.properties.errorMessages;
      schemas.MassPayoutItemDetail.properties.errorMessages = { $ref: "#/components/schemas/ErrorMessages" };
    },
    "patch",
    "none",
    "There is a new type, ErrorMessages, for a part that had no name.",
  ],
  [
    "a shared parameter that gets a name",
    (document) => {
      document.components.parameters.RequestId = document.paths[cancel].post.parameters[0];
      document.paths[cancel].post.parameters[0] = { $ref: "#/components/parameters/RequestId" };
    },
    "none",
    "none",
  ],
  ["no change", () => {}, "none", "none"],
];

/** The parts of the document that a case changes, by their places. */
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

/** Groups cases that change different parts, for one comparison each: a comparison starts a process. */
function groupCases(): Case[][] {
  const groups: { cases: Case[]; changed: Set<string> }[] = [];
  for (const each of cases) {
    const places = [...partsOf(each).keys()];
    let group = groups.find(({ changed }) => places.every((place) => !changed.has(place)));
    if (group === undefined) {
      group = { cases: [], changed: new Set() };
      groups.push(group);
    }
    group.cases.push(each);
    for (const place of places) group.changed.add(place);
  }
  return groups.map((group) => group.cases);
}

async function rateCases(group: readonly Case[]): Promise<Change[]> {
  const base = parse(committed);
  const revision = parse(committed);
  for (const [, change] of group) change(revision, revision.components.schemas);
  return rateDocuments({ base, revision });
}

const found = new Map<string, Change[]>();
const unexpected: Change[] = [];

beforeAll(async () => {
  const waiting = groupCases();
  const runGroups = async () => {
    for (let group = waiting.shift(); group !== undefined; group = waiting.shift()) {
      const changes = await rateCases(group);
      const isExpected = ([, , , , ...texts]: Case, { text }: Change) => texts.some((begin) => text.startsWith(begin));
      for (const each of group)
        found.set(
          each[0],
          changes.filter((change) => isExpected(each, change)),
        );
      unexpected.push(...changes.filter((change) => !group.some((each) => isExpected(each, change))));
    }
  };
  await Promise.all([runGroups(), runGroups()]);
}, 600_000);

test.each(cases)("%s is rated by the policy", (name, _, types, client, ...texts) => {
  const changes = found.get(name) ?? [];
  expect(changes).toHaveLength(texts.length);
  expect(maxImpact(changes.map((change) => change.types))).toBe(types);
  expect(maxImpact(changes.map((change) => change.client))).toBe(client);
});

test("no case produces another change", () => {
  expect(unexpected).toEqual([]);
});

test("a field of a request that can no longer be null is breaking for the types, not for the client, which never sends null", async () => {
  const base = parse(committed);
  base.components.schemas.MassPayoutInitRequest.properties.purpose = { type: "string", nullable: true };
  const revision = structuredClone(base);
  revision.components.schemas.MassPayoutInitRequest.properties.purpose.nullable = false;
  expect(await rateDocuments({ base, revision })).toMatchObject([
    { text: "MassPayoutInitRequest.purpose can no longer be null.", types: "breaking", client: "none" },
  ]);
});
