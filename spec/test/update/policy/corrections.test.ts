import { beforeAll, describe, expect, test } from "vitest";
import type { Change } from "../../../update/policy/change.ts";
import { clientReads, clientSends, fieldsMovedTo } from "../../../update/policy/client-fields.ts";
import { prepareUpdate, type Tree, type Update } from "../../../update/update.ts";
import { type Json, pagesWith, tree } from "../../support/pages.ts";

const init = "/v1/mass/payout/init";
const auth = "/v1/mass/payout/auth";

/** Imports all pages with a change of the vendor's documents, merged as one. */
const importWith = (change: (schemas: Json, document: Json) => void) =>
  prepareUpdate(pagesWith(change), tree, "2031-05-06");
/** The files of the repository after an import. */
const treeAfter = ({ files }: Update): Tree => ({
  ...tree,
  upstream: Object.fromEntries(Object.keys(tree.upstream).map((name) => [name, files[`spec/upstream/${name}`] ?? ""])),
  document: files["spec/openapi.yaml"] ?? "",
});
const without = (list: unknown[], value: unknown) => list.splice(list.indexOf(value), 1);

describe("a change of what a correction replaces is rated as if there were no correction", () => {
  let update: Update;
  const findChange = (text: string): Change | undefined =>
    update.changes.find((change) => change.text.startsWith(text));

  beforeAll(async () => {
    update = await importWith((schemas, { paths, components }) => {
      components.parameters.AuthHeader.name = "X-Signature";
      schemas.MassPayoutAmount.properties.currency.enum = ["TRY"];
      schemas.MassPayoutAmount.properties.value.description = "The amount in kuruş.";
      without(schemas.MassPayoutInitItem.properties.recipientType.enum, "MEMBER_ID");
      schemas.MassPayoutRetrieveRequest.anyOf.pop();
      schemas.MassPayoutInvalidItem.properties.errorCode["x-extensible-enum"] = ["A", "B"];
      paths[auth].post.parameters = paths[auth].post.parameters.filter(({ $ref }: Json) => !/Auth/.test($ref));
    });
  });

  const breaking = ["breaking", "breaking"] as const;
  test.each([
    [
      "the header of the signature is renamed",
      "The header parameter Authorization was removed, and X-Signature is new.",
      breaking,
      "40-authentication.yaml, action 5: No longer referred to.",
    ],
    [
      "one operation is no longer signed",
      "The header parameter Authorization was removed.",
      breaking,
      "40-authentication.yaml, action 3: Replaced by the security scheme.",
    ],
    [
      "init's currency is only TRY",
      "MassPayoutAmount.currency lists its values now: `TRY`.",
      breaking,
      "35-init-request.yaml, action 7: Replaced by the named schema.",
    ],
    [
      "an amount is in another unit",
      "MassPayoutAmount.value: description changed: The amount in kuruş.",
      breaking,
      "20-amounts.yaml, action 1",
    ],
    [
      "init no longer accepts a type of recipient",
      "MassPayoutInitItem.recipientType no longer has the value `MEMBER_ID`.",
      breaking,
      "70-statuses.yaml, action 10: Replaced by the named schema.",
    ],
    [
      "retrieve accepts only a requestId",
      "MassPayoutRetrieveRequest no longer has an alternative",
      breaking,
      "30-retrieve-request.yaml, action 4: Replaced by a union of two complete alternatives, which generators and validators both understand.",
    ],
    [
      "an answer's field has an open list",
      "MassPayoutInvalidItem.errorCode lists its values now: `A`, `B`.",
      ["minor", "none"],
      "50-envelope.yaml, action 6: The type of an item's errorCode is undocumented, and that of a failure is either.",
    ],
  ] as const)("%s", (_, text, [types, client], correction) => {
    expect(findChange(text)).toMatchObject({
      types,
      client,
      hiddenBy: `our correction spec/overlays/${correction}`,
      byHand: expect.stringMatching(
        `^Decide whether our correction spec/overlays/${correction.replace(/: .*/, "")} may still hide this. If not, undo the import`,
      ),
    });
  });

  test("with the step that it has without corrections", () => {
    expect(findChange("MassPayoutAmount.value")?.byHand).toContain("Without the correction: Ask iyzico what they mean");
  });

  test("and nothing else is told", () => {
    expect(update.changes).toHaveLength(7);
    expect(update.notes).toEqual([]);
  });
});

