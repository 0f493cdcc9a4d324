import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { descriptionTablesOf, enumsOf } from "../generator/enums.ts";
import { generate } from "../generator/generate.ts";
import { staleFiles } from "../generator/stale.ts";
import * as types from "../src/index.ts";

const source = readFileSync(new URL("../../../spec/openapi.yaml", import.meta.url), "utf8");
const document = parse(source);

const committed = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");

test("what is committed is what the document generates", async () => {
  expect(staleFiles(await generate(source), committed)).toEqual([]);
});

test("a file that is missing, changed by hand or left behind by the document is stale", async () => {
  const files = await generate(source);
  const path = "src/generated/enums.ts";
  expect(staleFiles(files, (each) => (each === path ? undefined : files[each]))).toEqual([path]);
  expect(staleFiles(files, (each) => `${files[each]}${each === path ? " " : ""}`)).toEqual([path]);
  expect(staleFiles(await generate(source.replaceAll("MEMBER_ID", "MEMBER")), committed)).toEqual([
    "src/generated/api.ts",
    "src/generated/enums.ts",
    "openapi.json",
  ]);
});

test("every generated file says so in its first line and how to make it again", async () => {
  for (const text of Object.values(await generate(source))) {
    expect(text.split("\n")[0]).toMatch(/Generated from spec\/openapi\.yaml.*pnpm generate/);
  }
});

test("the document is exported as it is, but for the notice", async () => {
  const { "x-generated": _, ...exported } = JSON.parse(
    readFileSync(new URL("../openapi.json", import.meta.url), "utf8"),
  );
  expect(exported).toEqual(document);
});

test("the const arrays have the document's values in the document's order", () => {
  const { schemas } = document.components;
  expect(types.locales).toEqual(schemas.Locale.enum);
  expect(types.recipientTypes).toEqual(schemas.RecipientType.enum);
  expect(types.massPayoutItemTypes).toEqual(schemas.MassPayoutItemType.enum);
  expect(types.massPayoutStatuses).toEqual(schemas.MassPayoutStatus.enum);
  expect(types.massPayoutItemStatuses).toEqual(schemas.MassPayoutItemStatus.enum);
  expect(types.massPayoutPurposes).toEqual(schemas.MassPayoutPurpose.enum);
  expect(types.massPayoutCurrencies).toEqual(schemas.MassPayoutCurrency.enum);
  expect(types.successStatuses).toEqual(schemas.SuccessStatus.enum);
  expect(types.failureEnvelopeStatuses).toEqual(schemas.FailureEnvelope.properties.status.enum);
});

test("no enum of the document is without a const array", () => {
  const lists = Object.values(types).filter(Array.isArray);
  const enums = JSON.stringify(document.components).match(/"enum":/g);
  expect(lists).toHaveLength(enums?.length ?? 0);
});

test("the status tables explain every status in both languages", () => {
  for (const [statuses, table] of [
    [types.massPayoutStatuses, types.massPayoutStatusDescriptions],
    [types.massPayoutItemStatuses, types.massPayoutItemStatusDescriptions],
  ] as const) {
    expect(Object.keys(table).sort()).toEqual([...statuses].sort());
    for (const { en, tr } of Object.values(table)) {
      expect(en).not.toBe("");
      expect(tr).not.toBe("");
    }
  }
});

test("a status without a translation has its English text twice, and one without any text says so", async () => {
  const enums = { name: "Colour", reference: "Colour", values: ["RED", "BLUE", "PINK"] };
  const table = descriptionTablesOf([
    { ...enums, descriptions: { RED: { en: "Like blood.", tr: "Kan gibi." }, BLUE: { en: "Like the sea." } } },
  ]);
  expect(JSON.parse(table.slice(table.indexOf("= {") + 2, table.lastIndexOf(";")))).toEqual({
    RED: { en: "Like blood.", tr: "Kan gibi." },
    BLUE: { en: "Like the sea.", tr: "Like the sea." },
    PINK: { en: expect.stringContaining("without a description"), tr: expect.stringContaining("açıklamasız") },
  });
});

test("a name that would be more than a name in the source is refused", () => {
  const schemas = { Payout: { properties: { "status = 1; process.exit(); //": { enum: ["A"] } } } };
  expect(() => enumsOf({ components: { schemas } })).toThrow("can't be a name in TypeScript");
});
