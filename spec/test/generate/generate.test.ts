import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { enumsOf, renderDescriptionTables } from "../../generate/enums.ts";
import { generateTypes, staleFiles } from "../../generate/generate.ts";

const root = new URL("../../../", import.meta.url);
const readCommitted = (path: string) => readFileSync(new URL(path, root), "utf8");
const source = readCommitted("spec/openapi.yaml");

test("the committed files are those that the document generates", async () => {
  expect(staleFiles(await generateTypes(source), readCommitted)).toEqual([]);
});

test("a file that is missing, edited by hand or older than the document is stale", async () => {
  const files = await generateTypes(source);
  const path = "packages/types/src/generated/enums.ts";
  expect(staleFiles(files, (each) => (each === path ? undefined : files[each]))).toEqual([path]);
  expect(staleFiles(files, (each) => `${files[each]}${each === path ? " " : ""}`)).toEqual([path]);
  expect(staleFiles(await generateTypes(source.replaceAll("MEMBER_ID", "MEMBER")), readCommitted)).toEqual([
    "packages/types/src/generated/api.ts",
    "packages/types/src/generated/enums.ts",
    "packages/types/openapi.json",
  ]);
});

test("the first line of every generated file says that it is generated and how to regenerate it", async () => {
  for (const text of Object.values(await generateTypes(source))) {
    expect(text.split("\n")[0]).toMatch(/Generated from spec\/openapi\.yaml.*pnpm generate/);
  }
});

test("a field with a default may be left out of a request, and may be missing in an answer", async () => {
  const document = parse(source);
  const { MassPayoutInitItemFields, MassPayoutSummary } = document.components.schemas;
  MassPayoutInitItemFields.properties.nonWithdrawable.default = false;
  MassPayoutSummary.properties.currency.default = "TRY";
  const api = (await generateTypes(stringify(document)))["packages/types/src/generated/api.ts"];
  expect(api).toContain("nonWithdrawable?: boolean;");
  expect(api).toContain("currency?: string;");
});

test("openapi.json is the document, except for the notice", async () => {
  const files = await generateTypes(source);
  const { "x-generated": _, ...exported } = JSON.parse(files["packages/types/openapi.json"] ?? "");
  expect(exported).toEqual(parse(source));
});

test("a status without a translation has its English description twice, and one without a description says so", () => {
  const colours = { alias: "Colour", name: "Colour", reference: "Colour", type: "Colour" };
  const descriptions = { RED: { en: "Like blood.", tr: "Kan gibi." }, BLUE: { en: "Like the sea." } };
  const table = renderDescriptionTables([{ ...colours, values: ["RED", "BLUE", "PINK"], descriptions }], ["tr", "en"]);
  expect(JSON.parse(table.slice(table.indexOf("= {") + 2, table.lastIndexOf(";")))).toEqual({
    RED: { en: "Like blood.", tr: "Kan gibi." },
    BLUE: { en: "Like the sea.", tr: "Like the sea." },
    PINK: { en: expect.stringContaining("without a description"), tr: expect.stringContaining("açıklamasız") },
  });
});

test("a document without a list of languages is rejected: the tables are by language", async () => {
  const renamed = source.replace(/^ {4}Locale:/m, "    Language:").replaceAll("schemas/Locale", "schemas/Language");
  await expect(generateTypes(renamed)).rejects.toThrow("must have a schema Locale that lists the languages");
});

test("a name that is not an identifier is rejected", () => {
  const schemas = { Payout: { properties: { "status = 1; process.exit(); //": { enum: ["A"] } } } };
  expect(() => enumsOf({ components: { schemas } })).toThrow("can't be a name in TypeScript");
});
