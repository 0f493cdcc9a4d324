import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { buildDocument, type Files } from "../build/document.ts";
import { lintDocument } from "../build/lint.ts";

const spec = new URL("../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, spec), "utf8");
const folder = (path: string): Files =>
  Object.fromEntries(readdirSync(new URL(path, spec)).map((name) => [name, read(path + name)]));

const upstream = folder("upstream/");
const overlays = folder("overlays/");
const committed = read("openapi.yaml");
const document = parse(committed);
const retrieve = document.paths["/v1/mass/payout/retrieve"].post;
const examples: Record<string, { value: Record<string, never> }> =
  retrieve.responses["200"].content["application/json"].examples;

describe("spec/upstream", () => {
  test("has the vendor's block byte for byte", () => {
    const hash = createHash("sha256").update(read("upstream/retrieve-mass-payout.json")).digest("hex");
    expect(hash).toBe("edbf98495d1baabf55ab0a0017723733a7bb2392561f695d32d2fbaa4a93d7f1");
  });

  test("says of every file where it comes from and since when", () => {
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
  test("is what upstream and overlays make", async () => {
    expect(await buildDocument(upstream, overlays)).toBe(committed);
  });

  test("has no fault that the linter finds", async () => {
    expect(await lintDocument(committed)).toEqual([]);
  });

  test("is no longer made when the vendor changes what an overlay corrects", async () => {
    const changed = upstream["retrieve-mass-payout.json"]?.replaceAll("recipientName", "beneficiaryName") ?? "";
    await expect(buildDocument({ ...upstream, "retrieve-mass-payout.json": changed }, overlays)).rejects.toThrow(
      /80-privacy\.yaml, action 2 .*recipientName.* changes nothing/,
    );
  });

  test("keeps the English meanings of the vendor's tables to the letter", () => {
    const tables = JSON.parse(read("upstream/retrieve-mass-payout.status-tables.json"));
    const { MassPayoutStatus, MassPayoutItemStatus } = document.components.schemas;
    const english = (schema: { "x-enum-descriptions": Record<string, { en: string }> }) =>
      Object.fromEntries(Object.entries(schema["x-enum-descriptions"]).map(([status, { en }]) => [status, en]));
    expect(english(MassPayoutStatus)).toEqual(tables["MassPayoutSummary.massPayoutStatus"]);
    expect(english(MassPayoutItemStatus)).toEqual(tables["MassPayoutItemDetail.itemStatus"]);
  });
});

describe("the linter", () => {
  test("finds an example that does not fit its schema", async () => {
    const broken = committed.replace("merchantId: 1", "merchantId: one");
    expect(await lintDocument(broken)).toContainEqual(expect.stringContaining("no-invalid-media-type-examples"));
  });
});

describe("the named examples", () => {
  test("cover every payout status and every item status", () => {
    const answers = Object.values(examples).map(({ value }) => value) as {
      massPayout?: { massPayoutStatus: string };
      massPayoutItems?: { items: { itemStatus: string }[] };
    }[];
    const { MassPayoutStatus, MassPayoutItemStatus } = document.components.schemas;
    expect(new Set(answers.flatMap(({ massPayout }) => massPayout?.massPayoutStatus ?? []))).toEqual(
      new Set(MassPayoutStatus.enum),
    );
    expect(
      new Set(answers.flatMap(({ massPayoutItems }) => massPayoutItems?.items.map((item) => item.itemStatus) ?? [])),
    ).toEqual(new Set(MassPayoutItemStatus.enum));
  });

  test("begin with the documented one, which a mock server answers with when it isn't asked for another", () => {
    expect(Object.keys(examples)[0]).toBe("publishedToQueue");
  });
});
