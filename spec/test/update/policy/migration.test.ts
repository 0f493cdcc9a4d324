import { describe, expect, test } from "vitest";
import { planReleases, ratedPackages } from "../../../update/output/release.ts";
import type { Change } from "../../../update/policy/change.ts";
import { migrationOf } from "../../../update/policy/migration.ts";
import { prepareUpdate } from "../../../update/update.ts";
import { type Json, pageOf, published, tree } from "../../support/pages.ts";

const change = (...key: Change["key"]): Change => ({
  operations: ["POST /pay"],
  key,
  text: "It changed.",
  types: "breaking",
  client: "breaking",
});
const migration = (...key: Change["key"]) => migrationOf(change(...key), [change(...key)]);

describe("how to migrate", () => {
  test.each<[Change["key"], string]>([
    [["field-renamed", "items[].fee", "items[].feeAmount"], "Rename `items[].fee` to `items[].feeAmount`."],
    [["type-renamed", "Item", "PayoutItem"], "Import `PayoutItem` instead of `Item`."],
    [["type-removed", "Item"], "No longer import `Item`."],
    [["field-removed", "fee"], "No longer read or send `fee`."],
    [["required-field-added", "purpose"], "Send `purpose` with every request."],
    [["field-required", "request", "purpose"], "Send `purpose` with every request."],
    [["field-optional", "answer", "fee"], "Treat a missing `fee` as unknown."],
    [["bound-changed", "fee", "nullable", "true"], "Treat null in `fee` as unknown."],
    [["bound-changed", "purpose", "nullable", "false"], "No longer send null in `purpose`."],
    [["value-removed", "USD"], "No longer send `USD`. Treat it in answers as any other value that is not listed."],
    [["parameter-removed", "The query parameter locale"], "No longer send the query parameter locale."],
    [["parameter-required", "The query parameter locale"], "Send the query parameter locale with every request."],
    [["operation-removed", "POST /pay"], "No longer call `POST /pay`."],
  ])("%j: %s", (key, sentence) => {
    expect(migration(...key)).toBe(sentence);
  });

  test.each<[Change["key"]]>([
    [["type-changed", "amount", " from number to string"]],
    [["bound-changed", "amount", "maximum", "10", "5"]],
    [["address-changed", "modified", "https://a", "https://b"]],
    [["other", "Security", "removed", ""]],
  ])("is left to people where the document does not say it: %j", (key) => {
    expect(migration(...key)).toBeUndefined();
  });

  test("names the one new field beside the one removed field, and leaves it to people whether it replaces it", () => {
    const at = (schema: string, field: string) => `/components/schemas/${schema}/properties/${field}`;
    const removed = { ...change("field-removed", "items[].fee"), place: { base: at("Item", "fee") } };
    const add = (kind: "answer-field-added" | "request-field-added", schema: string, field: string) => ({
      ...change(kind, `items[].${field}`),
      place: { revision: at(schema, field) },
    });
    const added = add("answer-field-added", "Item", "feeAmount");
    expect(migrationOf(removed, [removed, added])).toBe(
      "No longer read or send `items[].fee`. If `items[].feeAmount` has the same meaning, use it instead; iyzico does not say so.",
    );
    for (const others of [
      [added, add("request-field-added", "Item", "tax")],
      [added, { ...change("field-removed", "items[].tax"), place: { base: at("Item", "tax") } }],
      [add("answer-field-added", "Item/properties/items/items", "feeAmount")],
      [add("answer-field-added", "Detail", "feeAmount")],
      [change("answer-field-added", "items[].feeAmount")],
      [{ ...added, operations: ["GET /balance"] }],
    ]) {
      expect(migrationOf(removed, [removed, ...others])).toBe("No longer read or send `items[].fee`.");
    }
  });
});

describe("the changelog of an imported page", () => {
  const summariesOf = async (edit: (schemas: Json) => void) => {
    const { document, tables } = published();
    edit(document.components.schemas);
    const page = { address: "page.md", text: pageOf(document, tables) };
    const { changes } = await prepareUpdate([page], tree, "2031-05-06");
    const releases = planReleases(changes, {});
    const summaryOf = (name: string) => releases.find((release) => release.name === name)?.summary ?? "";
    return { types: summaryOf(ratedPackages.types), client: summaryOf(ratedPackages.client) };
  };

  test("has the old and the new name of a field below the breaking change, for the types and for raw", async () => {
    const { types, client } = await summariesOf(({ MassPayoutItemDetail: { properties } }) => {
      properties.trialField = properties.referenceCode;
      delete properties.referenceCode;
    });
    const sentence =
      "No longer read or send `referenceCode`. If `trialField` has the same meaning, use it instead; iyzico does not say so.";
    const lineAfterChange = (summary: string) =>
      summary.split("\n").find((_, index, lines) => lines[index - 1]?.includes("referenceCode was removed"));
    expect(lineAfterChange(types)).toBe(`  How to migrate: ${sentence}`);
    expect(lineAfterChange(client)).toBe(`  How to migrate calls of \`raw\`: ${sentence}`);
  });

  test("has no such line for a change that does not break", async () => {
    const { types } = await summariesOf(({ MassPayoutItemDetail: { properties } }) => {
      properties.trialField = { type: "string" };
    });
    expect(types).toContain("trialField");
    expect(types).not.toContain("How to migrate");
  });
});