describe("a change that the corrections do not hide is told once", () => {
  test("an amount that becomes a string, which was a decimal for the vendor and is a number for us", async () => {
    const { changes } = await importWith(({ MassPayoutSummary }) => {
      MassPayoutSummary.properties.totalAmount.type = "string";
    });
    expect(changes.filter(({ text }) => text.includes("changed its type"))).toMatchObject([
      { text: "MassPayoutSummary.totalAmount changed its type from number to string.", types: "breaking" },
    ]);
    expect(changes.filter(({ hiddenBy }) => hiddenBy !== undefined)).toEqual([]);
  });

  test("fields that a correction moves to another schema, and lists that it names", async () => {
    const { changes } = await importWith(({ MassPayoutInitItem, MassPayoutInitRequest, MassPayoutItemDetail }) => {
      delete MassPayoutInitItem.properties.nonWithdrawable;
      MassPayoutInitItem.properties.trial = { type: "string" };
      without(MassPayoutInitRequest.properties.purpose.enum, "DONATIONS");
      MassPayoutItemDetail.properties.itemStatus.enum.push("TRIAL_STATUS");
    });
    expect(changes.map(({ text, hiddenBy }) => [text, hiddenBy])).toEqual([
      ["The field MassPayoutInitItemFields.nonWithdrawable was removed.", undefined],
      ["Requests accept a new field: MassPayoutInitItemFields.trial (string).", undefined],
      ["MassPayoutPurpose no longer has the value `DONATIONS`.", undefined],
      ["MassPayoutItemStatus has a new value: `TRIAL_STATUS`.", undefined],
    ]);
  });
});

test("fields of the same name in different schemas are different facts", async () => {
  const { changes } = await importWith((schemas) => {
    schemas.MassPayoutAmount.properties.currency.enum = ["TRY"];
    schemas.MassPayoutSummary.properties.currency.enum = ["TRY"];
    without(schemas.MassPayoutInitItem.properties.recipientType.enum, "PHONE");
    without(schemas.MassPayoutItemDetail.properties.recipientType.enum, "IBAN");
  });
  const isHidden = ({ hiddenBy }: Change) => hiddenBy !== undefined;
  expect(changes.filter(isHidden).map(({ text }) => text)).toEqual([
    "MassPayoutAmount.currency lists its values now: `TRY`.",
    "MassPayoutInitItem.recipientType no longer has the value `PHONE`.",
  ]);
  expect(changes.filter((change) => !isHidden(change)).map(({ text }) => text)).toEqual([
    "RecipientType no longer has the value `IBAN`.",
    "MassPayoutSummary.currency lists its values now: `TRY`.",
  ]);
});

test("a change that a correction only understates is told once, with the vendor's rating", async () => {
  const { changes } = await importWith((_, document) => {
    document.components.securitySchemes = { Trial: { type: "apiKey", in: "header", name: "X-Trial" } };
    document.security = [{ Trial: [] }];
  });
  expect(changes.filter(({ key }) => key[0] === "security-changed")).toMatchObject([
    {
      types: "breaking",
      client: "breaking",
      hiddenBy: "our correction spec/overlays/40-authentication.yaml, action 2: Every operation is signed.",
    },
  ]);
});

