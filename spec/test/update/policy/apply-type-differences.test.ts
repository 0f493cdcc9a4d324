import { expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { renderTypes } from "../../../generate/generate.ts";
import type { TypeDifference } from "../../../update/diff/type-difference.ts";
import { applyTypeDifferences } from "../../../update/policy/apply-type-differences.ts";
import type { Change } from "../../../update/policy/change.ts";
import { rateAllChanges } from "../../../update/policy/rate-all-changes.ts";
import { type Json, tree } from "../../support/pages.ts";

const operation = "POST /v1/mass/payout/retrieve";
const currency: TypeDifference = {
  operations: [operation],
  of: "type",
  schema: "MassPayoutSummary",
  field: "currency",
  location: "body",
  label: "MassPayoutSummary.currency",
  labels: ["MassPayoutSummary.currency"],
  containers: ["The answer 200", "MassPayoutRetrieveResponse.massPayout"],
  change: "changed",
  before: "currency?: string",
  after: "currency?: number",
  impact: "breaking",
};
const bound: Change = {
  operations: [operation],
  key: ["bound-changed", "currency", "writeOnly"],
  text: "MassPayoutSummary.currency: writeOnly is now true.",
  types: "patch",
  client: "none",
};

test("a change that the types contradict gets the stricter rating and says why", () => {
  expect(applyTypeDifferences([bound], [currency])).toEqual([
    {
      ...bound,
      types: "breaking",
      client: "breaking",
      affected:
        "The generated type of MassPayoutSummary.currency changes from `currency?: string` to `currency?: number`: rated by that.",
      byHand: "Change the client.",
    },
  ]);
});

test("a change that is rated at least as high stays as it is", () => {
  const removed: Change = { ...bound, key: ["type-changed", "currency"], types: "breaking" };
  expect(applyTypeDifferences([removed], [currency])).toEqual([removed]);
  expect(applyTypeDifferences([removed], [{ ...currency, impact: "minor" }])).toEqual([removed]);
});

test.each<[string, Change]>([
  ["of another field", { ...bound, text: "MassPayoutSummary.currencyCode: writeOnly is now true." }],
  ["of a field inside it", { ...bound, text: "MassPayoutSummary.currency.code: writeOnly is now true." }],
  ["of the field of another schema", { ...bound, text: "MassPayoutItem.currency: writeOnly is now true." }],
  ["of another operation", { ...bound, operations: ["POST /v1/mass/payout/init"] }],
  ["of the documentation", { ...bound, key: ["documentation-changed", "currency", "description"] }],
])("a change %s does not stand for a difference, which becomes a change", (_, change) => {
  expect(applyTypeDifferences([change], [currency])).toEqual([
    change,
    {
      operations: [operation],
      key: ["generated-type-changed", "MassPayoutSummary.currency", "currency?: string", "currency?: number"],
      text: "The generated type of MassPayoutSummary.currency changes from `currency?: string` to `currency?: number`.",
      types: "breaking",
      client: "breaking",
      affected: "Affects code that uses it, which may no longer compile. The client uses it.",
      byHand: "Change the client.",
    },
  ]);
});

test("a difference that the client does not depend on does not affect the client", () => {
  const systemTime: TypeDifference = {
    ...currency,
    schema: "MassPayoutInitResponse",
    field: "systemTime",
    label: "MassPayoutInitResponse.systemTime",
    labels: ["MassPayoutInitResponse.systemTime"],
  };
  expect(applyTypeDifferences([], [systemTime])).toMatchObject([{ types: "breaking", client: "none" }]);
});

test("a difference inside a field whose type changed as a whole is no change of its own", () => {
  const whole: Change = {
    ...bound,
    key: ["type-changed", "massPayout"],
    text: "MassPayoutRetrieveResponse.massPayout changed its type from object to string.",
    types: "breaking",
  };
  expect(applyTypeDifferences([whole], [currency])).toEqual([whole]);
});

test("a difference in several operations raises the change of each, and is one change where there is none", () => {
  const operations = [
    operation,
    "POST /v1/mass/payout/init",
    "POST /v1/mass/payout/auth",
    "GET /v1/mass/payout/balance",
  ];
  const own = (name: string): Change => ({ ...bound, operations: [name] });
  const result = applyTypeDifferences(operations.slice(0, 2).map(own), [{ ...currency, operations }]);
  expect(result.map(({ operations: ofChange, types }) => [ofChange, types])).toEqual([
    [operations.slice(0, 1), "breaking"],
    [operations.slice(1, 2), "breaking"],
    [operations.slice(2), "breaking"],
  ]);
});

test("a named type, an HTTP status, an operation and the name of an operation are known by the changes about them", () => {
  const place = { ...currency, field: "", containers: [] };
  const differences: TypeDifference[] = [
    { ...place, of: "name", label: "Trial", labels: ["Trial"], change: "removed" },
    { ...place, of: "status", label: "HTTP status 202", labels: ["HTTP status 202"], change: "removed" },
    { ...place, of: "operation", label: operation, labels: [operation], change: "removed" },
    { ...place, of: "name", label: 'operations["old"]', labels: ['operations["old"]'], change: "removed" },
  ];
  const breaking = { ...bound, types: "breaking" } as const;
  const changes: Change[] = [
    { ...breaking, key: ["type-removed", "Trial"], text: "The type Trial was removed." },
    { ...breaking, key: ["status-removed", "202"], text: "Answers no longer have HTTP status 202." },
    { ...breaking, key: ["operation-removed", operation], text: `The operation ${operation} was removed.` },
    { ...breaking, key: ["other", "Operation (operationId)"], text: "`operationId` changed from 'old' to 'new'." },
  ];
  expect(applyTypeDifferences(changes, differences)).toEqual(changes);
  expect(applyTypeDifferences([], differences).map(({ text }) => text)).toEqual([
    "The generated types no longer have `Trial`.",
    "The generated types no longer have HTTP status 202.",
    `The generated types no longer have \`${operation}\`.`,
    'The generated types no longer have `operations["old"]`.',
  ]);
});

test("a change of an operation or of its name does not stand for one whose name is a part of the other's", () => {
  const place = { ...currency, operations: [], field: "", containers: [] };
  const differences: TypeDifference[] = [
    { ...place, of: "operation", label: "POST /v1/mass", labels: ["POST /v1/mass"], change: "removed" },
    { ...place, of: "name", label: 'operations["old"]', labels: ['operations["old"]'], change: "removed" },
  ];
  const changes: Change[] = [
    { ...bound, key: ["operation-removed", operation], text: `The operation ${operation} was removed.` },
    { ...bound, key: ["other", "Operation (operationId)"], text: "`operationId` changed from 'older' to 'new'." },
  ];
  const own = applyTypeDifferences(changes, differences).slice(changes.length);
  expect(own.map(({ text }) => text)).toEqual([
    "The generated types no longer have `POST /v1/mass`.",
    'The generated types no longer have `operations["old"]`.',
  ]);
});

test.each<[string, Json, string]>([
  [
    "type",
    { required: true, schema: { type: "integer" } },
    "The header X-Trial of the answer 200 changed its type from string to integer.",
  ],
  [
    "presence",
    { required: false, schema: { type: "string" } },
    "The header X-Trial of the answer 200: required changed.",
  ],
])("the %s of an answer's header is one change, which does not affect the client", async (_, header, text) => {
  const withHeader = (value: Json) => {
    const document = parse(tree.document);
    document.paths["/v1/mass/payout/auth"].post.responses["200"].headers = { "X-Trial": value };
    return document;
  };
  const base = withHeader({ required: true, schema: { type: "string" } });
  const revision = withHeader(header);
  const [was, is] = await Promise.all([base, revision].map((document) => renderTypes(stringify(document))));
  const types = { base: was as string, revision: is as string };
  expect(await rateAllChanges({ base, revision }, types)).toMatchObject([{ text, types: "breaking", client: "none" }]);
});