test("a change of a part that a correction replaces elsewhere names the corrections in general", async () => {
  const { changes } = await importWith((_, { paths }) => {
    // The schema stays in use.
    paths[init].post.responses["202"] = structuredClone(paths[init].post.responses["200"]);
    paths[init].post.responses["200"].content["application/json"].schema.$ref =
      "#/components/schemas/MassPayoutAuthResponse";
  });
  expect(changes).toContainEqual(
    expect.objectContaining({
      text: "The field MassPayoutInitResponse.requestId was removed.",
      client: "breaking",
      hiddenBy: "our corrections of spec/overlays",
    }),
  );
});

test("a change inside an alternative, beside a change of another one, is told once", async () => {
  const form = (kind: string, field: string) => ({
    type: "object",
    required: ["kind"],
    properties: { kind: { type: "string", enum: [kind] }, [field]: { type: "string" } },
  });
  const before = () => ({ oneOf: [form("a", "first"), form("b", "second")] });
  const trial = await importWith(({ MassPayoutAuthRequest }) => {
    MassPayoutAuthRequest.properties.trial = before();
  });
  const { changes } = await prepareUpdate(
    pagesWith(({ MassPayoutAuthRequest }) => {
      const { oneOf } = before();
      oneOf[0]?.required.push("first");
      Object.assign(oneOf[1]?.properties.second ?? {}, { maxLength: 1 });
      MassPayoutAuthRequest.properties.trial = { oneOf };
    }),
    treeAfter(trial),
    "2031-05-07",
  );
  expect(changes).toHaveLength(2);
  expect(changes.filter(({ hiddenBy }) => hiddenBy !== undefined)).toEqual([]);
});

test("a new name for what a correction replaces is no decision", async () => {
  const { changes } = await importWith((schemas) => {
    schemas.TrialCurrency = schemas.MassPayoutAmount.properties.currency;
    schemas.MassPayoutAmount.properties.currency = { $ref: "#/components/schemas/TrialCurrency" };
  });
  expect(changes).toMatchObject([
    { text: "There is a new type, TrialCurrency, for a part that had no name.", types: "patch", client: "none" },
  ]);
  expect(changes[0]).not.toHaveProperty("hiddenBy");
});

test("a correction of a schema that the vendor wrote into the places of its use is rejected", async () => {
  await expect(
    importWith(({ MassPayoutRetrieveResponse, MassPayoutSummary }) => {
      MassPayoutRetrieveResponse.properties.massPayout = structuredClone(MassPayoutSummary);
    }),
  ).rejects.toThrow(
    /^65-java-fields\.yaml, action 3 \(target \$\.components\.schemas\.MassPayoutSummary.*\) applies to a schema that nothing uses any more\.\n(.*\n)*Change the actions or remove them\.$/,
  );
});

test.each([
  ["MassPayoutItemsPage", "page", { type: "string" }, "60-paging.yaml, action 1"],
  ["MassPayoutSummary", "receivedDate", { type: "integer" }, "65-java-fields.yaml, action 3"],
])(
  "a field %s.%s that a correction adds, and that iyzico documents with another type, is rejected",
  async (schema, field, type, action) => {
    await expect(
      importWith((schemas) => {
        schemas[schema].properties[field] = type;
      }),
    ).rejects.toThrow(`${action} (target `);
    await expect(
      importWith((schemas) => {
        schemas[schema].properties[field] = type;
      }),
    ).rejects.toThrow(`replaces what iyzico documents now: ${schema} properties ${field} type.`);
  },
);

test("the schemas of the client are the vendor's, or have the vendor's fields", () => {
  const names = new Set(
    Object.values(tree.upstream).flatMap((text) => Object.keys(JSON.parse(text).components?.schemas ?? {})),
  );
  const moved = new Map<string, string>(Object.entries(fieldsMovedTo).map(([vendors, ours]) => [ours, vendors]));
  const unknown = Object.keys({ ...clientReads, ...clientSends }).filter((name) => !names.has(moved.get(name) ?? name));
  expect(unknown).toEqual(["FailureEnvelope"]);
});
